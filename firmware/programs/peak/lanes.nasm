# VectorE and ScalarE of every core at their highest rate, side by side: long instructions back to back, none of which needs the
# result of another. neuron-rtl bench peak runs it and counts.
#
# VectorE's instruction k does two operations with each element, v = x * 3 + k. ScalarE's does four: it multiplies by a scale, adds a
# bias, applies a function, s = relu(x * 3 + b), and adds the result to the partition's sum.

.program "Peak rate of VectorE and ScalarE"

.define COLUMNS = 4096          # elements a partition of one instruction
.define COUNT = 12              # instructions of each engine

.require COUNT >= 2, "COUNT is at least 2: the last two results of VectorE are stored"

.for core in 0..chip(Cores)
.core core
.input  x{core} fp32[128, COLUMNS]
.input  b{core} fp32[128, 1]
.output v{core} fp32[128, 2, COLUMNS]
.output s{core} fp32[128, COLUMNS]
.output t{core} fp32[128, 1]

.sbuf x fp32[128, COLUMNS]
.sbuf b fp32[128, 1]
.sbuf v fp32[128, 2, COLUMNS]
.sbuf s fp32[128, COLUMNS]
.sbuf t fp32[128, 1]
.semaphore loaded computed stored
.queue traffic

.dma load{core} queue=traffic update=loaded++
copy x{core} -> x
copy b{core} -> b
.end
.dma store{core} queue=traffic update=stored++
copy v -> v{core}
copy s -> s{core}
copy t -> t{core}
.end

.engine sp
        DmaTrigger load{core}
        $computed>=2  DmaTrigger store{core}
        $stored>=engines(traffic)  Halt

.engine dve
        $loaded>=engines(traffic)  EventSemaphore
.for k in 0..COUNT - 1
        TensorScalar dst=v[:, k%2, :] in=x op0=multiply scalar0=3 op1=add scalar1=k
.end
        TensorScalar dst=v[:, (COUNT - 1)%2, :] in=x op0=multiply scalar0=3 op1=add scalar1=(COUNT - 1)  computed++

.engine act
        $loaded>=engines(traffic)  EventSemaphore
        Activate dst=s in=x function=relu scale=3 bias=b[:, 0] reduce=reset_reduce
.for k in 1..COUNT
        Activate dst=s in=x function=relu scale=3 bias=b[:, 0] reduce=reduce
.end
        ActReadAccumulator dst=t  computed++
.end
