# c[M, N] = a[M, K] @ b[K, N] for matrices larger than the array: BF16 operands from device memory, FP32 result back to it.
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
.chip inferentia2
.reference matmul

.define M = 512
.define K = 1024
.define N = 1024
.define SLOTS = 3               # places for chunks; 3 hide the start-up of a DMA transfer, which 2 would not

.require M % 128 == 0 && K % 128 == 0 && N % 512 == 0, "M and K are multiples of 128, N of 512"

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

# Even tiles are copied out by ScalarE, odd ones by VectorE: this many each in a block.
.let ACT_TILES = ceil_div(TILES, 2)
.let DVE_TILES = TILES / 2

.input  at bf16[K, M]
.input  b  bf16[K, N]
.output c  fp32[M, N]  max_error=0.001%     # products are exact in FP32, only sums round

.sbuf a_chunk bf16[128, SLOTS, KT, BLOCK_M]
.sbuf b_chunk bf16[128, SLOTS, KT, BLOCK_N]
.sbuf c_block fp32[128, MT, BLOCK_N]
.psum sums    fp32[128, TILES, 512] bank=0

# ---- Semaphores -----------------------------------------------------------------------------------------------------------
# One for each slot: at most one load of a slot is under way, so 16 more mean that all DMA engines are done with it.
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
.queue stores

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
.dma store{block*MT + m} queue=stores update=stored{m}++
copy c_block[:, m, :] -> c[m0 + m*128 : m0 + (m+1)*128, n0 : n0 + BLOCK_N]
.end
.end
.end

# ---- SyncE: starts the loads ----------------------------------------------------------------------------------------------
# A slot is free once TensorE has read what it held. The last chunk of a block signals by its complete tiles, because an
# instruction has one update.

.engine sp
.for load in 0..BLOCKS*CHUNKS
    .if load >= SLOTS
    .let block = (load - SLOTS) / CHUNKS
    .let chunk = (load - SLOTS) % CHUNKS
    .if chunk == CHUNKS - 1
        $summed>=(block + 1)*TILES  EventSemaphore
    .else
        $consumed>=block*(CHUNKS - 1) + chunk + 1  EventSemaphore
    .end
    .end
        DmaTrigger load_a{load}
        DmaTrigger load_b{load}
.end

# ---- TensorE --------------------------------------------------------------------------------------------------------------
# Inside a chunk the tiles of c go one after the other, so that in the last chunk they are complete one after the other. One
# stationary tile of a serves all NT tiles of a row; the next one loads in the background.

.engine pe
.for block in 0..BLOCKS
.for chunk in 0..CHUNKS
    .let load = block*CHUNKS + chunk
    .let slot = load % SLOTS
        $a_loaded{slot}>=16*(load/SLOTS + 1)  EventSemaphore
        $b_loaded{slot}>=16*(load/SLOTS + 1)  EventSemaphore
    .for m in 0..MT
    .for k in 0..KT
        LoadStationary src=a_chunk[:, slot, k, m*128 : (m+1)*128]
    .let begin = chunk == 0 && k == 0
    .let finish = chunk == CHUNKS - 1 && k == KT - 1
    .for n in 0..NT
    .let tile = m*NT + n
    # The bank still holds the tile of the block before, until it has been copied out.
    .if begin && block > 0
    .if tile % 2 == 0
        $act_copied>=(block - 1)*ACT_TILES + tile/2 + 1  EventSemaphore
    .else
        $dve_copied>=(block - 1)*DVE_TILES + tile/2 + 1  EventSemaphore
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
        $stored{tile / NT}>=16*block  EventSemaphore
    .end
        $summed>=block*TILES + tile + 1  EventSemaphore
.end

.engine act
.for block in 0..BLOCKS
.for tile in 0..TILES step 2
        wait_for_tile(block, tile)
        Activate dst=c_block[:, tile/NT, (tile%NT)*512 : (tile%NT + 1)*512] in=sums[:, tile, :] function=copy  act_copied++
.end
.end

.engine dve
.for block in 0..BLOCKS
.for tile in 1..TILES step 2
        wait_for_tile(block, tile)
        TensorCopy dst=c_block[:, tile/NT, (tile%NT)*512 : (tile%NT + 1)*512] in=sums[:, tile, :]  dve_copied++
.end
.end

# ---- GpSimdE: starts the stores -------------------------------------------------------------------------------------------
# On a stream of its own, so that no load waits behind a store.

.engine pool
.for block in 0..BLOCKS
.for m in 0..MT
    .let tiles = (m + 1)*NT
        $act_copied>=block*ACT_TILES + ceil_div(tiles, 2)  EventSemaphore
        $dve_copied>=block*DVE_TILES + tiles/2  EventSemaphore
        DmaTrigger store{block*MT + m}
.end
.end
.for m in 0..MT
        $stored{m}>=16*BLOCKS  EventSemaphore
.end
        Halt
