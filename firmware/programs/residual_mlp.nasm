# A stack of residual layers over a stream of batches, as a pipeline over CORES cores; with CORES=1, on one core.
#
#     each layer:   x = x + silu(x @ w1 / sqrt(WIDTH) + b1) @ w2 / sqrt(HIDDEN)
#
# A core holds the weights of its layers in SBUF from the start to the end of the program. A batch comes to the first core from
# device memory, goes from core to core by DMA from SBUF to SBUF, and leaves from the last core. So while one core is at a batch,
# the core before it is at the next one. That is what AWS calls NeuronCore Pipeline.
#
# Activations are kept transposed, [WIDTH on partitions, TOKENS]: as in mlp_gelu.nasm neither product then needs a transpose, and a
# layer leaves its result as the next one wants it.

.reference residual_mlp

# A program that includes this one may have set these.
.if !defined(CORES)
.define CORES = 2
.end
.if !defined(BATCHES)
.define BATCHES = 6
.end

.program "Residual layers on {CORES} cores"

.define LAYERS = 4
.define TOKENS = 512            # of a batch: long rows, because DMA is slow at short ones
.define WIDTH = 128
.define HIDDEN = 2048           # large, so that the products of a batch take longer than its way from core to core

.let T = TOKENS
.let KT = WIDTH / 128           # tiles of the width
.let HT = HIDDEN / 128          # tiles of the hidden layer
.let L = LAYERS / CORES         # layers of a core
.let JOBS = BATCHES*L           # a job of a core is a batch in a layer
.let LAST_CORE = CORES - 1
.let V1 = chip(CoreVersion) == 1

.require CORES <= chip(Cores) && LAYERS % CORES == 0, "CORES is at most {chip(Cores)}, and LAYERS a multiple of it"
.require T >= 1 && T <= 512, "TOKENS is 1 to 512, the columns of a PSUM bank"
.require WIDTH == 128 || WIDTH == 256, "WIDTH is 128 or 256, so that two places for its sums leave banks of PSUM for the hidden layer"
.require HIDDEN >= 256 && HIDDEN % 128 == 0, "HIDDEN is a multiple of 128, and at least 256"
.require BATCHES >= 2 && BATCHES % 2 == 0, "BATCHES is even, for a core takes two batches in turn through its layers"

# The order of jobs: two batches in turn through all layers of the core, then the next two. So a layer's input is there when its turn
# comes, and TensorE need not wait for VectorE. With one layer a core that is simply batch after batch.
.macro select_job(job)
.let batch = job/(2*L)*2 + job%2
.let layer = job%(2*L)/2                        # of this core
.end
.let batch = 0
.let layer = 0

# Places of activations on a core: 0 and 1 come from the core before, or from device memory; 2 and 3 go to the next core; those
# between the layers of a core, if it has several, never leave it: a pair after even and one after odd layers.
.let OUT = 2
.let INNER = 4
.let PLACES = L == 1 ? 4 : 8

# ---- Tensors, memories, semaphores ----------------------------------------------------------------------------------------
# Weights lie in the device memory next to their core. Hidden unit h lies in tile h % HT, on partition h / HT: so each partition's part
# of w2 and b1 is one contiguous run, and a tile of w1 is every HT-th column.

.core 0
.input  xt bf16[BATCHES, WIDTH, T]
.for c in 0..CORES
.core c
    .for l in 0..L
.input w1_{c*L + l} bf16[WIDTH, HIDDEN]
.input b1_{c*L + l} fp32[HIDDEN]
.input w2_{c*L + l} bf16[HIDDEN, WIDTH]
    .end
.end
.core LAST_CORE
.output yt bf16[BATCHES, WIDTH, T]  max_error=2%        # the hidden layer and x are rounded to BF16 in each layer

.for c in 0..CORES
.core c
.sbuf w1     bf16[128, L, KT, HIDDEN]
.sbuf b1     fp32[128, L, HT]
.sbuf w2     bf16[128, L, HT, WIDTH]
.sbuf x      bf16[128, PLACES, KT, T]
.let HIDDEN_PLACES = 4
.sbuf hidden bf16[128, 4, T]

