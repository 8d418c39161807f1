# A trained transformer encoder block on the activations of a real picture.
#
#     h = LN(x; ln1)           qkv = h @ qkv.weight + qkv.bias
#     scores = (q * 15^-0.5) @ k^T     p = softmax(scores)     context = p @ v          (8 heads of 15)
#     r = x + concat(context) @ proj.weight + proj.bias
#     y = r + swish(LN(r; ln2) @ fc1.weight + fc1.bias) @ fc2.weight + fc2.bias
#
# Tokens lie on partitions, the width lies inside each partition. TensorE sums over partitions, so each matrix product needs
# its left operand transposed, and on this core a transpose is a product with the identity matrix.
#
#     neuron-rtl run encoder.nasm                                the picture's 40 tokens, BF16 products
#     neuron-rtl run encoder.nasm --define MATMUL=fp32           FP32 products (four passes each)
#     neuron-rtl run encoder.nasm --define TOKENS=80             generated activations, same weights
#
# How the engines work together: each stage owns a semaphore, which says how many results of that stage are visible. An
# engine runs its own stream in order; everything that it takes from another engine or from DMA it must wait for. An
# instruction has one wait, so a second one stands on an EventSemaphore before it.

.program "Transformer encoder block of a text recogniser"
.chip inferentia2
.reference encoder_block

.define TOKENS = 40
.define MATMUL = bf16           # type of the operands of all matrix products: bf16, fp16, tf32 or fp32

.require TOKENS >= 1 && TOKENS <= 128, "TOKENS is the number of partitions in use: 1 to 128"

.let T = TOKENS
.let WIDTH = 120
.let HEADS = 8
.let HEAD = 15                  # width of a head
.let HIDDEN = 240
.let PITCH = 128                # elements from head to head in PSUM: four heads fill a bank of 512 and none crosses it

# Largest error of an output over its largest expected magnitude.
.let TOLERANCE = MATMUL == fp32 ? 0.01% : 2%

# The file holds activations for 40 tokens; for another number they come from a generator, and the reference computes what
# is expected.
.let WEIGHTS = "data/ocr-encoder-block.safetensors"
.let ACTIVATIONS = T == 40 ? WEIGHTS : ""

# ---- Tensors in device memory ---------------------------------------------------------------------------------------------

.input x          fp32[T, WIDTH]        file=ACTIVATIONS
.input ln1.weight fp32[WIDTH]           file=WEIGHTS
.input ln1.bias   fp32[WIDTH]           file=WEIGHTS
.input qkv.weight fp32[WIDTH, 3*WIDTH]  file=WEIGHTS
.input qkv.bias   fp32[3*WIDTH]         file=WEIGHTS
.input proj.weight fp32[WIDTH, WIDTH]   file=WEIGHTS
.input proj.bias  fp32[WIDTH]           file=WEIGHTS
.input ln2.weight fp32[WIDTH]           file=WEIGHTS
.input ln2.bias   fp32[WIDTH]           file=WEIGHTS
.input fc1.weight fp32[WIDTH, HIDDEN]   file=WEIGHTS
.input fc1.bias   fp32[HIDDEN]          file=WEIGHTS
.input fc2.weight fp32[HIDDEN, WIDTH]   file=WEIGHTS
.input fc2.bias   fp32[WIDTH]           file=WEIGHTS

.constant identity_matrix MATMUL[T, T] = identity

# Every intermediate is an output, so that a mistake shows in the first tensor that it spoils.
.output expect.ln1       fp32[T, WIDTH]       max_error=TOLERANCE file=ACTIVATIONS
.output expect.qkv       fp32[T, 3*WIDTH]     max_error=TOLERANCE file=ACTIVATIONS
.output expect.scores    fp32[HEADS, T, T]    max_error=TOLERANCE file=ACTIVATIONS
.output expect.softmax   fp32[HEADS, T, T]    max_error=TOLERANCE file=ACTIVATIONS
.output expect.context   fp32[HEADS, T, HEAD] max_error=TOLERANCE file=ACTIVATIONS
.output expect.residual1 fp32[T, WIDTH]       max_error=TOLERANCE file=ACTIVATIONS
.output expect.ln2       fp32[T, WIDTH]       max_error=TOLERANCE file=ACTIVATIONS
.output expect.swish     fp32[T, HIDDEN]      max_error=TOLERANCE file=ACTIVATIONS
.output y                fp32[T, WIDTH]       max_error=TOLERANCE file=ACTIVATIONS

