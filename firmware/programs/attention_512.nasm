# y = softmax(q @ k^T / sqrt(D)) @ v for one head with 512 keys: a pipeline that keeps TensorE, VectorE, ScalarE, GpSimdE and
# DMA busy at the same time.
#
# Queries go through in tiles of 128. A tile passes six stations:
#
#     DMA      loads q^T of the tile
#     GpSimdE  scales it by 1 / sqrt(D)
#     TensorE  scores = q @ k^T, 128 x 512: one bank of PSUM
#     VectorE  minus the largest score of each row
#     ScalarE  p = exp(score - largest) in BF16, and its sum on the way
#     TensorE  p^T: four products with the identity
#     both     VectorE and ScalarE copy half of p^T each out of PSUM; VectorE inverts the sum
#     TensorE  p @ v: four products, one sum in PSUM
#     ScalarE  y = (p @ v) / sum
#     DMA      stores y of the tile
#
# While VectorE and ScalarE work on the scores of tile t, TensorE must have something else to do: its stream computes the scores
# of tile t + 1 before it takes up p of tile t. So each value that two tiles need at once has two places; tile t uses place
# t % 2. Who may overwrite a place is told by the semaphores that stand at each wait below.

.program "Attention over 512 keys, tiled"
.chip inferentia2
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
.output y  fp32[QUERIES, WIDTH]  max_error=2%   # q / sqrt(D) and p are rounded to BF16

.constant identity_matrix bf16[128, 128] = identity

.sbuf identity bf16[128, 128]
.sbuf k_t      bf16[WIDTH, KEYS]
# Key s lies on partition s / PARTS, in part s % PARTS: so each partition loads one contiguous run of v, and a part of p is
# every PARTS-th column.
.sbuf v_tile   bf16[128, PARTS, WIDTH]
.sbuf q_loaded bf16[WIDTH, TILES, 128]
.sbuf q_t      bf16[WIDTH, 2, 128]
.sbuf peak     fp32[128, 2]
.sbuf p        bf16[128, 2, KEYS]
.sbuf total    fp32[128, 2]
.sbuf inverse  fp32[128, 2]
.sbuf p_t      bf16[128, 2, PARTS, 128]
.sbuf y_tile   fp32[128, 2, WIDTH]

.psum scores  fp32[128, 2, 512] bank=0
.psum p_t_sum fp32[128, 2, PARTS, 128] bank=2
.psum y_sum   fp32[128, 2, 512] bank=4

.semaphore identity_in k_in v_in
.for t in 0..TILES
.semaphore q_in{t}
.end
.semaphore stored0 stored1
# Each counts tiles.
.semaphore scaled                       # pool: q / sqrt(D)
.semaphore scored                       # pe: scores
.semaphore peaked                       # dve: largest scores
.semaphore exponentiated                # act: p
.semaphore totalled                     # act: sums of p
.semaphore transposed                   # pe: p^T in PSUM
.semaphore dve_copied act_copied        # halves of p^T in SBUF
.semaphore inverted                     # dve: 1 / sums
.semaphore multiplied                   # pe: p @ v
.semaphore finished                     # act: y

.queue loads
.queue stores

.macro load(done, tensor, buffer)
.dma load_{buffer} queue=loads update=done++
copy tensor -> buffer
.end
.end

.macro load_queries(t)
.dma load_q{t} queue=loads update=q_in{t}++
copy qt[:, t*128 : (t+1)*128] -> q_loaded[:, t, :]
.end
.end

# In the order in which TensorE needs them.
load_queries(0)
load(k_in, kt, k_t)
.if TILES > 1
load_queries(1)
.end
load(identity_in, identity_matrix, identity)
.dma load_v queue=loads update=v_in++
copy v.reshape(128, PARTS, WIDTH) -> v_tile
.end
.for t in 2..TILES
load_queries(t)
.end
.for t in 0..TILES
.let place = t % 2
.dma store{t} queue=stores update=stored{place}++
copy y_tile[:, place, :] -> y[t*128 : (t+1)*128, :]
.end
.end

.engine sp
        DmaTrigger load_q0
        DmaTrigger load_k_t
    .if TILES > 1
        DmaTrigger load_q1
    .end
        DmaTrigger load_identity
        DmaTrigger load_v
.for t in 2..TILES
        DmaTrigger load_q{t}
.end
.for t in 0..TILES
        $finished>=t+1  DmaTrigger store{t}
.end
        $stored0>=16*ceil_div(TILES, 2)  EventSemaphore
        $stored1>=16*(TILES/2)  Halt

