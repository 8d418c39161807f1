# y = softmax(q @ k^T / sqrt(D)) @ v for one head with 512 keys: a pipeline that keeps TensorE, VectorE, ScalarE and DMA busy at
# the same time.
#
# Queries go through in tiles of 128. A tile passes these stations, each of which has a semaphore that counts its tiles:
#
#     TensorE  scored        q @ k^T: 128 x 512, a bank of PSUM
#     ScalarE  lifted        the scores, out of PSUM, times 1 / sqrt(D)
#     VectorE  peaked        minus the largest score of each row
#     ScalarE  summed        p = exp(score - largest) in BF16, and the sum of each row
#     TensorE  transposed    p^T: four products with the identity
#     VectorE  copied        p^T, out of PSUM, and 1 / sum
#     TensorE  multiplied    p @ v: four products, one sum in PSUM
#     ScalarE  finished      y = (p @ v) / sum, out of PSUM
#     DMA      stores y of the tile
#
# In one round, an engine serves several tiles: the streams below say which. So while a tile is at one station its neighbours
# are at others. VectorE and ScalarE cannot access PSUM at the same time (the hardware makes one of them wait); that is why the
# scores are lifted to SBUF, where both then read them: each engine is in PSUM while the other one is in SBUF.
#
# Each value that two tiles need at once has two places; tile t uses place t % 2. Before a place is written again the tile that
# was in it must have left: a wait says so, or a comment says which earlier wait implies it.

.program "Attention over 512 keys, tiled"
.reference attention

.define QUERIES = 512
.define WIDTH = 128
.let KEYS = 512
.let TILES = QUERIES / 128
.let PARTS = KEYS / 128                 # parts of p^T and v: 128 keys each

.require QUERIES % 128 == 0, "QUERIES is a multiple of 128"
.require WIDTH >= 1 && WIDTH <= 128, "WIDTH is at most 128"

# q and k with their width on partitions, as the array wants them.
.input  qt bf16[WIDTH, QUERIES]
.input  kt bf16[WIDTH, KEYS]
.input  v  bf16[KEYS, WIDTH]
.output y  fp32[QUERIES, WIDTH]  max_error=2%   # p is rounded to BF16

.constant identity_matrix bf16[128, 128] = identity

.sbuf identity bf16[128, 128]
.sbuf k_t      bf16[WIDTH, KEYS]
# Key s lies on partition s / PARTS, in part s % PARTS: so each partition loads one contiguous run of v, and a part of p is
# every PARTS-th column.
.sbuf v_tile   bf16[128, PARTS, WIDTH]
.sbuf q_t      bf16[WIDTH, QUERIES]
.sbuf lifted_scores fp32[128, 2, KEYS]
.sbuf peak     fp32[128, 2]
.sbuf p        bf16[128, 2, KEYS]
.sbuf total    fp32[128, 2]
.sbuf inverse  fp32[128, 2]
.sbuf p_t      bf16[128, 2, PARTS, 128]
.sbuf y_tile   fp32[128, 2, WIDTH]

.psum scores  fp32[128, 2, 512] bank=0
.psum p_t_sum fp32[128, 2, PARTS, 128] bank=2
.psum y_sum   fp32[128, 2, 512] bank=4

.semaphore q_in k_in identity_in v_in
.semaphore stored0 stored1
.semaphore scored lifted peaked summed transposed copied inverted multiplied finished

.queue loads
.queue stores

.macro load(done, tensor, buffer)
.dma load_{buffer} queue=loads update=done++
copy tensor -> buffer
.end
.end

# In the order in which they are needed. All of q^T at once: DMA takes as long for 128 runs of 256 bytes as for 128 runs of 1 KiB.
load(q_in, qt, q_t)
load(k_in, kt, k_t)
load(identity_in, identity_matrix, identity)
.dma load_v queue=loads update=v_in++
copy v.reshape(128, PARTS, WIDTH) -> v_tile
.end
.for t in 0..TILES
.let place = t % 2
.dma store{t} queue=stores update=stored{place}++
copy y_tile[:, place, :] -> y[t*128 : (t+1)*128, :]
.end
.end

.engine sp
        DmaTrigger load_q_t
        DmaTrigger load_k_t
        DmaTrigger load_identity
        DmaTrigger load_v
