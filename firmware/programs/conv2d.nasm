# y = relu(conv(x, w) + bias): a convolution with stride 1 whose output is as large as its input, for a batch of images.
#
# Channels lie on partitions, and TensorE sums over partitions; so one element of the kernel is one matrix product, of all pixels
# of a tile at once: weights [CIN, COUT] of that element stationary, the image, shifted by it, moving. KERNEL x KERNEL such products
# add up in PSUM.
#
# A shift is nothing but another view of the image. Nor do zeros around the image exist anywhere: where a shifted tile would reach
# beyond the border, the product takes and adds only the part inside. The kernel's middle, which shifts nothing, comes first and
# overwrites the whole tile of sums.
#
# The weights are loaded once and stay; images come and go through two places, so that DMA and TensorE work at the same time.

.program "Convolution with bias and ReLU"
.reference conv2d

.define IMAGES = 4
.define CIN = 128               # channels of x
.define COUT = 128              # channels of y
.define HEIGHT = 28
.define WIDTH = 28
.define KERNEL = 3              # rows and columns of the kernel

.require IMAGES >= 1 && HEIGHT >= 1, "IMAGES and HEIGHT are at least 1"
.require WIDTH >= 2 && WIDTH <= 512, "WIDTH is 2 to 512, the columns of a PSUM bank"
.require KERNEL % 2 == 1 && KERNEL >= 1, "KERNEL is odd, so that it has a middle"
.require CIN >= 1 && (CIN <= 128 || CIN % 128 == 0), "CIN is at most 128 or a multiple of 128"
.require COUT >= 1 && (COUT <= 128 || COUT % 128 == 0), "COUT is at most 128 or a multiple of 128"

.let CP = min(CIN, 128)         # channels of x on partitions, in CT groups
.let CT = CIN / CP
.let OP = min(COUT, 128)        # channels of y on partitions, in OT groups
.let OT = COUT / OP
.let BORDER = KERNEL / 2
# A tile of sums is a few rows of one group of channels, as many as a bank of PSUM holds, dealt evenly.
.let RT = ceil_div(HEIGHT, 512/WIDTH)
.let ROWS = ceil_div(HEIGHT, RT)
.let TILES = OT*RT              # of an image
.let BANKS = chip(PsumBanks)

.input  x    bf16[IMAGES, CIN, HEIGHT, WIDTH]
.input  w    bf16[CIN, KERNEL, KERNEL, COUT]
.input  bias fp32[COUT]
.output y    bf16[IMAGES, COUT, HEIGHT, WIDTH]  max_error=0.5%     # y is rounded to BF16

# Two places for each image: image i uses place i % 2.
.sbuf w_tile    bf16[CP, CT, KERNEL, KERNEL, COUT]
.sbuf bias_tile fp32[OP, OT]
.sbuf x_tile    bf16[CP, 2, CT, HEIGHT, WIDTH]
.sbuf y_tile    bf16[OP, 2, OT, HEIGHT, WIDTH]
.psum sums      fp32[OP, BANKS, 512] bank=0

.semaphore weights_loaded bias_loaded
.semaphore loaded0 loaded1      # one for each place: at most one load of it is under way
.semaphore stored0 stored1
.semaphore summed               # tiles that are complete in PSUM
.semaphore ready                # tiles that have left PSUM

.queue loads
.queue stores

# ---- DMA ------------------------------------------------------------------------------------------------------------------
# An image is one contiguous run for each channel.

.macro load_image(i)
.dma load{i} queue=loads update=loaded{i%2}++
copy x[i].reshape(CT, CP, HEIGHT, WIDTH).permute(1, 0, 2, 3) -> x_tile[:, i%2, :, :, :]
.end
.end

load_image(0)
.dma load_weights queue=loads update=weights_loaded++
copy w.reshape(CT, CP, KERNEL, KERNEL, COUT).permute(1, 0, 2, 3, 4) -> w_tile
.end
.dma load_bias queue=loads update=bias_loaded++
copy bias.reshape(OT, OP).permute(1, 0) -> bias_tile
.end
.for i in 1..IMAGES
load_image(i)
.end
.for i in 0..IMAGES
.dma store{i} queue=stores update=stored{i%2}++
copy y_tile[:, i%2, :, :, :] -> y[i].reshape(OT, OP, HEIGHT, WIDTH).permute(1, 0, 2, 3)
.end
.end

