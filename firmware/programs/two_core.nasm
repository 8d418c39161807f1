# c = a + b on both cores: each adds half of the rows.
#
# The cores share nothing but device memory and the fabric. Here all three tensors lie in the memory stack of core 0, so core 1
# reads and writes across the chip; and core 1's DMA engines count up a semaphore of core 0, which so knows when both halves
# are stored.

.program "Vector addition on two cores"
.reference two_core

.define ROWS = 256
.define COLUMNS = 2048

.require ROWS % 2 == 0 && ROWS <= 256, "ROWS is even and at most 256: 128 partitions of each core"

.input  a fp32[ROWS, COLUMNS]
.input  b fp32[ROWS, COLUMNS]
.output c fp32[ROWS, COLUMNS]

.let HALF = ROWS / 2

.core 0
.semaphore stored                       # counted up by the DMA engines of both cores

# The same program for each core, on its own rows. Names of buffers, queues and semaphores belong to the core.
.for core in 0..2
.core core
.sbuf a_tile fp32[HALF, COLUMNS]
.sbuf b_tile fp32[HALF, COLUMNS]
.sbuf c_tile fp32[HALF, COLUMNS]
.semaphore loaded added
.queue traffic

.dma load{core} queue=traffic update=loaded++
copy a[core*HALF : (core + 1)*HALF, :] -> a_tile
copy b[core*HALF : (core + 1)*HALF, :] -> b_tile
.end
.dma store{core} queue=traffic update=core0.stored++
copy c_tile -> c[core*HALF : (core + 1)*HALF, :]
.end

.engine sp
        DmaTrigger load{core}
        $added>=1  DmaTrigger store{core}

.engine dve
        $loaded>=engines(traffic)  TensorTensor dst=c_tile in0=a_tile in1=b_tile op=add  added++
.end

# Core 0 ends when the DMA engines of both cores have stored.
.core 0
.engine sp
        $stored>=2*engines(traffic)  Halt