.psum hidden_sum fp32[128, 3, 512] bank=0
.psum y_sum      fp32[128, 2, KT, 512] bank=3

.semaphore weights_loaded
.semaphore arrived0 arrived1    # one for each place: at most one batch is on its way to it
.semaphore summed               # tiles of the hidden layer that are complete in PSUM
.semaphore activated            # and that have left it
.semaphore multiplied           # and that are part of the second sum
.semaphore finished             # jobs whose result is complete
.semaphore taken                # batches whose place at the next core is free again
.semaphore stored0 stored1


# Every transfer is shared by all DMA engines. A queue of Inferentia1 has one engine, so several queues share it, each with its part
# of the partitions; on Inferentia2 a queue spreads over all engines, and there is one part. Inferentia1 can also pin a queue: the
# loader starts what is in it, before the program and without a trigger.
.queue sends0 first=0
.let PARTS = chip(DmaEnginesPerCore) / engines(sends0)
    .for p in 0..PARTS
    .if p > 0
.queue sends{p} first=p
    .end
.queue loads{p} first=p
    .if V1
.queue weights{p} first=p pinned
    .else
.queue weights{p} first=p
    .end
    .end
.end
.let ENGINES = chip(DmaEnginesPerCore)
.core 0
.let PARTS = ENGINES / engines(sends0)

# ---- DMA ------------------------------------------------------------------------------------------------------------------

.for c in 0..CORES
.core c
    .for p in 0..PARTS
    .let low = p*128/PARTS
    .let high = (p + 1)*128/PARTS
.dma load_weights{c}_{p} queue=weights{p} update=weights_loaded++
    .for l in 0..L
copy w1_{c*L + l}.reshape(KT, 128, HIDDEN)[:, low:high, :].permute(1, 0, 2) -> w1[low:high, l, :, :]
copy b1_{c*L + l}.reshape(128, HT)[low:high, :] -> b1[low:high, l, :]
copy w2_{c*L + l}.reshape(128, HT, WIDTH)[low:high, :, :] -> w2[low:high, l, :, :]
    .end
.end
    .for b in 0..BATCHES
    .if c == 0
.dma load{b}_{p} queue=loads{p} update=arrived{b%2}++
copy xt[b].reshape(KT, 128, T)[:, low:high, :].permute(1, 0, 2) -> x[low:high, b%2, :, :]
.end
    .end
    .if c < LAST_CORE
# From core to core: this core's DMA engines read here, write there, and count up the semaphore of the other core.
.dma send{c}_{b}_{p} queue=sends{p} update=core{c+1}.arrived{b%2}++
copy x[low:high, OUT + b%2, :, :] -> core{c+1}.x[low:high, b%2, :, :]
.end
    .else
.dma store{b}_{p} queue=sends{p} update=stored{b%2}++
copy x[low:high, OUT + b%2, :, :] -> yt[b].reshape(KT, 128, T)[:, low:high, :].permute(1, 0, 2)
.end
    .end
    .end
    .end
.end

# All parts of a transfer.
.macro start(transfer)
    .for p in 0..PARTS
        DmaTrigger {transfer}_{p}
    .end
.end

# ---- The streams of each core ---------------------------------------------------------------------------------------------

# Tile "tile" of the hidden layer of a job: hidden_sum = w1 of this tile @ x.
.macro first_product(job, tile)
        select_job(job)
    .let n = job*HT + tile
    .let place = layer == 0 ? batch%2 : INNER + layer%2*2 + batch%2
    .if tile == 0 && layer == 0
        $arrived{batch%2}>=ENGINES*(batch/2 + 1)  EventSemaphore
    .elif tile == 0
        $finished>=job - 1  EventSemaphore              # the job two before this one was the same batch in the layer before
    .end
    # The place in PSUM is free when ScalarE has taken what was in it.
    .if n >= 3
        $activated>=n - 2  EventSemaphore
    .end
    .for k in 0..KT
        LoadStationary src=w1[:, layer, k, tile::HT]
    .if k == KT - 1
        MatMul dst=hidden_sum[:, n%3, 0:T] moving=x[:, place, k, :] acc=(2*(k == 0) + 1)  summed++
    .else
        MatMul dst=hidden_sum[:, n%3, 0:T] moving=x[:, place, k, :] acc=(2*(k == 0))
    .end
    .end
