# The transformer encoder block of encoder.nasm, for Inferentia1.

.chip inferentia1
.let DATA = "../data"
.include "../encoder.nasm"
