# Dropout as in training: y = x / (1 - rate) where an element is kept, 0 where it is dropped, rounded stochastically to BF16.
#
# It teaches random numbers: VectorE's are seeded by the program, so the same seed drops the same elements in every run, however
# long DMA takes. ScalarE has a generator of its own, so its rounding moves no draw of VectorE. docs/numerics.md says who draws what.

.program "Dropout"
.chip inferentia2
.reference dropout

.define ROWS = 320
.define COLUMNS = 512
.let TILES = ceil_div(ROWS, 128)

.require COLUMNS >= 1 && COLUMNS <= 8192, "COLUMNS is 1 to 8192, so that two tiles of each value fit into SBUF"

.input  x      fp32[ROWS, COLUMNS]
.input  chance uint8[ROWS, 1]           # how many of 256 elements of a row are dropped, on average
.input  seed   uint32[1, 1]
.output y      bf16[ROWS, COLUMNS]  rtol=0.79%   # one unit of BF16; a dropped element must be 0

# Two places for each value: tile t uses place t % 2.
.sbuf x_tile      fp32[128, 2, COLUMNS]
.sbuf chance_tile uint8[128, 2]
.sbuf keep        fp32[128, 2]          # 1 - rate: the probability that an element of the row stays
.sbuf inverse     fp32[128, 2]
.sbuf kept        fp32[128, 2, COLUMNS]
.sbuf y_tile      bf16[128, 2, COLUMNS]
.sbuf seed_cell   uint32[1, 1]

.semaphore seeded
.semaphore loaded0 loaded1              # one for each place: at most one load of it is under way
.semaphore stored0 stored1
.semaphore dropped                      # tiles from which elements have been dropped
.semaphore rounded                      # tiles that are complete

.queue loads
.queue stores

.dma load_seed queue=loads update=seeded++
copy seed -> seed_cell
.end
.for t in 0..TILES
.let rows = min(128, ROWS - t*128)
.let place = t % 2
.dma load{t} queue=loads update=loaded{place}++
copy x[t*128 : t*128 + rows, :] -> x_tile[0:rows, place, :]
copy chance[t*128 : t*128 + rows, :] -> chance_tile[0:rows, place]
.end
.dma store{t} queue=stores update=stored{place}++
copy y_tile[0:rows, place, :] -> y[t*128 : t*128 + rows, :]
.end
.end

.engine sp
        DmaTrigger load_seed
.for t in 0..TILES
    # A place is free when VectorE has dropped the tile that was in it.
    .if t >= 2
        $dropped>=t-1  EventSemaphore
    .end
        DmaTrigger load{t}
.end

# Row r of the matrix draws the words of partition r % 128, its element c the draw (r / 128) * COLUMNS + c: only Dropout draws here.
.engine dve
        $seeded>=engines(loads)  SetRngSeed in=seed_cell
.for t in 0..TILES
    .let rows = min(128, ROWS - t*128)
    .let place = t % 2
    # kept and inverse are free when ScalarE has read the tile that was in them.
    .if t >= 2
        $rounded>=t-1  EventSemaphore
    .end
        $loaded{place}>=engines(loads)*(t/2 + 1)  TensorScalar dst=keep[0:rows, place] in=chance_tile[0:rows, place] \
            op0=multiply scalar0=-1.0/256 op1=add scalar1=1
        Reciprocal dst=inverse[0:rows, place] in=keep[0:rows, place]
        # A rate for each partition; "mode=keep": it is the probability to stay.
        Dropout dst=kept[0:rows, place, :] in=x_tile[0:rows, place, :] rate=keep[0:rows, place] mode=keep  dropped++
.end

# What is kept grows, so that the expectation of y is x; rounding by chance keeps that expectation, rounding to nearest would not.
.engine act
.for t in 0..TILES
    .let rows = min(128, ROWS - t*128)
    .let place = t % 2
    # y_tile is free when its last store has ended.
    .if t >= 2
        $stored{place}>=engines(stores)*(t/2)  EventSemaphore
    .end
        $dropped>=t+1  Activate dst=y_tile[0:rows, place, :] in=kept[0:rows, place, :] function=copy \
            scale=inverse[0:rows, place] rounding=stochastic  rounded++
.end

.engine pool
.for t in 0..TILES
        $rounded>=t+1  DmaTrigger store{t}
.end
        $stored0>=engines(stores)*ceil_div(TILES, 2)  EventSemaphore
        $stored1>=engines(stores)*(TILES/2)  Halt
