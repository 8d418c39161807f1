namespace Hardware.Common.Isa;

/// <summary>
/// The number of each instruction in <see cref="InstructionWord.Opcode"/>; never reused. Control 0x00 and up, matrix 0x20, VectorE 0x40 and
/// 0x60, ScalarE 0x50, GpSimdE 0x58.
/// </summary>
public static class Opcodes
{
    public const ushort Nop = 0x00;
    public const ushort Halt = 0x01;
    public const ushort Jump = 0x02;
    public const ushort CompareBranch = 0x03;
    public const ushort RegisterMove = 0x04;
    public const ushort RegisterAlu = 0x05;
    public const ushort EventSemaphore = 0x06;
    public const ushort SemaphoreRangeClear = 0x07;
    public const ushort Drain = 0x08;
    public const ushort Write = 0x09;
    public const ushort TensorLoad = 0x0A;
    public const ushort TensorStore = 0x0B;
    public const ushort Notify = 0x0C;
    public const ushort DmaTrigger = 0x1F;

    public const ushort LoadStationary = 0x20;
    public const ushort MatMul = 0x21;

    public const ushort TensorTensor = 0x40;
    public const ushort TensorScalar = 0x41;
    public const ushort ScalarTensorTensor = 0x42;
    public const ushort TensorReduce = 0x43;
    public const ushort TensorTensorScan = 0x44;
    public const ushort TensorCopy = 0x45;
    public const ushort Memset = 0x46;
    public const ushort Reciprocal = 0x47;
    public const ushort BatchNormStats = 0x48;
    public const ushort BatchNormAggregate = 0x49;
    public const ushort Transpose = 0x4A;
    public const ushort CopyPredicated = 0x4C;
    public const ushort Max8 = 0x4D;
    public const ushort Dropout = 0x4E;
    public const ushort Rng = 0x4F;
    public const ushort SetRngSeed = 0x60;

    public const ushort Activate = 0x50;
    public const ushort ActReadAccumulator = 0x51;

    public const ushort Iota = 0x58;
    public const ushort AffineSelect = 0x59;
}