# ---- SBUF -----------------------------------------------------------------------------------------------------------------
# Each value has its own place: SBUF is large, and what is never overwritten needs no wait before it is written.

.sbuf x_tile       fp32[T, WIDTH]
.sbuf identity     MATMUL[T, T]
.sbuf epsilon      fp32[T, 1]

# Vectors of the model lie on one partition; a product with a column of ones copies them to every token's partition.
.sbuf ones         fp32[1, T]
.sbuf ln1_rows     fp32[1, 2, WIDTH]            # gamma, beta
.sbuf ln2_rows     fp32[1, 2, WIDTH]
.sbuf qkv_bias     fp32[1, 3*WIDTH]
.sbuf proj_bias    fp32[1, WIDTH]
.sbuf fc1_bias     fp32[1, HIDDEN]
.sbuf fc2_bias     fp32[1, WIDTH]

# Matrices of the model as loaded, and as TensorE takes them. fc2 has 240 rows: two blocks of 120 partitions.
.sbuf qkv_loaded   fp32[WIDTH, 3*WIDTH]
.sbuf proj_loaded  fp32[WIDTH, WIDTH]
.sbuf fc1_loaded   fp32[WIDTH, HIDDEN]
.sbuf fc2_loaded   fp32[WIDTH, 2, WIDTH]
.sbuf qkv_weight   MATMUL[WIDTH, 3*WIDTH]
.sbuf proj_weight  MATMUL[WIDTH, WIDTH]
.sbuf fc1_weight   MATMUL[WIDTH, HIDDEN]
.sbuf fc2_weight   MATMUL[WIDTH, 2, WIDTH]

# LayerNorm: statistics, (mean, variance), 1 / standard deviation, and (x - mean) * gamma.
.sbuf statistics   fp32[T, 6]
.sbuf moments      fp32[T, 2]
.sbuf deviation    fp32[T, 1]
.sbuf centred      fp32[T, WIDTH]

# Results in FP32, which leave as outputs, and "_m" copies in the type of the matrix products.
.sbuf ln1          fp32[T, WIDTH]
.sbuf ln1_m        MATMUL[T, WIDTH]
.sbuf ln1_t        MATMUL[WIDTH, T]
.sbuf qkv          fp32[T, 3*WIDTH]
.sbuf qkv_m        MATMUL[T, 3*WIDTH]
.sbuf q_t          MATMUL[HEAD, HEADS, T]
.sbuf k_t          MATMUL[HEAD, HEADS, T]
.sbuf scores       fp32[T, HEADS, T]
.sbuf peak         fp32[T, HEADS]               # minus the largest score of each row
.sbuf exponential  fp32[T, HEADS, T]
.sbuf total        fp32[T, HEADS]
.sbuf inverse      fp32[T, HEADS]
.sbuf softmax      fp32[T, HEADS, T]
.sbuf softmax_m    MATMUL[T, HEADS, T]
.sbuf softmax_t    MATMUL[T, HEADS, T]
.sbuf context      fp32[T, HEADS, HEAD]
.sbuf context_m    MATMUL[T, HEADS, HEAD]
.sbuf context_t    MATMUL[WIDTH, T]
.sbuf residual1    fp32[T, WIDTH]
.sbuf ln2          fp32[T, WIDTH]
.sbuf ln2_m        MATMUL[T, WIDTH]
.sbuf ln2_t        MATMUL[WIDTH, T]
.sbuf swish        fp32[T, HIDDEN]
.sbuf swish_m      MATMUL[T, 2, WIDTH]
.sbuf swish_t      MATMUL[WIDTH, 2, T]
.sbuf y_tile       fp32[T, WIDTH]

# ---- PSUM -----------------------------------------------------------------------------------------------------------------
# Eight banks. A later stage takes over a bank whose old content has long been copied out: each alias below is written only
# after results that needed that copy.

