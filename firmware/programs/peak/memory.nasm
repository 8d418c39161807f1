# Device memory at its highest rate: every DMA engine of every core first reads it into SBUF, then writes it from SBUF, then copies
# within it, which reads and writes at once. Descriptors are large. neuron-rtl bench peak runs it and counts.
#
# Each DMA engine has a queue of its own, because a queue of Inferentia1 has one engine only.

.program "Peak rate of the device memory"

.define ROW = 32768             # bytes of a descriptor that reads or writes SBUF; those within device memory are 64 KiB
.let ENGINES = chip(DmaEnginesPerCore)
.define ROWS = min(24, 128 / ENGINES)   # partitions that a DMA engine serves
.define COPIES = 4              # times that each byte is copied within device memory, so that the steady state lasts
.let N = ROW / bytes(fp32)

.require ENGINES*ROWS <= 128, "the rows of all DMA engines together are at most 128 partitions"

.for core in 0..chip(Cores)
.core core
.input  x{core} fp32[ENGINES*ROWS, N]
.output y{core} fp32[ENGINES*ROWS, N]
.output z{core} fp32[ENGINES*ROWS, N]

.sbuf place fp32[ENGINES*ROWS, N]
.semaphore read written copied

.for e in 0..ENGINES
.let from = e*ROWS
.let to = (e + 1)*ROWS
.queue q{e} engines=1 first=e
.dma read{core}_{e} queue=q{e} update=read++
copy x{core}[from:to, :] -> place[from:to, :]
.end
.dma write{core}_{e} queue=q{e} update=written++
copy place[from:to, :] -> y{core}[from:to, :]
.end
.dma copy{core}_{e} queue=q{e} update=copied++
.for again in 0..COPIES
copy x{core}[from:to, :] -> z{core}[from:to, :]
.end
.end
.end

.engine sp
.for e in 0..ENGINES
        DmaTrigger read{core}_{e}
.end
        $read>=ENGINES  EventSemaphore
.for e in 0..ENGINES
        DmaTrigger write{core}_{e}
.end
        $written>=ENGINES  EventSemaphore
.for e in 0..ENGINES
        DmaTrigger copy{core}_{e}
.end
        $copied>=ENGINES  Halt
.end
