# y = (x - mean) / sqrt(variance + 1e-5) * gamma + beta over each row.
#
# BatchNormStats gives (count, mean, variance * count) of the even elements and of the odd ones in one pass over at most 512
# elements; longer rows take several, and BatchNormAggregate merges all triples into mean and variance.

.program "LayerNorm of rows"
.reference layernorm

.define ROWS = 320
.define COLUMNS = 768
.let TILES = ceil_div(ROWS, 128)
.let PARTS = ceil_div(COLUMNS, 512)         # passes of BatchNormStats
.let PART = ceil_div(COLUMNS, PARTS)        # elements in each, the last one may have fewer

.let MOST = (chip(SbufPartitionBytes) - 2048) / (7*bytes(fp32))     # seven rows, see .sbuf
.require COLUMNS >= 2 && COLUMNS <= MOST, "COLUMNS is 2 to {MOST}, so that all rows fit into SBUF"

.input  x     fp32[ROWS, COLUMNS]
.input  gamma fp32[COLUMNS]
.input  beta  fp32[COLUMNS]
.output y     fp32[ROWS, COLUMNS]  max_error=0.001%

# Two places for each value: tile t uses place t % 2.
.sbuf x_tile     fp32[128, 2, COLUMNS]
.sbuf centred    fp32[128, COLUMNS]
.sbuf y_tile     fp32[128, 2, COLUMNS]
.sbuf statistics fp32[128, 6*PARTS]
.sbuf moments    fp32[128, 2, 2]            # mean, variance
.sbuf deviation  fp32[128, 2]               # 1 / sqrt(variance + 1e-5)
.sbuf gamma_rows fp32[128, COLUMNS]         # the same row on every partition
.sbuf beta_rows  fp32[128, COLUMNS]
.sbuf epsilon    fp32[128, 1]

.semaphore loaded0 loaded1                  # one for each place: at most one load of it is under way
.semaphore stored0 stored1
.semaphore gamma_loaded beta_loaded
.semaphore measured                         # tiles whose mean and variance are known
.semaphore deviated                         # tiles whose deviation is known
.semaphore normalised                       # tiles that are complete

.event epsilon_set                          # an event is one bit: enough for what happens once

.queue loads
.queue stores

.for t in 0..TILES
.let rows = min(128, ROWS - t*128)
.let place = t % 2
.dma load{t} queue=loads update=loaded{place}++
copy x[t*128 : t*128 + rows, :] -> x_tile[0:rows, place, :]
.end
.dma store{t} queue=stores update=stored{place}++
copy y_tile[0:rows, place, :] -> y[t*128 : t*128 + rows, :]
.end
    # Behind the first tile, which can be measured meanwhile.
    .if t == 0
.dma load_gamma queue=loads update=gamma_loaded++
copy gamma[bc 128, :] -> gamma_rows
.end
.dma load_beta queue=loads update=beta_loaded++
copy beta[bc 128, :] -> beta_rows
.end
    .end
.end

.engine sp
        DmaTrigger load0
        DmaTrigger load_gamma
        DmaTrigger load_beta
    .if TILES > 1
        DmaTrigger load1
    .end
.for t in 0..TILES
        # Once tile t is complete, its place is free for tile t + 2, and its result can leave.
        $normalised>=t+1  EventSemaphore
    .if t + 2 < TILES
        DmaTrigger load{t+2}
    .end
        DmaTrigger store{t}
.end
        $stored0>=engines(stores)*ceil_div(TILES, 2)  EventSemaphore
        $stored1>=engines(stores)*(TILES/2)  Halt

.engine act
        $epsilon_set  EventSemaphore
.for t in 0..TILES
    .let rows = min(128, ROWS - t*128)
    .let place = t % 2
        $measured>=t+1  Activate dst=deviation[0:rows, place] in=moments[0:rows, place, 1] function=rsqrt bias=epsilon[0:rows, 0]  deviated++
.end

.engine dve
        Memset dst=epsilon value=1e-5  epsilon_set=set
.for t in 0..TILES
    .let rows = min(128, ROWS - t*128)
    .let place = t % 2
        $loaded{place}>=engines(loads)*(t/2 + 1)  EventSemaphore
    .for part in 0..PARTS
        BatchNormStats dst=statistics[0:rows, 6*part : 6*part + 6] in=x_tile[0:rows, place, part*PART : min(COLUMNS, (part + 1)*PART)]
    .end
        BatchNormAggregate dst=moments[0:rows, place, :] in=statistics[0:rows, :]  measured++
    .if t == 0
        $gamma_loaded>=engines(loads)  EventSemaphore
        $beta_loaded>=engines(loads)  EventSemaphore
    .end
        # (x - mean) * gamma needs no deviation, so it runs while ScalarE computes that.
        ScalarTensorTensor dst=centred[0:rows, :] in0=x_tile[0:rows, place, :] op0=subtract scalar=moments[0:rows, place, 0] \
            in1=gamma_rows[0:rows, :] op1=multiply
    # y_tile is free when its last store has ended.
    .if t >= 2
        $stored{place}>=engines(stores)*(t/2)  EventSemaphore
    .end
        $deviated>=t+1  ScalarTensorTensor dst=y_tile[0:rows, place, :] in0=centred[0:rows, :] op0=multiply \
            scalar=deviation[0:rows, place] in1=beta_rows[0:rows, :] op1=add  normalised++
.end
