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
#     neuron-rtl run encoder.nasm --define MATMUL=fp32           FP32 products (four passes each; not on Inferentia1)
#     neuron-rtl run encoder.nasm --define TOKENS=80             generated activations, same weights
#
# How the engines work together: a stage that gives several results owns a semaphore, which says how many of them are visible; a
# stage that gives one owns an event, which is one bit. An engine runs its own stream in order; everything that it takes from
# another engine or from DMA it must wait for. An instruction has one wait, so a second one stands on an EventSemaphore before it.

.program "Transformer encoder block of a text recogniser"
.reference encoder_block

.define TOKENS = 40
.define MATMUL = bf16           # type of the operands of all matrix products: bf16, fp16, tf32 or fp32

.require TOKENS >= 1 && TOKENS <= 128, "TOKENS is the number of partitions in use: 1 to 128"

# Inferentia1 multiplies BF16 and FP16, and has no GpSimdE.
.let V1 = chip(CoreVersion) == 1
.require !V1 || MATMUL == bf16 || MATMUL == fp16, "MATMUL is bf16 or fp16 on Inferentia1"

.let T = TOKENS
.let WIDTH = 120
.let HEADS = 8
.let HEAD = 15                  # width of a head
.let HIDDEN = 240
.let ROWS = WIDTH + 1           # of a matrix of weights, with its bias as the last row
.let PITCH = 128                # elements from head to head in PSUM: four heads fill a bank of 512 and none crosses it

# Largest error of an output over its largest expected magnitude.
.let TOLERANCE = MATMUL == fp32 ? 0.01% : 2%

# The file holds activations for 40 tokens; for another number they come from a generator, and the reference computes what
# is expected.
.if !defined(DATA)
.let DATA = "data"
.end
.let WEIGHTS = "{DATA}/ocr-encoder-block.safetensors"
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

# gamma and beta of both LayerNorms, on every token's partition; and on one, where a product with a column of ones takes them from.
.sbuf norm_rows    fp32[T, 4, WIDTH]
    .if !V1
.sbuf norm_row     fp32[1, 4, WIDTH]
.sbuf ones         fp32[1, T]
    .end

# Matrices of the model as loaded, and as TensorE takes them. A bias costs nothing as one more row of its matrix: the activations
# that multiply it have one more column, of ones. fc2 has 240 rows: two blocks of 120 partitions, and a bias below each,
# of which the second counts.
.sbuf qkv_loaded   fp32[ROWS, 3*WIDTH]
.sbuf proj_loaded  fp32[ROWS, WIDTH]
.sbuf fc1_loaded   fp32[ROWS, HIDDEN]
.sbuf fc2_loaded   fp32[ROWS, 2, WIDTH]
.sbuf qkv_weight   MATMUL[ROWS, 3*WIDTH]
.sbuf proj_weight  MATMUL[ROWS, WIDTH]
.sbuf fc1_weight   MATMUL[ROWS, HIDDEN]
.sbuf fc2_weight   MATMUL[ROWS, 2, WIDTH]

# LayerNorm: statistics, (mean, variance), 1 / standard deviation, and (x - mean) * gamma.
.sbuf statistics   fp32[T, 6]
.sbuf moments      fp32[T, 2]
.sbuf deviation    fp32[T, 1]
.sbuf centred      fp32[T, WIDTH]

# Results in FP32, which leave as outputs, and "_m" copies in the type of the matrix products.
.sbuf ln1          fp32[T, WIDTH]
.sbuf ln1_m        MATMUL[T, WIDTH]
.sbuf ln1_t        MATMUL[ROWS, T]              # and a row of ones
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
.sbuf context_t    MATMUL[ROWS, T]              # likewise
.sbuf residual1    fp32[T, WIDTH]
.sbuf ln2          fp32[T, WIDTH]
.sbuf ln2_m        MATMUL[T, WIDTH]
.sbuf ln2_t        MATMUL[ROWS, T]
.sbuf swish        fp32[T, HIDDEN]
.sbuf swish_m      MATMUL[T, 2, WIDTH]
.sbuf swish_t      MATMUL[ROWS, 2, T]
.sbuf y_tile       fp32[T, WIDTH]

