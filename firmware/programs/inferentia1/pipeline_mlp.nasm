# Four residual layers as a pipeline over the four cores of Inferentia1: one layer on each core, its weights resident in the core's SBUF.
# single_core_mlp.nasm does the same work on one core.

.chip inferentia1
.define BATCHES = 32
.let CORES = 4
.include "../residual_mlp.nasm"