.psum norm_t_sum    fp32[WIDTH, PITCH]       bank=0      # ln1^T, later ln2^T
.psum qkv_sum       fp32[T, 3*WIDTH]         bank=1
.psum q_t_sum       fp32[HEAD, HEADS, PITCH] bank=2      # banks 2 and 3
.psum k_t_sum       fp32[HEAD, HEADS, PITCH] bank=4      # banks 4 and 5
.psum scores_sum    fp32[T, HEADS, PITCH]    bank=6      # banks 6 and 7
.psum rows_sum      fp32[T, 2, WIDTH]        bank=6 alias=scores_sum   # gamma and beta of ln1, later of ln2
.psum softmax_t_sum fp32[T, HEADS, PITCH]    bank=2 alias=q_t_sum
.psum context_sum   fp32[T, HEADS, HEAD]     bank=0 alias=norm_t_sum
.psum context_t_sum fp32[WIDTH, PITCH]       bank=1 alias=qkv_sum
.psum update_sum    fp32[T, WIDTH]           bank=4 alias=k_t_sum      # what attention, and later the MLP, adds to x
.psum hidden_sum    fp32[T, HIDDEN]          bank=5 alias=k_t_sum
.psum swish_t_sum   fp32[WIDTH, 2, PITCH]    bank=7 alias=scores_sum

# ---- Semaphores -----------------------------------------------------------------------------------------------------------
# Loads: one semaphore a block. A shared one would not do: the 16 DMA engines run apart, so 16 increments could as well be
# two from each of eight engines.
.semaphore x_in identity_in norms_in biases_in qkv_in proj_in fc1_in fc2_in
.semaphore constants_set weights_cast                                   # pool
.semaphore broadcast                                                    # pe: rows of LayerNorm on all partitions
.semaphore transposed projected multiplied                              # pe: see its stream
.semaphore scored softmax_transposed
.semaphore normalised deviated                                          # LayerNorm: variance known, deviation known
.semaphore ln1_ready ln1_m_ready ln1_t_ready qkv_ready qkv_m_ready q_t_ready k_t_ready
.semaphore peaked summed scores_ready softmax_ready softmax_m_ready softmax_t_ready
.semaphore context_ready context_m_ready context_t_ready residual1_ready
.semaphore ln2_ready ln2_m_ready ln2_t_ready swish_ready swish_m_ready swish_t_ready y_ready
.semaphore stored

# ---- DMA ------------------------------------------------------------------------------------------------------------------

.queue loads
.queue stores

.macro load(done, tensor, buffer)
.dma load_{buffer} queue=loads update=done++
copy tensor -> buffer
.end
.end

# In the order in which they are needed.
load(x_in, x, x_tile)
.dma load_norms queue=loads update=norms_in++
copy ln1.weight -> ln1_rows[0, 0, :]
copy ln1.bias -> ln1_rows[0, 1, :]
copy ln2.weight -> ln2_rows[0, 0, :]
copy ln2.bias -> ln2_rows[0, 1, :]
.end
load(identity_in, identity_matrix, identity)
.dma load_biases queue=loads update=biases_in++
copy qkv.bias -> qkv_bias
copy proj.bias -> proj_bias
copy fc1.bias -> fc1_bias
copy fc2.bias -> fc2_bias
.end
load(qkv_in, qkv.weight, qkv_loaded)
load(proj_in, proj.weight, proj_loaded)
load(fc1_in, fc1.weight, fc1_loaded)
.dma load_fc2_loaded queue=loads update=fc2_in++
copy fc2.weight.reshape(2, WIDTH, WIDTH).permute(1, 0, 2) -> fc2_loaded
.end

.macro store(buffer, tensor)
.dma store_{buffer} queue=stores update=stored++
copy buffer -> tensor
.end
.end

# Tokens lie on partitions, but heads are the outer dimension of the file's tensors.
.macro store_heads(buffer, tensor)
.dma store_{buffer} queue=stores update=stored++
copy {buffer}.permute(1, 0, 2) -> tensor
.end
.end