# ---- PSUM -----------------------------------------------------------------------------------------------------------------
# Eight banks. A later stage takes over a bank whose old content has long been copied out: each alias below is written only
# after results that needed that copy.

.psum norm_t_sum    fp32[WIDTH, PITCH]       bank=0      # ln1^T, later ln2^T
.psum qkv_sum       fp32[T, 3*WIDTH]         bank=1
.psum q_t_sum       fp32[HEAD, HEADS, PITCH] bank=2      # banks 2 and 3
.psum k_t_sum       fp32[HEAD, HEADS, PITCH] bank=4      # banks 4 and 5
.psum scores_sum    fp32[T, HEADS, PITCH]    bank=6      # banks 6 and 7
.psum rows_sum      fp32[T, 4, WIDTH]        bank=6 alias=scores_sum   # gamma and beta
.psum softmax_t_sum fp32[T, HEADS, PITCH]    bank=2 alias=q_t_sum
.psum context_sum   fp32[T, HEADS, HEAD]     bank=0 alias=norm_t_sum
.psum context_t_sum fp32[WIDTH, PITCH]       bank=1 alias=qkv_sum
.psum update_sum    fp32[T, WIDTH]           bank=4 alias=k_t_sum      # what attention, and later the MLP, adds to x
.psum hidden_sum    fp32[T, HIDDEN]          bank=5 alias=k_t_sum
.psum swish_t_sum   fp32[WIDTH, 2, PITCH]    bank=7 alias=scores_sum

# ---- Semaphores and events ------------------------------------------------------------------------------------------------
# Loads: one semaphore a block. A shared one would not do: the DMA engines run apart, so an increment from each could as well be
# two from some of them.
.semaphore x_in norms_in identity_in qkv_in proj_in fc1_in fc2_in
.semaphore transposed projected multiplied                              # pe: see its stream
.semaphore scored softmax_transposed
.semaphore normalised deviated                                          # LayerNorm: variance known, deviation known
.semaphore peaked summed softmax_ready softmax_m_ready softmax_t_ready  # by heads; softmax_t by banks of heads
.semaphore weights_cast
.semaphore stored

.event epsilon_set ones_set broadcast rows_ready
.event ln1_ready ln1_m_ready ln1_t_ready qkv_ready qkv_m_ready q_t_ready k_t_ready scores_ready
.event context_ready context_m_ready context_t_ready residual1_ready
.event ln2_ready ln2_m_ready ln2_t_ready swish_ready swish_m_ready swish_t_ready y_ready

# ---- DMA ------------------------------------------------------------------------------------------------------------------

# A queue deals its work over its DMA engines by partitions. That is good for a matrix of 121 rows, which so many queues share that
# all engines take part: one on Inferentia2, three on Inferentia1, where a queue has one engine. But the rows of 40 tokens lie on few
# partitions: their blocks take turns on queues that have one engine each.
.let ENGINES = chip(DmaEnginesPerCore)
.queue loads0 first=0
.let PARTS = ENGINES / engines(loads0)
.for p in 1..PARTS
.queue loads{p} engines=1 first=p
.end
.for e in 0..ENGINES
.queue turn{e} engines=1 first=e
.end
.let turns = 1                  # so far; the first engine is at x meanwhile

.macro load(done, tensor, buffer)
.dma load_{buffer} queue=loads0 update=done++
copy tensor -> buffer
.end
.end

.macro load_matrix(layer, weights, bias)
    .for p in 0..PARTS
.let low = p*WIDTH/PARTS
.let high = (p + 1)*WIDTH/PARTS
.dma load_{layer}{p} queue=loads{p} update={layer}_in++
copy weights[low:high] -> {layer}_loaded[low:high]
    .if p == PARTS - 1
copy bias -> {layer}_loaded[WIDTH]
    .end
.end
    .end
.end

# In the order in which they are needed.
load(x_in, x, x_tile)
    .for n in 0..4
.let vector = n % 2 == 0 ? "weight" : "bias"            # gamma, beta
.dma load_norm{n} queue=turn{turns % ENGINES} update=norms_in++
    .if V1
copy ln{n/2 + 1}.{vector}[bc T, :] -> norm_rows[:, n, :]
    .else
