# TensorE of every core at its highest rate: MatMuls of 512 elements back to back, each with a stationary operand of its own, which
# loads in the background. neuron-rtl bench peak runs it and counts.
#
#     neuron-rtl run tensor.nasm --define TYPE=fp32
#
# The two halves of the summed dimension (256) follow each other into one bank: c[m, n] is the sum of w[p, h, m] * x[p, h, n] over
# p and h. The banks take turns, and all compute the same; the last one is stored.

.program "Peak rate of TensorE"

.define TYPE = bf16             # of the operands
.define ROUNDS = 4              # a round fills every bank of PSUM once

.let SUM = TYPE == int8 ? int32 : fp32
.let BANKS = chip(PsumBanks)

.for core in 0..chip(Cores)
.core core
.input  w{core} TYPE[128, 2, 128]
.input  x{core} TYPE[128, 2, 512]
.output c{core} SUM[128, 512]

.sbuf w    TYPE[128, 2, 128]
.sbuf x    TYPE[128, 2, 512]
.sbuf c    SUM[128, 512]
.psum sums SUM[128, BANKS, 512] bank=0
.semaphore loaded summed copied stored
.queue traffic

.dma load{core} queue=traffic update=loaded++
copy w{core} -> w
copy x{core} -> x
.end
.dma store{core} queue=traffic update=stored++
copy c -> c{core}
.end

.engine sp
        DmaTrigger load{core}
        $copied>=1  DmaTrigger store{core}
        $stored>=engines(traffic)  Halt

.engine pe
        $loaded>=engines(traffic)  EventSemaphore
.for round in 0..ROUNDS
.for bank in 0..BANKS
        LoadStationary src=w[:, 0, :]
        MatMul dst=sums[:, bank, :] moving=x[:, 0, :] acc=first
        LoadStationary src=w[:, 1, :]
    .if round == ROUNDS - 1 && bank == BANKS - 1
        MatMul dst=sums[:, bank, :] moving=x[:, 1, :] acc=last  summed++
    .else
        MatMul dst=sums[:, bank, :] moving=x[:, 1, :] acc=last
    .end
.end
.end

.engine dve
        $summed>=1  TensorCopy dst=c in=sums[:, BANKS - 1, :]  copied++
.end
