# c[M, N] = a[M, K] @ b[K, N] for matrices larger than the array: BF16 operands from device memory, FP32 result back to it.
#
#     neuron-rtl run matmul_tiled.nasm --define TYPE=int8        INT8 operands, exact INT32 result
#     neuron-rtl run matmul_tiled.nasm --define TYPE=fp16
#
# TensorE multiplies at most K = 128, M = 128, N = 512 at a time, so the product is cut into tiles:
# - a block of c, at most 512 x 1024, fills the eight banks of PSUM, one 128 x 512 tile each;
# - K is walked in chunks; each chunk adds its products to the sums in PSUM;
# - the chunks of a and b arrive in SLOTS places in turn, so DMA runs ahead while TensorE multiplies;
# - in the last chunk the tiles of c become complete one by one: ScalarE and VectorE take turns in copying them out of PSUM,
#   and the stores start while TensorE is still busy with the rest.
#
# a is stored transposed, at[K, M]: the array wants both operands with the summed dimension on partitions.

.program "Tiled matrix product"
.reference matmul

.define M = 512
.define K = 1024
.define N = 1024
.define TYPE = bf16             # of the operands: bf16, fp16 or int8
.define SLOTS = 3               # places for chunks; 3 hide the start-up of a DMA transfer, which 2 would not

.require M % 128 == 0 && K % 128 == 0 && N % 512 == 0, "M and K are multiples of 128, N of 512"
.require TYPE == bf16 || TYPE == fp16 || TYPE == int8, "TYPE is bf16, fp16 or int8"

# Tiles in a chunk and in a block. KT = 2 makes the contiguous runs of DMA twice as long (4 KiB of b), see "loads" below.
.let KT = K % 256 == 0 ? 2 : 1
.let MT = M % 512 == 0 ? 4 : (M % 256 == 0 ? 2 : 1)
.let NT = N % 1024 == 0 ? 2 : 1
.let CHUNKS = K / (128*KT)
.let BLOCK_M = 128*MT
.let BLOCK_N = 512*NT
.let BLOCKS_N = N / BLOCK_N
.let BLOCKS = (M / BLOCK_M) * BLOCKS_N
.let TILES = MT*NT              # tiles of c in a block, one PSUM bank each

# Sums of integers are integers, and exact. ScalarE computes in FP32, which holds integers up to 2^24 only, so then VectorE, which
# moves equal types bit by bit, copies all tiles out of PSUM; otherwise it copies every second one and ScalarE the rest. Of the
# first n tiles of a block VectorE copies n / TURN.
.let SUM = TYPE == int8 ? int32 : fp32
.let TURN = TYPE == int8 ? 1 : 2
.let DVE_TILES = TILES / TURN
.let ACT_TILES = TILES - DVE_TILES

.input  at TYPE[K, M]
.input  b  TYPE[K, N]
.output c  SUM[M, N]  max_error=(TYPE == int8 ? 0 : 0.001%)    # products of floats are exact in FP32, only sums round

.sbuf a_chunk TYPE[128, SLOTS, KT, BLOCK_M]
.sbuf b_chunk TYPE[128, SLOTS, KT, BLOCK_N]
.sbuf c_block SUM[128, MT, BLOCK_N]
.psum sums    SUM[128, TILES, 512] bank=0

# ---- Semaphores -----------------------------------------------------------------------------------------------------------
# One for each slot: at most one load of a slot is under way, so engines(a_loads) more mean that all DMA engines are done.
.for slot in 0..SLOTS
.semaphore a_loaded{slot} b_loaded{slot}
.end
.for m in 0..MT
.semaphore stored{m}            # likewise for each row of tiles of c_block
.end
.semaphore consumed             # chunks that TensorE has read, without the last one of each block
.semaphore summed               # tiles of c that are complete in PSUM
.semaphore act_copied           # tiles that have left PSUM
.semaphore dve_copied

# ---- DMA ------------------------------------------------------------------------------------------------------------------
# Loads. Which row of K lies on which partition is ours to choose, if only a and b agree: partition p gets KT neighbouring
# rows. Where a block is as wide as the matrix these are one contiguous run, and long runs are what DMA is fast at.
#
# a and b have a queue each: at the end of a block a DMA engine lets its data arrive before it increments the semaphore, and
# meanwhile its other ring goes on.

.queue a_loads
.queue b_loads
.for m in 0..MT
.queue stores{m}                # a queue of Inferentia1 has one DMA engine: several queues, several engines
.end

.for block in 0..BLOCKS
.let m0 = (block / BLOCKS_N) * BLOCK_M
.let n0 = (block % BLOCKS_N) * BLOCK_N
.for chunk in 0..CHUNKS
.let load = block*CHUNKS + chunk
.let slot = load % SLOTS
.let k0 = chunk*128*KT
.dma load_a{load} queue=a_loads update=a_loaded{slot}++
copy at[k0 : k0 + 128*KT, m0 : m0 + BLOCK_M].reshape(128, KT, BLOCK_M) -> a_chunk[:, slot, :, :]
.end
.dma load_b{load} queue=b_loads update=b_loaded{slot}++
copy b[k0 : k0 + 128*KT, n0 : n0 + BLOCK_N].reshape(128, KT, BLOCK_N) -> b_chunk[:, slot, :, :]
.end
.end
.for m in 0..MT
.dma store{block*MT + m} queue=stores{m} update=stored{m}++
copy c_block[:, m, :] -> c[m0 + m*128 : m0 + (m+1)*128, n0 : n0 + BLOCK_N]
.end
.end
.end

