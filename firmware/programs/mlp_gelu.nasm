# y = gelu(x @ w1 + b1) @ w2 + b2: two layers, and no transpose between them.
#
# The first product is computed transposed: with w1 stationary and x^T moving, PSUM holds hidden^T, [HIDDEN on partitions,
# TOKENS]. That is worth three things: b1 becomes one element a partition, which ScalarE adds for free on the way into gelu;
# and gelu's result, cast to BF16 in the same instruction, already lies as the stationary operand of the second product.

.program "Two-layer perceptron with GELU"
.reference mlp_gelu

.define TOKENS = 256
.define WIDTH = 256             # of x and y
.define HIDDEN = 1024
.let T = TOKENS
.let KT = WIDTH / 128           # tiles of the first sum
.let HT = HIDDEN / 128          # tiles of the hidden layer
.let TT = ceil_div(T, 128)      # tiles of tokens

.require T >= 1 && T <= 512, "TOKENS is 1 to 512, the columns of a PSUM bank"
.require WIDTH % 128 == 0 && WIDTH <= 512 && HIDDEN % 128 == 0, "WIDTH is 128, 256, 384 or 512, HIDDEN a multiple of 128"

.input  xt bf16[WIDTH, T]
.input  w1 bf16[WIDTH, HIDDEN]
.input  b1 fp32[HIDDEN]
.input  w2 bf16[HIDDEN, WIDTH]
.input  b2 fp32[WIDTH]
.output y  fp32[T, WIDTH]  max_error=1%         # the hidden layer is rounded to BF16

# Hidden unit h lies in tile h % HT, on partition h / HT: so each partition's part of w2 and b1 is one contiguous run, and a
# tile of w1 is every HT-th column.
.sbuf x_tile    bf16[128, KT, T]
.sbuf w1_tile   bf16[128, KT, HIDDEN]
.sbuf b1_tile   fp32[128, HT]
.sbuf w2_tile   bf16[128, HT, WIDTH]
.sbuf b2_rows   fp32[128, WIDTH]
.sbuf hidden_t  bf16[128, HT, T]
.sbuf y_tile    fp32[128, TT, WIDTH]

.psum hidden_sum fp32[128, 2, 512] bank=0       # two places: gelu empties one while TensorE fills the other
.psum y_sum      fp32[128, 2, 512] bank=2

.semaphore x_loaded w1_loaded b1_loaded w2_loaded b2_loaded
.semaphore hidden_summed hidden_ready y_summed y_ready stored

.queue loads
.queue stores

.dma load_x queue=loads update=x_loaded++
copy xt.reshape(KT, 128, T).permute(1, 0, 2) -> x_tile
.end
.dma load_w1 queue=loads update=w1_loaded++
copy w1.reshape(KT, 128, HIDDEN).permute(1, 0, 2) -> w1_tile
.end
.dma load_b1 queue=loads update=b1_loaded++
copy b1.reshape(128, HT) -> b1_tile
.end
.dma load_w2 queue=loads update=w2_loaded++
copy w2.reshape(128, HT, WIDTH) -> w2_tile
.end
.dma load_b2 queue=loads update=b2_loaded++
copy b2[bc 128, :] -> b2_rows
.end
.for t in 0..TT
.let rows = min(128, T - t*128)
.dma store{t} queue=stores update=stored++
copy y_tile[0:rows, t, :] -> y[t*128 : t*128 + rows, :]
.end
.end

.engine sp
        DmaTrigger load_x
        DmaTrigger load_w1
        DmaTrigger load_b1
        DmaTrigger load_w2
        DmaTrigger load_b2
.for t in 0..TT
        $y_ready>=t+1  DmaTrigger store{t}
.end
        $stored>=engines(stores)*TT  Halt

.engine pe
        $x_loaded>=engines(loads)  EventSemaphore
        $w1_loaded>=engines(loads)  EventSemaphore
.for tile in 0..HT
    # The place in PSUM is free when gelu has taken what was in it.
    .if tile >= 2
        $hidden_ready>=tile-1  EventSemaphore
    .end
    .for k in 0..KT
        LoadStationary src=w1_tile[:, k, tile::HT]
    .if k == KT - 1
        MatMul dst=hidden_sum[:, tile%2, 0:T] moving=x_tile[:, k, :] acc=(2*(k == 0) + 1)  hidden_summed++
    .else
        MatMul dst=hidden_sum[:, tile%2, 0:T] moving=x_tile[:, k, :] acc=(2*(k == 0))
    .end
    .end
.end
        $w2_loaded>=engines(loads)  EventSemaphore
.for t in 0..TT
    .let rows = min(128, T - t*128)
    .if t >= 2
        $y_ready>=t-1  EventSemaphore
    .end
    .for tile in 0..HT
        # The first sums may begin before the last gelu has ended.
        $hidden_ready>=tile+1  LoadStationary src=hidden_t[:, tile, t*128 : t*128 + rows]
    .if tile == HT - 1
        MatMul dst=y_sum[0:rows, t%2, 0:WIDTH] moving=w2_tile[:, tile, :] acc=(2*(tile == 0) + 1)  y_summed++
    .else
        MatMul dst=y_sum[0:rows, t%2, 0:WIDTH] moving=w2_tile[:, tile, :] acc=(2*(tile == 0))
    .end
    .end
.end

.engine act
        $b1_loaded>=engines(loads)  EventSemaphore
.for tile in 0..HT
        $hidden_summed>=tile+1  Activate dst=hidden_t[:, tile, :] in=hidden_sum[:, tile%2, 0:T] function=gelu bias=b1_tile[:, tile]  hidden_ready++
.end

.engine dve
        $b2_loaded>=engines(loads)  EventSemaphore
.for t in 0..TT
    .let rows = min(128, T - t*128)
        $y_summed>=t+1  TensorTensor dst=y_tile[0:rows, t, :] in0=y_sum[0:rows, t%2, 0:WIDTH] in1=b2_rows[0:rows, :] op=add  y_ready++
.end