# ---- SyncE: starts loads and stores ---------------------------------------------------------------------------------------

.engine sp
        DmaTrigger load0
        DmaTrigger load_weights
        DmaTrigger load_bias
    .if IMAGES > 1
        DmaTrigger load1
    .end
.for i in 0..IMAGES
    # Once image i has been read, its place is free for image i + 2; soon after, its results can leave.
    .if i + 2 < IMAGES
        $summed>=(i + 1)*TILES  DmaTrigger load{i+2}
    .end
        $ready>=(i + 1)*TILES  DmaTrigger store{i}
.end
        $stored0>=engines(stores)*ceil_div(IMAGES, 2)  EventSemaphore
        $stored1>=engines(stores)*(IMAGES/2)  Halt

# ---- TensorE --------------------------------------------------------------------------------------------------------------
# The elements of the kernel go from its middle on to the end and from the start to the one before the middle. That last one reaches
# part of every tile, as only some others do, so it can announce the sums.

.let ELEMENTS = KERNEL*KERNEL

# One element of the kernel, (down, right) from the middle, for the rows from "low" up to "high" of y.
.macro shifted_product(place, group, channels, bank, low, high, down, right, begin, finish)
    .let top = max(low, -down)
    .let bottom = min(high, HEIGHT - down)
    .let left = max(0, -right)
    .let edge = min(WIDTH, WIDTH - right)
    .if top < bottom && left < edge
        LoadStationary src=w_tile[:, group, BORDER + down, BORDER + right, channels*OP : (channels + 1)*OP]
    # first = 2, middle = 0, last = 1, first and last at once (whole) = 3
    .if finish
        MatMul dst=sums[:, bank, 0 : (high - low)*WIDTH].reshape(OP, high - low, WIDTH)[:, top - low : bottom - low, left : edge] \
            moving=x_tile[:, place, group, top + down : bottom + down, left + right : edge + right] acc=(2*begin + 1)  summed++
    .else
        MatMul dst=sums[:, bank, 0 : (high - low)*WIDTH].reshape(OP, high - low, WIDTH)[:, top - low : bottom - low, left : edge] \
            moving=x_tile[:, place, group, top + down : bottom + down, left + right : edge + right] acc=(2*begin)
    .end
    .end
.end

.engine pe
        $weights_loaded>=engines(loads)  EventSemaphore
.for i in 0..IMAGES
        $loaded{i%2}>=engines(loads)*(i/2 + 1)  EventSemaphore
    .for t in 0..TILES
    .let tile = i*TILES + t
    # A bank is free when ScalarE has taken what was in it.
    .if tile >= BANKS
        $ready>=tile - BANKS + 1  EventSemaphore
    .end
    .let low = (t % RT)*ROWS
    .for product in 0..CT*ELEMENTS
    .let element = (product + ELEMENTS/2) % ELEMENTS
        shifted_product(i%2, product/ELEMENTS, t/RT, tile%BANKS, low, min(low + ROWS, HEIGHT), \
            element/KERNEL - BORDER, element%KERNEL - BORDER, product == 0, product == CT*ELEMENTS - 1)
    .end
    .end
.end

# ---- ScalarE: bias and ReLU, out of PSUM ----------------------------------------------------------------------------------

.engine act
        $bias_loaded>=engines(loads)  EventSemaphore
.for i in 0..IMAGES
    # y_tile is free when its last store has ended.
    .if i >= 2
        $stored{i%2}>=engines(stores)*(i/2)  EventSemaphore
    .end
    .for t in 0..TILES
    .let tile = i*TILES + t
    .let low = (t % RT)*ROWS
    .let high = min(low + ROWS, HEIGHT)
        $summed>=tile+1  Activate dst=y_tile[:, i%2, t/RT, low:high, :] in=sums[:, tile%BANKS, 0 : (high - low)*WIDTH] \
            function=relu bias=bias_tile[:, t/RT]  ready++
    .end
.end