copy ln{n/2 + 1}.{vector} -> norm_row[:, n, :]
    .end
.end
.let turns = turns + 1
    .end
.let first_store = turns
load(identity_in, identity_matrix, identity)
load_matrix(qkv, qkv.weight, qkv.bias)
load_matrix(proj, proj.weight, proj.bias)
load_matrix(fc1, fc1.weight, fc1.bias)
load_matrix(fc2, fc2.weight[:, :].reshape(2, WIDTH, WIDTH).permute(1, 0, 2), fc2.bias[bc 2, :])

.macro store(buffer, tensor)
.dma store_{buffer} queue=turn{turns % ENGINES} update=stored++
copy buffer -> tensor
.end
.let turns = turns + 1
.end

# Tokens lie on partitions, but heads are the outer dimension of the file's tensors: a block for each head.
.macro store_heads(buffer, tensor)
    .for h in 0..HEADS
.dma store_{buffer}{h} queue=turn{turns % ENGINES} update=stored++
copy buffer[:, h, :] -> tensor[h, :, :]
.end
.let turns = turns + 1
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

.macro start(layer)
    .for p in 0..PARTS
        DmaTrigger load_{layer}{p}
    .end
.end

.engine sp
        DmaTrigger load_x_tile
    .for n in 0..4
        DmaTrigger load_norm{n}
    .end
        DmaTrigger load_identity
        start(qkv)
        start(proj)
        start(fc1)
        start(fc2)
        $ln1_ready              DmaTrigger store_ln1
        $qkv_ready              DmaTrigger store_qkv
        $scores_ready           EventSemaphore
    .for h in 0..HEADS
        DmaTrigger store_scores{h}
    .end
    .for h in 0..HEADS
        $softmax_ready>=h+1     DmaTrigger store_softmax{h}
    .end
        $context_ready          EventSemaphore
    .for h in 0..HEADS
        DmaTrigger store_context{h}
    .end
        $residual1_ready        DmaTrigger store_residual1
        $ln2_ready              DmaTrigger store_ln2
        $swish_ready            DmaTrigger store_swish
        $y_ready                DmaTrigger store_y_tile
        $stored>=turns - first_store  Halt              # one increment a block, for each has one DMA engine

# ---- Weights in the type of the matrix products ---------------------------------------------------------------------------
# For fp32 a plain copy. GpSimdE does it off the critical path; on Inferentia1, which has none, ScalarE does it where it would
# wait for other engines.

.macro cast(layer)
    .if V1
        ${layer}_in>=ENGINES  Activate dst={layer}_weight in={layer}_loaded function=copy  weights_cast++
    .else
        ${layer}_in>=ENGINES  TensorCopy dst={layer}_weight in={layer}_loaded  weights_cast++
    .end
.end

    .if !V1
.engine pool
        Memset dst=ones value=1  ones_set=set
        cast(qkv)
        cast(proj)
        cast(fc1)
        cast(fc2)
    .end

# ---- TensorE --------------------------------------------------------------------------------------------------------------
# A product takes two instructions: LoadStationary puts the left operand, transposed, into the array ([K partitions, M
# columns]), MatMul streams the right one through ([K partitions, N elements]) and leaves [M partitions, N] in PSUM.
# "transposed" counts the transposes of whole activations, "projected" the products with weights, "multiplied" the rest.