.end

# The same tile's part of the result: y_sum += w2 of this tile @ silu(...)
.macro second_product(job, tile)
        select_job(job)
    .let n = job*HT + tile
    # VectorE has taken what the job two before left.
    .if tile == 0 && job >= 2
        $finished>=job - 1  EventSemaphore
    .end
        $activated>=n + 1  EventSemaphore
    .for k in 0..KT
        LoadStationary src=w2[:, layer, tile, k*128 : (k+1)*128]
    .let acc = 2*(tile == 0) + (tile == HT - 1)         # first = 2, middle = 0, last = 1
    .if k == KT - 1
        MatMul dst=y_sum[:, job%2, k, 0:T] moving=hidden[:, n%4, :] acc=(acc)  multiplied++
    .else
        MatMul dst=y_sum[:, job%2, k, 0:T] moving=hidden[:, n%4, :] acc=(acc)
    .end
    .end
.end

.for c in 0..CORES
.core c

# TensorE takes the second product of a tile LAG tiles later than the first, so that ScalarE has time, and goes on so over the end of a job.
.let LAG = 2
.engine pe
        $weights_loaded>=ENGINES  EventSemaphore
.for n in 0..JOBS*HT + LAG
    .if n < JOBS*HT
        first_product(n/HT, n%HT)
    .end
    .if n >= LAG
        second_product((n - LAG)/HT, (n - LAG)%HT)
    .end
.end

.engine act
        $weights_loaded>=ENGINES  EventSemaphore
.for n in 0..JOBS*HT
        select_job(n/HT)
    # The place of the tile four before is free when its second product is there.
    .if n >= 4
        $multiplied>=n - 3  EventSemaphore
    .end
        $summed>=n+1  Activate dst=hidden[:, n%4, :] in=hidden_sum[:, n%3, 0:T] function=silu scale=1/sqrt(WIDTH) \
            bias=b1[:, layer, n%HT]  activated++
.end

.engine dve
.for job in 0..JOBS
        select_job(job)
    .let from = layer == 0 ? batch%2 : INNER + layer%2*2 + batch%2
    .let to = layer == L - 1 ? OUT + batch%2 : INNER + (layer + 1)%2*2 + batch%2
    # The result of the batch two before has been stored, or the next core is done with it: then its place here is free, and the one there.
    .if layer == L - 1 && batch >= 2
    .if c == LAST_CORE
        $stored{batch%2}>=ENGINES*(batch/2)  EventSemaphore
    .else
        $taken>=batch - 1  EventSemaphore
    .end
    .end
        $multiplied>=(job + 1)*HT  ScalarTensorTensor dst=x[:, to, :, :] in0=y_sum[:, job%2, :, 0:T] op0=multiply scalar=1/sqrt(HIDDEN) \
            in1=x[:, from, :, :] op1=add  finished++
.end

# SyncE: what follows from each job.
.engine sp
    .if !V1
        start(load_weights{c})
    .end
    .if c == 0
        start(load0)
        start(load1)
    .end
.for job in 0..JOBS
        select_job(job)
        $finished>=job+1  EventSemaphore
    # The batch's input is not needed any more: its place is free for the batch after next.
    .if layer == 0 && c > 0
        Write address=increment_address(core{c-1}.taken) data=1 count=1
    .end
    .if layer == L - 1 && c < LAST_CORE
        start(send{c}_{batch})
    .elif layer == L - 1
        start(store{batch})
    .end
    # Device memory has time until the next job is done; in the first quarter of that, DMA belongs to what has just been sent.
    .if layer == 0 && c == 0 && batch + 2 < BATCHES
        $multiplied>=(job + 1)*HT + HT/4  EventSemaphore
        start(load{batch+2})
    .end
.end
    .if c < LAST_CORE
        $taken>=BATCHES  Halt
    .else
        $stored0>=ENGINES*(BATCHES/2)  EventSemaphore
        $stored1>=ENGINES*(BATCHES/2)  Halt
    .end
.end
