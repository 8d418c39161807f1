# y = softmax(x) over each row: exp(x - max) / sum of exp(x - max).
#
# Rows lie on partitions, 128 at a time. The work of a tile goes VectorE (largest element), ScalarE (exponentials, and their
# sum on the way), VectorE (1 / sum, product), and while one engine works on a tile the other is on its neighbour.

.program "Softmax of rows"
.reference softmax

.define ROWS = 320
.define COLUMNS = 768
.let TILES = ceil_div(ROWS, 128)

.let MOST = (chip(SbufPartitionBytes) - 1024) / (4*bytes(fp32))
.require COLUMNS >= 1 && COLUMNS <= MOST, "COLUMNS is 1 to {MOST}, so that two tiles of input and output fit into SBUF"

.input  x fp32[ROWS, COLUMNS]
.output y fp32[ROWS, COLUMNS]  max_error=0.001%

# Two places for each value: tile t uses place t % 2.
.sbuf x_tile      fp32[128, 2, COLUMNS]
.sbuf y_tile      fp32[128, 2, COLUMNS]
.sbuf peak        fp32[128, 2]          # minus the largest element
.sbuf total       fp32[128, 2]
.sbuf inverse     fp32[128, 2]

.semaphore loaded0 loaded1              # one for each place: at most one load of it is under way
.semaphore stored0 stored1
.semaphore peaked                       # tiles whose largest elements are known
.semaphore summed                       # tiles whose exponentials and sums are known
.semaphore scaled                       # tiles that are complete

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
.end

# One stream starts loads and stores, in the order in which they become possible: a trigger that waits must not stand before one
# on which what it waits for depends. Tile t needs no load after its own, so its store may wait behind load t + 2.
.engine sp
.for t in 0..TILES + 2
    .if t < TILES
    # A place is free when ScalarE has read the tile that was in it.
    .if t >= 2
        $summed>=t-1  EventSemaphore
    .end
        DmaTrigger load{t}
    .end
    .if t >= 2
        $scaled>=t-1  DmaTrigger store{t-2}
    .end
.end
        $stored0>=engines(stores)*ceil_div(TILES, 2)  EventSemaphore
        $stored1>=engines(stores)*(TILES/2)  Halt

.engine act
.for t in 0..TILES
    .let rows = min(128, ROWS - t*128)
    .let place = t % 2
    # y_tile is free when its last store has ended.
    .if t >= 2
        $stored{place}>=engines(stores)*(t/2)  EventSemaphore
    .end
        # One pass: exp(1 * x + bias) with a bias for each partition; "reset_reduce" sums the results in the reduce registers.
        $peaked>=t+1  Activate dst=y_tile[0:rows, place, :] in=x_tile[0:rows, place, :] function=exp \
            bias=peak[0:rows, place] reduce=reset_reduce
        ActReadAccumulator dst=total[0:rows, place]  summed++
.end

# The second half of a tile stands behind the first half of the next one, so that VectorE need not wait for ScalarE.
.engine dve
.for t in 0..TILES + 1
    .if t < TILES
    .let rows = min(128, ROWS - t*128)
    .let place = t % 2
        $loaded{place}>=engines(loads)*(t/2 + 1)  TensorReduce dst=peak[0:rows, place] in=x_tile[0:rows, place, :] op=max negate  peaked++
    .end
    .if t > 0
    .let rows = min(128, ROWS - (t-1)*128)
    .let place = (t-1) % 2
        $summed>=t  Reciprocal dst=inverse[0:rows, place] in=total[0:rows, place]
        TensorScalar dst=y_tile[0:rows, place, :] in=y_tile[0:rows, place, :] op0=multiply scalar0=inverse[0:rows, place]  scaled++
    .end
.end
