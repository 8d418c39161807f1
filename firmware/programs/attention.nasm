# y = softmax(q @ k^T / sqrt(D)) @ v for one head: 128 queries, 128 keys, width 128, so each product is one MatMul.
#
# TensorE sums over partitions. q and k come with their width inside the partitions, so both are transposed first, by a
# product with the identity; and p, whose rows are the softmax, is transposed before it multiplies v.
#
# Two things are cheaper than they look: 1 / sqrt(D) is applied by the copy that q takes out of PSUM anyway; and p is never
# divided by its sums: y is, which is the same and fewer elements if there are more keys than columns of v.

.program "Attention, one head"
.reference attention

.define QUERIES = 128
.define KEYS = 128
.define WIDTH = 128

.require max(QUERIES, max(KEYS, WIDTH)) <= 128, "QUERIES, KEYS and WIDTH are at most 128 each; attention_512.nasm is tiled"

.input  q bf16[QUERIES, WIDTH]
.input  k bf16[KEYS, WIDTH]
.input  v bf16[KEYS, WIDTH]
.output y fp32[QUERIES, WIDTH]  max_error=2%    # q / sqrt(D) and p are rounded to BF16

.constant identity_matrix bf16[128, 128] = identity

.sbuf identity bf16[128, 128]
.sbuf q_tile   bf16[QUERIES, WIDTH]
.sbuf k_tile   bf16[KEYS, WIDTH]
.sbuf v_tile   bf16[KEYS, WIDTH]
.sbuf q_t      bf16[WIDTH, QUERIES]
.sbuf k_t      bf16[WIDTH, KEYS]
.sbuf peak     fp32[QUERIES, 1]         # minus the largest score
.sbuf p        bf16[QUERIES, KEYS]      # exp(score - peak)
.sbuf total    fp32[QUERIES, 1]
.sbuf inverse  fp32[QUERIES, 1]
.sbuf p_t      bf16[KEYS, QUERIES]
.sbuf y_tile   fp32[QUERIES, WIDTH]

.psum q_t_sum fp32[WIDTH, QUERIES]
.psum k_t_sum fp32[WIDTH, KEYS]
.psum scores  fp32[QUERIES, KEYS]
.psum p_t_sum fp32[KEYS, QUERIES]
.psum y_sum   fp32[QUERIES, WIDTH]

.semaphore identity_in q_in k_in v_in stored
.semaphore multiplied                   # products that TensorE has finished
.semaphore q_ready k_ready peaked p_ready totalled inverted p_t_ready y_ready

.queue loads
.queue stores

.macro load(done, tensor, buffer)
.dma load_{buffer} queue=loads update=done++
copy tensor -> buffer
.end
.end
load(identity_in, identity_matrix, identity)
load(q_in, q, q_tile)
load(k_in, k, k_tile)
load(v_in, v, v_tile)
.dma store_y queue=stores update=stored++
copy y_tile -> y
.end

.engine sp
        DmaTrigger load_identity
        DmaTrigger load_q_tile
        DmaTrigger load_k_tile
        DmaTrigger load_v_tile
        $y_ready>=1  DmaTrigger store_y
        $stored>=engines(stores)  Halt

.engine pe
        $identity_in>=engines(loads)  EventSemaphore
        $q_in>=engines(loads)  LoadStationary src=q_tile
        MatMul dst=q_t_sum moving=identity[0:QUERIES, 0:QUERIES] acc=whole  multiplied++
        $k_in>=engines(loads)  LoadStationary src=k_tile
        MatMul dst=k_t_sum moving=identity[0:KEYS, 0:KEYS] acc=whole  multiplied++

        # scores[query, key] = sum over the width of q^T[., query] * k^T[., key]
        $q_ready>=1     LoadStationary src=q_t
        $k_ready>=1     MatMul dst=scores moving=k_t acc=whole  multiplied++

        $p_ready>=1     LoadStationary src=p
        MatMul dst=p_t_sum moving=identity[0:QUERIES, 0:QUERIES] acc=whole  multiplied++

        $v_in>=engines(loads)  EventSemaphore
        $p_t_ready>=1   LoadStationary src=p_t
        MatMul dst=y_sum moving=v_tile acc=whole  multiplied++

.engine act
        $multiplied>=1  Activate dst=q_t in=q_t_sum function=copy scale=1/sqrt(WIDTH)  q_ready++
        $peaked>=1      Activate dst=p in=scores function=exp bias=peak[:, 0] reduce=reset_reduce  p_ready++
        ActReadAccumulator dst=total  totalled++

        # y / total, a scale for each partition. "inverse" comes from VectorE.
        $inverted>=1  EventSemaphore
        $multiplied>=5  Activate dst=y_tile in=y_sum function=copy scale=inverse[:, 0]  y_ready++

.engine dve
        $multiplied>=2  TensorCopy dst=k_t in=k_t_sum  k_ready++
        $multiplied>=3  TensorReduce dst=peak in=scores op=max negate  peaked++
        $multiplied>=4  TensorCopy dst=p_t in=p_t_sum  p_t_ready++
        $totalled>=1    Reciprocal dst=inverse in=total  inverted++