.engine pe
        # gamma and beta on all partitions: ones[1, T] stationary, the rows moving. In FP32 this is exact. DMA could copy the rows once
        # for each partition, as it does on Inferentia1, which multiplies no FP32; but each such copy costs a descriptor.
    .if !V1
        $ones_set  EventSemaphore
        $norms_in>=4  LoadStationary src=ones
        MatMul dst=rows_sum moving=norm_row acc=whole  broadcast=set
    .end

        # ln1^T: stationary ln1, moving identity.
        $identity_in>=engines(loads0)  EventSemaphore
        $ln1_m_ready  LoadStationary src=ln1_m
        MatMul dst=norm_t_sum[:, 0:T] moving=identity acc=whole  transposed++

        # qkv = ln1 @ qkv.weight + qkv.bias: all of q, k and v of all heads in one stream of 360 columns.
        $weights_cast>=1  EventSemaphore
        $ln1_t_ready  LoadStationary src=ln1_t
        MatMul dst=qkv_sum moving=qkv_weight acc=whole  projected++

        # q^T and k^T of each head: 15 partitions, from the first one on, so that a head's sum over its width starts at 0.
        $qkv_m_ready  EventSemaphore
    .for h in 0..HEADS
        LoadStationary src=qkv_m[:, h*HEAD : (h+1)*HEAD]
        MatMul dst=q_t_sum[:, h, 0:T] moving=identity acc=whole  multiplied++
    .end
    .for h in 0..HEADS
        LoadStationary src=qkv_m[:, WIDTH + h*HEAD : WIDTH + (h+1)*HEAD]
        MatMul dst=k_t_sum[:, h, 0:T] moving=identity acc=whole  multiplied++
    .end

        # scores = q @ k^T, head by head.
        $q_t_ready  EventSemaphore
        $k_t_ready  EventSemaphore
    .for h in 0..HEADS
        LoadStationary src=q_t[:, h, :]
        MatMul dst=scores_sum[:, h, 0:T] moving=k_t[:, h, :] acc=whole  scored++
    .end

        # p^T, as soon as each head's softmax is there.
    .for h in 0..HEADS
        $softmax_m_ready>=h+1  LoadStationary src=softmax_m[:, h, :]
        MatMul dst=softmax_t_sum[:, h, 0:T] moving=identity acc=whole  softmax_transposed++
    .end

        # context = p @ v. The heads land side by side: their concatenation costs nothing.
    .for h in 0..HEADS
        $softmax_t_ready>=h/4+1  LoadStationary src=softmax_t[:, h, :]
        MatMul dst=context_sum[:, h, :] moving=qkv_m[:, 2*WIDTH + h*HEAD : 2*WIDTH + (h+1)*HEAD] acc=whole  multiplied++
    .end

        # attention's update: context @ proj.weight + proj.bias
        $context_m_ready  LoadStationary src=context_m.reshape(T, WIDTH)
        MatMul dst=context_t_sum[:, 0:T] moving=identity acc=whole  transposed++
        $weights_cast>=2  EventSemaphore
        $context_t_ready  LoadStationary src=context_t
        MatMul dst=update_sum moving=proj_weight acc=whole  projected++

        # hidden = ln2 @ fc1.weight + fc1.bias
        $ln2_m_ready  LoadStationary src=ln2_m
        MatMul dst=norm_t_sum[:, 0:T] moving=identity acc=whole  transposed++
        $weights_cast>=3  EventSemaphore
        $ln2_t_ready  LoadStationary src=ln2_t
        MatMul dst=hidden_sum moving=fc1_weight acc=whole  projected++

        # swish(...) @ fc2.weight + fc2.bias: 240 summed elements are too many for 128 rows, so PSUM adds two halves. residual1 has
        # taken attention's update, for ln2 was made of it.
        $swish_m_ready  EventSemaphore
    .for half in 0..2
        LoadStationary src=swish_m[:, half, :]
        MatMul dst=swish_t_sum[:, half, 0:T] moving=identity acc=whole  transposed++
    .end
        $weights_cast>=4  EventSemaphore
        $swish_t_ready  LoadStationary src=swish_t[0:WIDTH, 0, :]
        MatMul dst=update_sum moving=fc2_weight[0:WIDTH, 0, :] acc=first
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
    .if V1
        $norms_in>=4  EventSemaphore
    .else
        $rows_ready  EventSemaphore
    .end
        ScalarTensorTensor dst=centred in0=source op0=subtract scalar=moments[:, 0] in1=rows[:, 0, :] op1=multiply
        $deviated>=count  ScalarTensorTensor dst=result in0=centred op0=multiply scalar=deviation[:, 0] in1=rows[:, 1, :] op1=add  {done}=set
.end

.macro layer_norm_deviation(count)
        $normalised>=count  Activate dst=deviation in=moments[:, 1] function=rsqrt bias=epsilon[:, 0]  deviated++
.end

# ---- VectorE --------------------------------------------------------------------------------------------------------------