store(ln1, expect.ln1)
store(qkv, expect.qkv)
store_heads(scores, expect.scores)
store_heads(softmax, expect.softmax)
store_heads(context, expect.context)
store(residual1, expect.residual1)
store(ln2, expect.ln2)
store(swish, expect.swish)
store(y_tile, y)

# ---- SyncE: starts all DMA ------------------------------------------------------------------------------------------------

.engine sp
        DmaTrigger load_x_tile
        DmaTrigger load_norms
        DmaTrigger load_identity
        DmaTrigger load_biases
        DmaTrigger load_qkv_loaded
        DmaTrigger load_proj_loaded
        DmaTrigger load_fc1_loaded
        DmaTrigger load_fc2_loaded
        $ln1_ready>=1        DmaTrigger store_ln1
        $qkv_ready>=1        DmaTrigger store_qkv
        $scores_ready>=1     DmaTrigger store_scores
        $softmax_ready>=HEADS DmaTrigger store_softmax
        $context_ready>=1    DmaTrigger store_context
        $residual1_ready>=1  DmaTrigger store_residual1
        $ln2_ready>=1        DmaTrigger store_ln2
        $swish_ready>=1      DmaTrigger store_swish
        $y_ready>=1          DmaTrigger store_y_tile
        $stored>=9*16        Halt                       # nine blocks, one increment from each of 16 DMA engines

# ---- GpSimdE: work off the critical path ----------------------------------------------------------------------------------

.engine pool
        Memset dst=ones value=1        constants_set++
        Memset dst=epsilon value=1e-5  constants_set++
        # The weights in the type of the matrix products; for fp32 a plain copy.
        $qkv_in>=16   TensorCopy dst=qkv_weight in=qkv_loaded    weights_cast++
        $proj_in>=16  TensorCopy dst=proj_weight in=proj_loaded  weights_cast++
        $fc1_in>=16   TensorCopy dst=fc1_weight in=fc1_loaded    weights_cast++
        $fc2_in>=16   TensorCopy dst=fc2_weight in=fc2_loaded    weights_cast++

# ---- TensorE --------------------------------------------------------------------------------------------------------------
# A product takes two instructions: LoadStationary puts the left operand, transposed, into the array ([K partitions, M
# columns]), MatMul streams the right one through ([K partitions, N elements]) and leaves [M partitions, N] in PSUM.
# "transposed" counts the transposes of whole activations, "projected" the products with weights, "multiplied" the rest.

# A row on all partitions is a product too: ones[1, T] stationary, the row moving. In FP32 it is exact. For LayerNorm's gamma and
# beta the result is what VectorE reads; for a bias it begins the sum (acc=first) to which the product with the weights adds.