# ---- SyncE: starts loads and stores ---------------------------------------------------------------------------------------
# A slot is free once TensorE has read what it held. The last chunk of a block signals by its complete tiles, because an
# instruction has one update.
#
# Loads and stores share the stream, so they stand in the order in which they become possible: rows of tiles leave while TensorE
# is at the last chunk of a block, and when it is done with that, one more load may come and the last row leaves.

.macro start_store(block, m)
    .let tiles = (m + 1)*NT
        $act_copied>=block*ACT_TILES + tiles - tiles/TURN  EventSemaphore
        $dve_copied>=block*DVE_TILES + tiles/TURN  EventSemaphore
        DmaTrigger store{block*MT + m}
.end

.engine sp
.let LOADS = BLOCKS*CHUNKS
.for load in 0..LOADS + SLOTS
    .let block = (load - SLOTS) / CHUNKS        # of the chunk that was in the slot
    .let chunk = (load - SLOTS) % CHUNKS
    .let ends = load >= SLOTS && chunk == CHUNKS - 1
    .if ends
    .for m in 0..MT - 1
        start_store(block, m)
    .end
        $summed>=(block + 1)*TILES  EventSemaphore
    .elif load >= SLOTS && load < LOADS
        $consumed>=block*(CHUNKS - 1) + chunk + 1  EventSemaphore
    .end
    .if load < LOADS
        DmaTrigger load_a{load}
        DmaTrigger load_b{load}
    .end
    .if ends
        start_store(block, MT - 1)
    .end
.end
.for m in 0..MT
        $stored{m}>=engines(stores{m})*BLOCKS  EventSemaphore
.end
        Halt

# ---- TensorE --------------------------------------------------------------------------------------------------------------
# Inside a chunk the tiles of c go one after the other, so that in the last chunk they are complete one after the other. One
# stationary tile of a serves all NT tiles of a row; the next one loads in the background.

.engine pe
.for block in 0..BLOCKS
.for chunk in 0..CHUNKS
    .let load = block*CHUNKS + chunk
    .let slot = load % SLOTS
        $a_loaded{slot}>=engines(a_loads)*(load/SLOTS + 1)  EventSemaphore
        $b_loaded{slot}>=engines(b_loads)*(load/SLOTS + 1)  EventSemaphore
    .for m in 0..MT
    .for k in 0..KT
        LoadStationary src=a_chunk[:, slot, k, m*128 : (m+1)*128]
    .let begin = chunk == 0 && k == 0
    .let finish = chunk == CHUNKS - 1 && k == KT - 1
    .for n in 0..NT
    .let tile = m*NT + n
    # The bank still holds the tile of the block before, until it has been copied out.
    .if begin && block > 0
    .if tile % TURN == TURN - 1
        $dve_copied>=(block - 1)*DVE_TILES + (tile + 1)/TURN  EventSemaphore
    .else
        $act_copied>=(block - 1)*ACT_TILES + tile + 1 - (tile + 1)/TURN  EventSemaphore
    .end
    .end
    # first = 2, middle = 0, last = 1, first and last at once (whole) = 3
    .if finish
        MatMul dst=sums[:, tile, :] moving=b_chunk[:, slot, k, n*512 : (n+1)*512] acc=(2*begin + finish)  summed++
    .elif m == MT - 1 && k == KT - 1 && n == NT - 1
        MatMul dst=sums[:, tile, :] moving=b_chunk[:, slot, k, n*512 : (n+1)*512] acc=(2*begin)  consumed++@read
    .else
        MatMul dst=sums[:, tile, :] moving=b_chunk[:, slot, k, n*512 : (n+1)*512] acc=(2*begin)
    .end
    .end
    .end
    .end
.end
.end

# ---- ScalarE and VectorE: out of PSUM -------------------------------------------------------------------------------------
# Before a row of c_block is overwritten, its store from the block before must have ended.

.macro wait_for_tile(block, tile)
    .if block > 0
        $stored{tile / NT}>=engines(stores0)*block  EventSemaphore
    .end
        $summed>=block*TILES + tile + 1  EventSemaphore
.end

.engine act
    .if TURN == 2
.for block in 0..BLOCKS
.for tile in 0..TILES step 2
        wait_for_tile(block, tile)
        Activate dst=c_block[:, tile/NT, (tile%NT)*512 : (tile%NT + 1)*512] in=sums[:, tile, :] function=copy  act_copied++
.end
.end
    .end

.engine dve
.for block in 0..BLOCKS
.for tile in TURN - 1..TILES step TURN
        wait_for_tile(block, tile)
        TensorCopy dst=c_block[:, tile/NT, (tile%NT)*512 : (tile%NT + 1)*512] in=sums[:, tile, :]  dve_copied++
.end
.end
