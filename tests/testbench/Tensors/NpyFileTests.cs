using System.Text;
using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Tests.Tensors;

public class NpyFileTests
{
    private const string Good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";
    private static readonly DataType[] s_types = [.. Enum.GetValues<DataType>().Where(type => type != DataType.Invalid)];
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    /// <summary>What numpy.save(numpy.array([[1, 2, 3], [4, 5, 6]], '&lt;i2')) writes, byte by byte from the format's description.</summary>
    [Test]
    public void WritesTheBytesThatNumPyWrites()
    {
        string text = "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 3), }";
        byte[] golden =
        [
            0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 0x76, 0,
            .. Encoding.ASCII.GetBytes(text.PadRight(117)), 0x0A,
            1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0,
        ];
        var stream = new MemoryStream();
        NpyFile.Write(stream, Tensor.FromDoubles("a", DataType.Int16, [2, 3], [1, 2, 3, 4, 5, 6]));
        Assert.That(stream.ToArray(), Is.EqualTo(golden));
        Assert.That(golden.Length - 12, Is.EqualTo(128));
    }

    [TestCaseSource(nameof(s_types))]
    public void RoundTripsEveryTypeByValue(DataType type)
    {
        foreach (int[] shape in new int[][] { [], [1], [7], [3, 5], [2, 0, 3], [2, 3, 4] })
        {
            Tensor tensor = new TensorGenerator(5).AnyCode("t", type, shape);
            string path = _folder.File("t.npy");
            NpyFile.Write(path, tensor);
            Tensor back = NpyFile.Read(path);
            Assert.That(back.Name, Is.EqualTo("t"));
            Assert.That(back.Shape.ToArray(), Is.EqualTo(shape));
            Assert.That(back.ToDoubles(), Is.EqualTo(tensor.ToDoubles()));
            Assert.That(new FileInfo(path).Length % 64, Is.EqualTo(back.Data.Length % 64), "data starts at a multiple of 64");
            if (back.Type == type)
                Assert.That(back.Data, Is.EqualTo(tensor.Data));
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void ReadsEveryVersion(int version)
    {
        Tensor tensor = NpyFile.Read(File(Good, [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], (byte)version));
        Assert.That(tensor.ToDoubles(), Is.EqualTo(new double[] { 1, -2 }));
    }

    [TestCase("{'shape':(2,),'fortran_order':False,'descr':'<f4'}")]
    [TestCase("{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2, )}   \n")]
    [TestCase("{'descr': '<f4', 'fortran_order': True, 'shape': (2,), }", TestName = "One dimension has no order")]
    [TestCase("{'descr': '=f4', 'fortran_order': False, 'shape': (2, 1), }")]
    public void ReadsOtherSpellingsOfTheHeader(string header) =>
        Assert.That(NpyFile.Read(File(header, new byte[8])).Count, Is.EqualTo(2));

    [Test]
    public void BooleansAreRead()
    {
        Tensor tensor = NpyFile.Read(File("{'descr': '|b1', 'fortran_order': False, 'shape': (3,), }", [1, 0, 1]));
        Assert.That(tensor.Type, Is.EqualTo(DataType.Boolean));
        Assert.That(tensor.ToDoubles(), Is.EqualTo(new double[] { 1, 0, 1 }));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("{'descr': '<f4', 'fortran_order': False}")]
    [TestCase("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (2,")]
    [TestCase("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}")]
    [TestCase("{'descr': '<f4, 'fortran_order': False, 'shape': (2,)}")]
    [TestCase("{'descr': [('a', '<f4'), 'fortran_order': False, 'shape': (2,)}")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } x")]
    public void AMalformedHeaderIsRefused(string header) =>
        Refused(TensorCode.NpyHeaderMalformed, File(header, new byte[8]));

    [TestCase("<f8", "a.astype('<f4')")]
    [TestCase("<i8", "a.astype('<i4')")]
    [TestCase("|V2", ".safetensors")]
    [TestCase("<c8", "a.astype")]
    [TestCase("", "a.astype")]
    public void ATypeThatTheChipLacksIsRefusedWithARemedy(string description, string remedy) =>
        Assert.That(
            Refused(TensorCode.NpyTypeUnsupported, File(Good.Replace("<f4", description, StringComparison.Ordinal), new byte[8])).Message,
            Does.Contain(remedy));

    [Test]
    public void DamagedFilesAreRefusedEachWithItsOwnCode()
    {
        byte[] whole = System.IO.File.ReadAllBytes(File(Good, new byte[8]));
        Refused(TensorCode.NpyMagicMissing, _folder.Write("empty.npy"));
        Refused(TensorCode.NpyMagicMissing, _folder.Write("text.npy", "hello, world"u8.ToArray()));
        Refused(TensorCode.NpyVersionUnknown, _folder.Write("v9.npy", whole[..6], [9, 0], whole[8..]));
        Refused(TensorCode.NpyHeaderCutShort, _folder.Write("cut.npy", whole[..40]));
        Refused(TensorCode.NpyHeaderCutShort, _folder.Write("cut.npy", whole[..7]));
        Refused(TensorCode.NpyDataSizeWrong, _folder.Write("short.npy", whole[..^1]));
        Refused(TensorCode.NpyDataSizeWrong, _folder.Write("long.npy", whole, new byte[1]));
        Refused(TensorCode.NpyFortranOrder, File("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2), }", new byte[8]));
        Refused(TensorCode.NpyBigEndian, File(Good.Replace('<', '>'), new byte[8]));
        Refused(TensorCode.NpyTypeUnsupported, File("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)}", new byte[8]));
        Refused(TensorCode.TensorTooLarge, File("{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999)}", []));
        Refused(TensorCode.TensorFileUnreadable, _folder.File("missing.npy"));
        Refused(TensorCode.TensorFileUnreadable, Path.GetDirectoryName(_folder.File("x"))!);
    }

    [Property(MaxTest = 500)]
    public void AnyDamageIsEitherReadOrRefusedInOneLine(ushort at, byte value, ushort cut)
    {
        byte[] bytes = System.IO.File.ReadAllBytes(File(Good, new byte[8]));
        bytes[at % bytes.Length] = value;
        string path = _folder.Write("damaged.npy", bytes[..Math.Min(bytes.Length, cut % (2 * bytes.Length))]);
        try
        {
            NpyFile.Read(path);
        }
        catch (InputException e)
        {
            Assert.That(e.OneLine, Does.StartWith(path).And.Contain("error NR04"));
        }
    }

    private InputException Refused(Enum code, string path)
    {
        InputException error = TemporaryFolder.Refused(code, () => NpyFile.Read(path));
        Assert.That(error.OneLine, Does.StartWith(path));
        return error;
    }

    private string File(string header, byte[] data, byte version = 1)
    {
        byte[] text = Encoding.ASCII.GetBytes(header);
        byte[] length = version == 1 ? [(byte)text.Length, (byte)(text.Length >> 8)] : [.. BitConverter.GetBytes(text.Length)];
        return _folder.Write("file.npy", [0x93, .. "NUMPY"u8, version, 0], length, text, data);
    }
}