.engine pe
        $constants_set>=1  EventSemaphore
        $norms_in>=16  LoadStationary src=ones
        MatMul dst=rows_sum moving=ln1_rows acc=whole  broadcast++
        $biases_in>=16  MatMul dst=qkv_sum moving=qkv_bias acc=first

        # ln1^T: stationary ln1, moving identity.
        $identity_in>=16  EventSemaphore
        $ln1_m_ready>=1  LoadStationary src=ln1_m
        MatMul dst=norm_t_sum[:, 0:T] moving=identity acc=whole  transposed++

        # qkv = qkv.bias + ln1 @ qkv.weight: all of q, k and v of all heads in one stream of 360 columns.
        $weights_cast>=1  EventSemaphore
        $ln1_t_ready>=1  LoadStationary src=ln1_t
        MatMul dst=qkv_sum moving=qkv_weight acc=last  projected++

        # q^T and k^T of each head: 15 partitions, from the first one on, so that a head's sum over its width starts at 0.
        $qkv_m_ready>=1  EventSemaphore
    .for h in 0..HEADS
        LoadStationary src=qkv_m[:, h*HEAD : (h+1)*HEAD]
        MatMul dst=q_t_sum[:, h, 0:T] moving=identity acc=whole  multiplied++
    .end
    .for h in 0..HEADS
        LoadStationary src=qkv_m[:, WIDTH + h*HEAD : WIDTH + (h+1)*HEAD]
        MatMul dst=k_t_sum[:, h, 0:T] moving=identity acc=whole  multiplied++
    .end

        # scores = q @ k^T, head by head.
        $q_t_ready>=1  EventSemaphore
        $k_t_ready>=1  EventSemaphore
    .for h in 0..HEADS
        LoadStationary src=q_t[:, h, :]
        MatMul dst=scores_sum[:, h, 0:T] moving=k_t[:, h, :] acc=whole  scored++
    .end

        # While VectorE and ScalarE are at the softmax: two more biases, into banks that k^T has left.
        LoadStationary src=ones
        MatMul dst=update_sum moving=proj_bias acc=first
        MatMul dst=hidden_sum moving=fc1_bias acc=first

        # p^T, as soon as each head's softmax is there.
    .for h in 0..HEADS
        $softmax_m_ready>=h+1  LoadStationary src=softmax_m[:, h, :]
        MatMul dst=softmax_t_sum[:, h, 0:T] moving=identity acc=whole  softmax_transposed++
    .end

        # Every p is there, so nobody needs the scores any more: ln2's gamma and beta take their bank.
        LoadStationary src=ones
        MatMul dst=rows_sum moving=ln2_rows acc=whole  broadcast++

        # context = p @ v. The heads land side by side: their concatenation costs nothing.
    .for h in 0..HEADS
        $softmax_t_ready>=h/4+1  LoadStationary src=softmax_t[:, h, :]
        MatMul dst=context_sum[:, h, :] moving=qkv_m[:, 2*WIDTH + h*HEAD : 2*WIDTH + (h+1)*HEAD] acc=whole  multiplied++
    .end

        # attention's update: proj.bias + context @ proj.weight
        $context_m_ready>=1  LoadStationary src=context_m.reshape(T, WIDTH)
        MatMul dst=context_t_sum[:, 0:T] moving=identity acc=whole  transposed++
        $weights_cast>=2  EventSemaphore
        $context_t_ready>=1  LoadStationary src=context_t
        MatMul dst=update_sum moving=proj_weight acc=last  projected++

        # hidden = fc1.bias + ln2 @ fc1.weight. ln2 is there, so residual1 has taken attention's update: fc2.bias begins the next one.
        $ln2_m_ready>=1  LoadStationary src=ln2_m
        MatMul dst=norm_t_sum[:, 0:T] moving=identity acc=whole  transposed++
        LoadStationary src=ones
        MatMul dst=update_sum moving=fc2_bias acc=first
        $weights_cast>=3  EventSemaphore
        $ln2_t_ready>=1  LoadStationary src=ln2_t
        MatMul dst=hidden_sum moving=fc1_weight acc=last  projected++

        # swish(...) @ fc2.weight: 240 summed elements are too many for 128 rows, so PSUM adds two halves.
        $swish_m_ready>=1  EventSemaphore
    .for half in 0..2
        LoadStationary src=swish_m[:, half, :]
        MatMul dst=swish_t_sum[:, half, 0:T] moving=identity acc=whole  transposed++
    .end
        $weights_cast>=4  EventSemaphore
        $swish_t_ready>=1  LoadStationary src=swish_t[:, 0, :]
        MatMul dst=update_sum moving=fc2_weight[:, 0, :] acc=middle
        LoadStationary src=swish_t[:, 1, :]
        MatMul dst=update_sum moving=fc2_weight[:, 1, :] acc=last  projected++

# ---- LayerNorm ------------------------------------------------------------------------------------------------------------
# VectorE finds mean and variance in one pass each; while ScalarE takes the root of the variance, VectorE already computes
# (x - mean) * gamma. Then (...) * deviation + beta.
#
# The two macros are used together, each in the stream of its engine; "count" is how often LayerNorm has run then.

.macro layer_norm(source, rows, result, done, count)
        BatchNormStats dst=statistics in=source
        BatchNormAggregate dst=moments in=statistics  normalised++
        $broadcast>=count  ScalarTensorTensor dst=centred in0=source op0=subtract scalar=moments[:, 0] in1=rows[:, 0, :] op1=multiply
        $deviated>=count  ScalarTensorTensor dst=result in0=centred op0=multiply scalar=deviation[:, 0] in1=rows[:, 1, :] op1=add  done++
.end