.engine dve
        Memset dst=epsilon value=1e-5  epsilon_set=set
        # The rows of ones. Engines begin at partition 0, 32, 64 or 96; what lies before a row is written over when it is needed.
    .let LOW = 96
        Memset dst=ln1_t[LOW:ROWS, :] value=1
        Memset dst=context_t[LOW:ROWS, :] value=1
        Memset dst=ln2_t[LOW:ROWS, :] value=1
        Memset dst=swish_t[LOW:ROWS, 1, :] value=1

        $x_in>=engines(loads0)  EventSemaphore
        layer_norm(x_tile, norm_rows[:, 0:2, :], ln1, ln1_ready, 1)

        $transposed>=1  TensorCopy dst=ln1_t[0:WIDTH, :] in=norm_t_sum[:, 0:T]  ln1_t_ready=set

        $projected>=1  TensorCopy dst=qkv_m in=qkv_sum  qkv_m_ready=set

        $multiplied>=2*HEADS  TensorCopy dst=k_t in=k_t_sum[:, :, 0:T]  k_t_ready=set

        # Softmax, first part: minus the largest score of each row, which keeps every exponential at most 1.
    .for h in 0..HEADS
        $scored>=h+1  TensorReduce dst=peak[:, h] in=scores_sum[:, h, 0:T] op=max negate  peaked++
    .end
        TensorCopy dst=scores in=scores_sum[:, :, 0:T]  scores_ready=set

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

        $multiplied>=3*HEADS  TensorCopy dst=context_m in=context_sum  context_m_ready=set
        $transposed>=2  TensorCopy dst=context_t[0:WIDTH, :] in=context_t_sum[:, 0:T]  context_t_ready=set

        $projected>=2  TensorTensor dst=residual1 in0=update_sum in1=x_tile op=add  residual1_ready=set

        layer_norm(residual1, norm_rows[:, 2:4, :], ln2, ln2_ready, 2)

        $transposed>=3  TensorCopy dst=ln2_t[0:WIDTH, :] in=norm_t_sum[:, 0:T]  ln2_t_ready=set

        $swish_ready  TensorCopy dst=swish_m.reshape(T, HIDDEN) in=swish  swish_m_ready=set
        $transposed>=5  TensorCopy dst=swish_t[0:WIDTH, :, :] in=swish_t_sum[:, :, 0:T]  swish_t_ready=set

        $projected>=4  TensorTensor dst=y_tile in0=update_sum in1=residual1 op=add  y_ready=set

# ---- ScalarE --------------------------------------------------------------------------------------------------------------

.engine act
    .if !V1
        $broadcast  Activate dst=norm_rows in=rows_sum function=copy  rows_ready=set
    .end
        $epsilon_set  EventSemaphore
        layer_norm_deviation(1)
        $ln1_ready  Activate dst=ln1_m in=ln1 function=copy  ln1_m_ready=set
    .if V1
        cast(qkv)
    .end
        $projected>=1  Activate dst=qkv in=qkv_sum function=copy  qkv_ready=set

        # q is scaled on its way out of PSUM, at no cost.
        $multiplied>=HEADS  Activate dst=q_t in=q_t_sum[:, :, 0:T] function=copy scale=1/sqrt(HEAD)  q_t_ready=set
    .if V1
        cast(proj)
    .end

        # Softmax, middle part: exp(score - peak), its sum over the row in the reduce registers.
    .for h in 0..HEADS
        $peaked>=h+1  Activate dst=exponential[:, h, :] in=scores_sum[:, h, 0:T] function=exp bias=peak[:, h] reduce=reset_reduce
        ActReadAccumulator dst=total[:, h]  summed++
    .end
    .for h in 0..HEADS
        $softmax_ready>=h+1  Activate dst=softmax_m[:, h, :] in=softmax[:, h, :] function=copy  softmax_m_ready++
    .end
    .if V1
        cast(fc1)
        cast(fc2)
    .end

        $multiplied>=3*HEADS  Activate dst=context in=context_sum function=copy  context_ready=set

        layer_norm_deviation(2)
        $ln2_ready  Activate dst=ln2_m in=ln2 function=copy  ln2_m_ready=set
        $projected>=3  Activate dst=swish in=hidden_sum function=silu  swish_ready=set
