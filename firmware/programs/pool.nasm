# The maximum and the average of WINDOW x WINDOW windows of images, STRIDE pixels apart, as between the layers of a vision network.
#
# Each channel of each image is a plane, a plane lies in one partition, and 128 planes are a tile. A window is not copied: an access
# pattern says where its elements are. Four free dimensions, innermost first, walk over all windows of a plane:
#
#     step 1               WINDOW columns of a window      these two are summed over,
#     step WIDTH           WINDOW rows of a window         "axes=xy"
#     step STRIDE          the windows of a row
#     step STRIDE*WIDTH    the rows of windows
#
# Nothing asks the steps to lead to places that no other window has: with STRIDE < WINDOW the windows overlap.

.program "Maximum and average pooling"

.define IMAGES = 3
.define CHANNELS = 64
.define HEIGHT = 57
.define WIDTH = 57
.define WINDOW = 3
.define STRIDE = 2
.define TYPE = fp32             # of x and of the results: fp32 or bf16

.reference pool_{WINDOW}_{STRIDE}

.let PLANES = IMAGES*CHANNELS
.let TILES = ceil_div(PLANES, 128)
.let ROWS = (HEIGHT - WINDOW)/STRIDE + 1        # windows below each other
.let COLUMNS = (WIDTH - WINDOW)/STRIDE + 1      # and side by side

.require HEIGHT >= WINDOW && WIDTH >= WINDOW, "HEIGHT and WIDTH are at least WINDOW"
.require ROWS*COLUMNS*WINDOW*WINDOW <= 65536, "an instruction reads at most 65536 elements of a partition: fewer or smaller windows"
.require TYPE == fp32 || TYPE == bf16, "TYPE is fp32 or bf16"

.input  x       TYPE[IMAGES, CHANNELS, HEIGHT, WIDTH]
.output maximum TYPE[IMAGES, CHANNELS, ROWS, COLUMNS]
.output average TYPE[IMAGES, CHANNELS, ROWS, COLUMNS]  max_error=(TYPE == bf16 ? 0.4% : 0.0001%)

# Two places for each value: tile t uses place t % 2.
.sbuf x_tile       TYPE[128, 2, HEIGHT, WIDTH]
.sbuf maximum_tile TYPE[128, 2, ROWS, COLUMNS]
.sbuf sum_tile     fp32[128, 2, ROWS, COLUMNS]
.sbuf average_tile TYPE[128, 2, ROWS, COLUMNS]

.semaphore loaded0 loaded1      # one for each place: at most one load of it is under way
.semaphore stored0 stored1
.semaphore summed               # tiles whose maxima and sums are known
.semaphore averaged             # tiles that are complete

.queue loads
.queue stores

.for t in 0..TILES
.let low = t*128
.let high = min(low + 128, PLANES)
.let place = t % 2
.dma load{t} queue=loads update=loaded{place}++
copy x.reshape(PLANES, HEIGHT, WIDTH)[low:high, :, :] -> x_tile[0 : high - low, place, :, :]
.end
.dma store{t} queue=stores update=stored{place}++
copy maximum_tile[0 : high - low, place, :, :] -> maximum.reshape(PLANES, ROWS, COLUMNS)[low:high, :, :]
copy average_tile[0 : high - low, place, :, :] -> average.reshape(PLANES, ROWS, COLUMNS)[low:high, :, :]
.end
.end

.engine sp
        DmaTrigger load0
    .if TILES > 1
        DmaTrigger load1
    .end
.for t in 0..TILES
    # Once VectorE has read tile t, its place is free for tile t + 2; soon after, its results can leave.
    .if t + 2 < TILES
        $summed>=t+1  DmaTrigger load{t+2}
    .end
        $averaged>=t+1  DmaTrigger store{t}
.end
        $stored0>=engines(stores)*ceil_div(TILES, 2)  EventSemaphore
        $stored1>=engines(stores)*(TILES/2)  Halt

# Views have no overlapping dimensions, so the windows are in the raw form of an operand: type, address, steps, sizes, partitions.
.engine dve
.for t in 0..TILES
    .let planes = min(128, PLANES - t*128)
    .let place = t % 2
    # The places of the results are free when their last store has ended; that came after the sums had been read.
    .if t >= 2
        $stored{place}>=engines(stores)*(t/2)  EventSemaphore
    .end
        $loaded{place}>=engines(loads)*(t/2 + 1)  EventSemaphore
    .let image = address(x_tile[:, place, :, :])
        TensorReduce dst=maximum_tile[0:planes, place, :, :] op=max axes=xy \
            in=TYPE@(image)[1, WIDTH, STRIDE, STRIDE*WIDTH][WINDOW, WINDOW, COLUMNS, ROWS]%(planes)
        TensorReduce dst=sum_tile[0:planes, place, :, :] op=add axes=xy \
            in=TYPE@(image)[1, WIDTH, STRIDE, STRIDE*WIDTH][WINDOW, WINDOW, COLUMNS, ROWS]%(planes)  summed++
.end

# An average is a sum times a constant, which ScalarE applies for nothing on a copy.
.engine act
.for t in 0..TILES
    .let planes = min(128, PLANES - t*128)
    .let place = t % 2
        $summed>=t+1  Activate dst=average_tile[0:planes, place, :, :] in=sum_tile[0:planes, place, :, :] function=copy \
            scale=1.0/(WINDOW*WINDOW)  averaged++
.end