.macro layer_norm_deviation(count)
        $normalised>=count  Activate dst=deviation in=moments[:, 1] function=rsqrt bias=epsilon[:, 0]  deviated++
.end

# ---- VectorE --------------------------------------------------------------------------------------------------------------

.engine dve
        $x_in>=16  EventSemaphore
        layer_norm(x_tile, rows_sum, ln1, ln1_ready, 1)

        $transposed>=1  TensorCopy dst=ln1_t in=norm_t_sum[:, 0:T]  ln1_t_ready++

        $projected>=1  TensorCopy dst=qkv_m in=qkv_sum  qkv_m_ready++

        $multiplied>=2*HEADS  TensorCopy dst=k_t in=k_t_sum[:, :, 0:T]  k_t_ready++

        # Softmax, first part: minus the largest score of each row, which keeps every exponential at most 1.
    .for h in 0..HEADS
        $scored>=h+1  TensorReduce dst=peak[:, h] in=scores_sum[:, h, 0:T] op=max negate  peaked++
    .end
        TensorCopy dst=scores in=scores_sum[:, :, 0:T]  scores_ready++

        # Softmax, last part, while ScalarE computes exponentials of later heads.
    .for h in 0..HEADS
        $summed>=h+1  Reciprocal dst=inverse[:, h] in=total[:, h]
        TensorScalar dst=softmax[:, h, :] in=exponential[:, h, :] op0=multiply scalar0=inverse[:, h]  softmax_ready++
    .end

        # p^T leaves PSUM bank by bank.
    .for half in 0..2
        $softmax_transposed>=4*half+4 \
        TensorCopy dst=softmax_t[:, 4*half : 4*half+4, :] in=softmax_t_sum[:, 4*half : 4*half+4, 0:T]  softmax_t_ready++
    .end

        $multiplied>=3*HEADS  TensorCopy dst=context_m in=context_sum  context_m_ready++
        $transposed>=2  TensorCopy dst=context_t in=context_t_sum[:, 0:T]  context_t_ready++

        $projected>=2  TensorTensor dst=residual1 in0=update_sum in1=x_tile op=add  residual1_ready++

        layer_norm(residual1, rows_sum, ln2, ln2_ready, 2)

        $transposed>=3  TensorCopy dst=ln2_t in=norm_t_sum[:, 0:T]  ln2_t_ready++

        $swish_ready>=1  TensorCopy dst=swish_m.reshape(T, HIDDEN) in=swish  swish_m_ready++
        $transposed>=5  TensorCopy dst=swish_t in=swish_t_sum[:, :, 0:T]  swish_t_ready++

        $projected>=4  TensorTensor dst=y_tile in0=update_sum in1=residual1 op=add  y_ready++

# ---- ScalarE --------------------------------------------------------------------------------------------------------------

.engine act
        $constants_set>=2  EventSemaphore
        layer_norm_deviation(1)
        $ln1_ready>=1  Activate dst=ln1_m in=ln1 function=copy  ln1_m_ready++
        $projected>=1  Activate dst=qkv in=qkv_sum function=copy  qkv_ready++

        # q is scaled on its way out of PSUM, at no cost.
        $multiplied>=HEADS  Activate dst=q_t in=q_t_sum[:, :, 0:T] function=copy scale=1/sqrt(HEAD)  q_t_ready++

        # Softmax, middle part: exp(score - peak), its sum over the row in the reduce registers.
    .for h in 0..HEADS
        $peaked>=h+1  Activate dst=exponential[:, h, :] in=scores_sum[:, h, 0:T] function=exp bias=peak[:, h] reduce=reset_reduce
        ActReadAccumulator dst=total[:, h]  summed++
    .end
    .for h in 0..HEADS
        $softmax_ready>=h+1  Activate dst=softmax_m[:, h, :] in=softmax[:, h, :] function=copy  softmax_m_ready++
    .end

        $multiplied>=3*HEADS  Activate dst=context in=context_sum function=copy  context_ready++

        layer_norm_deviation(2)
        $ln2_ready>=1  Activate dst=ln2_m in=ln2 function=copy  ln2_m_ready++
        $projected>=3  Activate dst=swish in=hidden_sum function=silu  swish_ready++
