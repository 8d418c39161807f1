# Vector add: c = a + b on matrices of 256 rows and 1024 columns.
#
# It teaches the three things that every program does: move data in, compute, move data out; and how the parts that do so,
# which all run at the same time, wait for each other. docs/language.md describes every form that is used here.

.program "vector add"
.reference vector_add

.define ROWS = 256                  # neuron-rtl run firmware/programs/vector_add.nasm --define ROWS=512
.define COLUMNS = 1024
.let TILES = ROWS / 128
.require ROWS % 128 == 0 && ROWS > 0, "ROWS is the number of matrix rows; a multiple of 128 would be right"

# Tensors in device memory. The output must be equal to the reference, bit for bit: an addition rounds only once.
.input  a fp32[ROWS, COLUMNS]
.input  b fp32[ROWS, COLUMNS]
.output c fp32[ROWS, COLUMNS]

# SBUF has 128 partitions, so a tile is 128 rows: row r of the tile lies in partition r. There are two tiles of each operand:
# while VectorE adds one pair, DMA fetches the next ("double buffering").
.for s in 0..2
.sbuf a{s} fp32[128, COLUMNS]
.sbuf b{s} fp32[128, COLUMNS]
.sbuf c{s} fp32[128, COLUMNS]
.end

# Semaphores count what has happened. Each buffer has its own: the DMA engines do not run in step, so with one count for both
# buffers a fast engine's second transfer could stand in for a slow engine's first.
.semaphore loaded0 loaded1          # DMA engines that have brought their part of a tile pair
.semaphore stored0 stored1          # DMA engines that have written their part of a result
.semaphore summed                   # tiles that VectorE has added

# A queue is one ring on each of the 16 DMA engines of an Inferentia2 core, and on one of the three of an Inferentia1 core. Two queues,
# so that loads never stand behind stores.
.queue in
.queue out

# The DMA blocks, in the order in which they are triggered. Every engine of a queue ends a block with an increment, so a block
# adds engines(in).
.for t in 0..TILES
.let s = t % 2
.dma load{t} queue=in update=loaded{s}++
copy a[t*128:(t+1)*128, :] -> a{s}
copy b[t*128:(t+1)*128, :] -> b{s}
.end
.dma store{t} queue=out update=stored{s}++
copy c{s} -> c[t*128:(t+1)*128, :]
.end
.end

# SyncE starts the loads. Tile t may come once VectorE has added tile t-2, which lay in the same buffer.
.engine sp
.for t in 0..TILES
        $summed>=t-1                      DmaTrigger load{t}
.end

# VectorE adds a tile when both operands are there and the buffer of the result is free again, and then has the result stored.
.engine dve
.for t in 0..TILES
.let s = t % 2
        $stored{s}>=engines(out)*(t/2)    Nop
        $loaded{s}>=engines(in)*(t/2+1)   TensorTensor dst=c{s} in0=a{s} in1=b{s} op=add  summed++
        $summed>=t+1                      DmaTrigger store{t}
.end

# The program is over when the last results have arrived in device memory.
        $stored0>=engines(out)*((TILES+1)/2)  Nop
        $stored1>=engines(out)*(TILES/2)      Halt