.for t in 0..TILES
        $finished>=t+1  DmaTrigger store{t}
.end
        $stored0>=engines(stores)*ceil_div(TILES, 2)  EventSemaphore
        $stored1>=engines(stores)*(TILES/2)  Halt

# In round r: scores of tile r + 2, p @ v of tile r - 1, p^T of tile r.
.macro compute_scores(t)
    .if t < TILES
    # The scores of tile t - 2 have left PSUM.
    .if t >= 2
        $lifted>=t-1  EventSemaphore
    .end
        LoadStationary src=q_t[:, t*128 : (t+1)*128]
        MatMul dst=scores[:, t%2, :] moving=k_t acc=whole  scored++
    .end
.end

.engine pe
        $q_in>=engines(loads)  EventSemaphore
        $k_in>=engines(loads)  EventSemaphore
        compute_scores(0)
        compute_scores(1)
.for r in 0..TILES + 1
        compute_scores(r + 2)

    .if r >= 1
    .let t = r - 1
    .if t == 0
        $v_in>=engines(loads)  EventSemaphore
    .end
    # y of tile t - 2 has left PSUM.
    .if t >= 2
        $finished>=t-1  EventSemaphore
    .end
        $copied>=t+1  EventSemaphore
    .for part in 0..PARTS
        LoadStationary src=p_t[:, t%2, part, :]
    .if part == PARTS - 1
        MatMul dst=y_sum[:, t%2, 0:WIDTH] moving=v_tile[:, part, :] acc=last  multiplied++
    .else
        MatMul dst=y_sum[:, t%2, 0:WIDTH] moving=v_tile[:, part, :] acc=(2*(part == 0))
    .end
    .end
    .end

    # p^T, part by part, into one bank. Its place is free: p^T of tile r - 2 was copied before it was multiplied.
    .if r < TILES
    .if r == 0
        $identity_in>=engines(loads)  EventSemaphore
    .end
        $summed>=r+1  EventSemaphore
    .for part in 0..PARTS
        LoadStationary src=p[:, r%2, part::PARTS]
    .if part == PARTS - 1
        MatMul dst=p_t_sum[:, r%2, part, :] moving=identity acc=whole  transposed++
    .else
        MatMul dst=p_t_sum[:, r%2, part, :] moving=identity acc=whole
    .end
    .end
    .end
.end

# In round r: largest scores of tile r, p^T and 1 / sum of tile r - 1. The places are free: p^T of tile t came after p @ v of tile
# t - 2, and after p of tile t, before which ScalarE had finished tile t - 2.
.engine dve
.for r in 0..TILES + 1
    .if r < TILES
        $lifted>=r+1  TensorReduce dst=peak[:, r%2] in=lifted_scores[:, r%2, :] op=max negate  peaked++
    .end
    .if r >= 1
    .let t = r - 1
        $transposed>=t+1  TensorCopy dst=p_t[:, t%2, :, :] in=p_t_sum[:, t%2, :, :]  copied++
        Reciprocal dst=inverse[:, t%2] in=total[:, t%2]  inverted++
    .end
.end

# In round r: scores of tile r + 1, p of tile r, y of tile r - 1. The places are free: y of tile t - 2 was the last that needed them.
.macro lift(t)
    .if t < TILES
        $scored>=t+1  Activate dst=lifted_scores[:, t%2, :] in=scores[:, t%2, :] function=copy scale=1/sqrt(WIDTH)  lifted++
    .end
.end

.engine act
        lift(0)
.for r in 0..TILES + 1
        lift(r + 1)
    .if r < TILES
        $peaked>=r+1  Activate dst=p[:, r%2, :] in=lifted_scores[:, r%2, :] function=exp bias=peak[:, r%2] reduce=reset_reduce
        ActReadAccumulator dst=total[:, r%2]  summed++
    .end
    .if r >= 1
    .let t = r - 1
    .let place = t % 2
    # y of tile t - 2 is stored.
    .if t >= 2
        $stored{place}>=engines(stores)*(t/2)  EventSemaphore
    .end
        $inverted>=t+1  EventSemaphore
        $multiplied>=t+1  Activate dst=y_tile[:, place, :] in=y_sum[:, place, 0:WIDTH] function=copy scale=inverse[:, place]  finished++
    .end
.end
