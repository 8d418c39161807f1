# The four residual layers of pipeline_mlp.nasm on one core, with all weights resident: what the pipeline is compared with.

.chip inferentia1
.define BATCHES = 32
.let CORES = 1
.include "../residual_mlp.nasm"