.engine pool
.for t in 0..TILES
    # q_t's place is free when the scores of the tile that was in it are there.
    .if t >= 2
        $scored>=t-1  EventSemaphore
    .end
        $q_in{t}>=16  TensorScalar dst=q_t[:, t%2, :] in=q_loaded[:, t, :] op0=multiply scalar0=1/sqrt(WIDTH)  scaled++
.end

.macro compute_scores(t)
    # The place in PSUM is free when ScalarE has read the scores of two tiles before.
    .if t >= 2
        $exponentiated>=t-1  EventSemaphore
    .end
        $scaled>=t+1  LoadStationary src=q_t[:, t%2, :]
        MatMul dst=scores[:, t%2, :] moving=k_t acc=whole  scored++
.end

.engine pe
        $k_in>=16  EventSemaphore
        compute_scores(0)
.for t in 0..TILES
    .if t + 1 < TILES
        compute_scores(t + 1)
    .end

    # p^T of tile t, part by part, into one bank. That p_t_sum's place is free is known: p^T of two tiles before has been
    # multiplied below.
    .if t == 0
        $identity_in>=16  EventSemaphore
    .end
        $exponentiated>=t+1  EventSemaphore
    .for part in 0..PARTS
        LoadStationary src=p[:, t%2, part::PARTS]
    .if part == PARTS - 1
        MatMul dst=p_t_sum[:, t%2, part, :] moving=identity acc=whole  transposed++
    .else
        MatMul dst=p_t_sum[:, t%2, part, :] moving=identity acc=whole
    .end
    .end

    # p @ v. y_sum's place is free when ScalarE has taken y of two tiles before.
    .if t >= 2
        $finished>=t-1  EventSemaphore
    .end
    .if t == 0
        $v_in>=16  EventSemaphore
    .end
        $dve_copied>=t+1  EventSemaphore
        $act_copied>=t+1  EventSemaphore
    .for part in 0..PARTS
        LoadStationary src=p_t[:, t%2, part, :]
    .if part == PARTS - 1
        MatMul dst=y_sum[:, t%2, 0:WIDTH] moving=v_tile[:, part, :] acc=last  multiplied++
    .else
        MatMul dst=y_sum[:, t%2, 0:WIDTH] moving=v_tile[:, part, :] acc=(2*(part == 0))
    .end
    .end
.end

# VectorE and ScalarE begin a tile before they end the one before it, like TensorE: their streams run one tile behind themselves.
.engine dve
.for t in 0..TILES + 1
    .if t < TILES
        # peak's place is free: ScalarE's exponentials of two tiles before had to be there for p^T, which the line below waited for.
        $scored>=t+1  TensorReduce dst=peak[:, t%2] in=scores[:, t%2, :] op=max negate  peaked++
    .end
    .if t > 0
    .let b = (t - 1) % 2
        # p_t's place is free when p @ v of two tiles before is done.
    .if t > 2
        $multiplied>=t-2  EventSemaphore
    .end
        $transposed>=t  TensorCopy dst=p_t[:, b, 0:PARTS/2, :] in=p_t_sum[:, b, 0:PARTS/2, :]  dve_copied++
        $totalled>=t    Reciprocal dst=inverse[:, b] in=total[:, b]  inverted++
    .end
.end

.engine act
.for t in 0..TILES + 1
    .if t < TILES
    # p's place is free when p^T of two tiles before is there, total's when it has been inverted.
    .if t >= 2
        $transposed>=t-1  EventSemaphore
        $inverted>=t-1  EventSemaphore
    .end
        $peaked>=t+1  Activate dst=p[:, t%2, :] in=scores[:, t%2, :] function=exp bias=peak[:, t%2] reduce=reset_reduce  exponentiated++
        ActReadAccumulator dst=total[:, t%2]  totalled++
    .end
    .if t > 0
    .let b = (t - 1) % 2
    .if t > 2
        $multiplied>=t-2  EventSemaphore
        $stored{b}>=16*((t - 1)/2)  EventSemaphore
    .end
        $transposed>=t  Activate dst=p_t[:, b, PARTS/2:PARTS, :] in=p_t_sum[:, b, PARTS/2:PARTS, :] function=copy  act_copied++
        $inverted>=t  EventSemaphore
        $multiplied>=t  Activate dst=y_tile[:, b, :] in=y_sum[:, b, 0:WIDTH] function=copy scale=inverse[:, b]  finished++
    .end
.end
