using System.Text;
using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Tests.Tensors;

public class SafetensorsFileTests
{
    private const string Good = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"U8\",\"shape\":[2,2],\"data_offsets\":[4,8]}}";
    private static readonly DataType[] s_types = [.. Enum.GetValues<DataType>().Where(type => type != DataType.Invalid)];
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCaseSource(nameof(s_types))]
    public void RoundTripsEveryTypeByValue(DataType type)
    {
        var generator = new TensorGenerator(7);
        Tensor[] tensors =
        [
            generator.AnyCode("any code", type, [40, 30]), generator.Generate("scalar", type),
            generator.Generate("empty", type, 3, 0), generator.Generate("näme \"quoted\"", type, 5),
        ];
        string path = _folder.File("t.safetensors");
        SafetensorsFile.Write(path, tensors);
        IReadOnlyList<Tensor> back = SafetensorsFile.ReadAll(path);
        Assert.That(back.Select(tensor => tensor.Name), Is.EquivalentTo(tensors.Select(tensor => tensor.Name)));
        foreach (Tensor tensor in tensors)
        {
            Tensor same = back.Single(other => string.Equals(other.Name, tensor.Name, StringComparison.Ordinal));
            Assert.That(same.Shape.ToArray(), Is.EqualTo(tensor.Shape.ToArray()));
            Assert.That(same.ToDoubles(), Is.EqualTo(tensor.ToDoubles()));
            if (same.Type == type && type != DataType.Float8E4)
                Assert.That(same.Data, Is.EqualTo(tensor.Data), "bits, NaN payloads included");
        }
    }

    [Test]
    public void WritesTheLayoutOfTheFormat()
    {
        var stream = new MemoryStream();
        SafetensorsFile.Write(stream, [Tensor.FromDoubles("a", DataType.Float32, [1], [1]), Tensor.FromDoubles("b", DataType.UInt8, [2, 2], [1, 2, 3, 4])]);
        byte[] bytes = stream.ToArray();
        int length = BitConverter.ToInt32(bytes);
        Assert.That(length % 8, Is.Zero);
        Assert.That(Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '), Is.EqualTo(Good));
        Assert.That(bytes[(8 + length)..], Is.EqualTo(new byte[] { 0, 0, 0x80, 0x3F, 1, 2, 3, 4 }));
    }

    [Test]
    public void ReadsSomeTensorsByName()
    {
        using SafetensorsFile file = SafetensorsFile.Open(File(Good, [0, 0, 0x80, 0x3F, 1, 2, 3, 4]));
        Assert.That(file.Entries.Select(entry => entry.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(file.Read("b").ToDoubles(), Is.EqualTo(new double[] { 1, 2, 3, 4 }));
        Assert.That(file.Contains("a") && !file.Contains("c"), Is.True);
        InputException error = TemporaryFolder.Refused(TensorCode.TensorNameUnknown, () => file.Read("A1"));
        Assert.That(error.Message, Does.Contain("did you mean 'a'?").And.Contain("tensors: a, b"));
    }

    [Test]
    public void MetadataAndBooleansAreUnderstood()
    {
        string header = "{\"__metadata__\":{\"format\":\"pt\"},\"m\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[0,2]}}";
        Tensor mask = SafetensorsFile.ReadAll(File(header, [7, 0])).Single();
        Assert.That(mask.Type, Is.EqualTo(DataType.Boolean));
        Assert.That(mask.ToDoubles(), Is.EqualTo(new double[] { 1, 0 }));
        SafetensorsFile.Write(_folder.File("mask.safetensors"), [mask]);
        Assert.That(SafetensorsFile.ReadAll(_folder.File("mask.safetensors")).Single().Data, Is.EqualTo(new byte[] { 1, 0 }));
    }

    /// <summary>OCP 8-bit floating point specification: e4m3fn 0x77 is 240, 0x7E is 448, 0x7F is NaN.</summary>
    [Test]
    public void Float8E4IsConvertedByValue()
    {
        string header = "{\"w\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]}}";
        Tensor tensor = SafetensorsFile.ReadAll(File(header, [0x38, 0xF7, 0x01, 0xFF])).Single();
        Assert.That(tensor.ToDoubles(), Is.EqualTo(new[] { 1, -240, 0.001953125, double.NaN }));
        Assert.That(tensor.Data, Is.EqualTo(new byte[] { 0x38, 0xF7, 0x01, 0xFC }));
        InputException error = Refused(TensorCode.SafetensorsFloat8OutOfRange, header, [0, 0, 0x7E, 0]);
        Assert.That(error.Message, Does.Contain("element 2").And.Contain("240"));

        string path = _folder.File("f8.safetensors");
        SafetensorsFile.Write(path, [tensor, Tensor.FromDoubles("inf", DataType.Float8E4, [1], [double.PositiveInfinity])]);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.That(file.Entries.Select(entry => entry.Dtype), Is.EqualTo(new[] { "F8_E4M3", "BF16" }));
        Assert.That(file.Read("w").Data, Is.EqualTo(tensor.Data));
    }

    [TestCase("F64")]
    [TestCase("I64")]
    [TestCase("U64")]
    [TestCase("F8_E8M0")]
    public void ATypeThatTheChipLacksIsRefused(string dtype) =>
        Assert.That(
            Refused(TensorCode.SafetensorsTypeUnsupported, Good.Replace("F32", dtype, StringComparison.Ordinal), new byte[8]).Message,
            Does.Contain(dtype).And.Contain("F32, F16, BF16"));

    [TestCase("[]")]
    [TestCase("{\"a\":")]
    [TestCase("{\"a\":\"\\ud800\"")]
    [TestCase("{\"\\ud800\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}")]
    [TestCase("{\"a\":{\"dtype\":\"\\ud800\",\"shape\":[2],\"data_offsets\":[0,8]}}")]
    [TestCase("")]
    public void AHeaderThatIsNotJsonIsRefused(string header) =>
        Refused(TensorCode.SafetensorsHeaderNotJson, header, new byte[8]);

    [TestCase("{\"a\":1}")]
    [TestCase("{\"a\":{}}")]
    [TestCase("{\"a\":{\"dtype\":1,\"shape\":[2],\"data_offsets\":[0,8]}}")]
    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}")]
    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}")]
    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}}")]
    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}}")]
    public void AMalformedEntryIsRefused(string header) =>
        Refused(TensorCode.SafetensorsEntryMalformed, header, new byte[8]);

    [Test]
    public void DamagedFilesAreRefusedEachWithItsOwnCode()
    {
        Refused(TensorCode.SafetensorsTypeUnknown, Good.Replace("F32", "FP32", StringComparison.Ordinal), new byte[8]);
        Refused(TensorCode.SafetensorsOffsetsOutOfRange, Good, new byte[7]);
        Refused(TensorCode.SafetensorsOffsetsOutOfRange, Good.Replace("[0,4]", "[4,0]", StringComparison.Ordinal), new byte[8]);
        Refused(TensorCode.SafetensorsSizeWrong, Good.Replace("[1]", "[2]", StringComparison.Ordinal), new byte[8]);
        Refused(TensorCode.SafetensorsOverlap, Good.Replace("[4,8]", "[2,6]", StringComparison.Ordinal), new byte[6]);
        Refused(TensorCode.SafetensorsHole, Good.Replace("[4,8]", "[5,9]", StringComparison.Ordinal), new byte[9]);
        Refused(TensorCode.SafetensorsHole, Good, new byte[9]);
        Refused(TensorCode.SafetensorsNameTwice, Good.Replace("\"b\"", "\"a\"", StringComparison.Ordinal), new byte[8]);
        Refused(TensorCode.TensorTooLarge, Good.Replace("[1]", "[99999,99999]", StringComparison.Ordinal), new byte[8]);
        Refused(TensorCode.TensorTooLarge, Good.Replace("[1]", "[9223372036854775807,3]", StringComparison.Ordinal), new byte[8]);
        Refused(TensorCode.SafetensorsHeaderCutShort, _folder.Write("cut.safetensors", new byte[7]));
        Refused(TensorCode.SafetensorsHeaderCutShort, _folder.Write("cut.safetensors", [9, 0, 0, 0, 0, 0, 0, 0], new byte[8]));
        Refused(TensorCode.SafetensorsHeaderTooLong, _folder.Write("cut.safetensors", Enumerable.Repeat((byte)0xFF, 20)));
        Refused(TensorCode.TensorFileUnreadable, _folder.File("missing.safetensors"));
    }

    [Property(MaxTest = 300)]
    public void AnyDamageIsEitherReadOrRefusedInOneLine(ushort at, byte value, ushort cut)
    {
        byte[] bytes = System.IO.File.ReadAllBytes(File(Good, new byte[8]));
        bytes[at % bytes.Length] = value;
        string path = _folder.Write("damaged.safetensors", bytes[..Math.Min(bytes.Length, cut % (2 * bytes.Length))]);
        try
        {
            SafetensorsFile.ReadAll(path);
        }
        catch (InputException e)
        {
            Assert.That(e.OneLine, Does.StartWith(path).And.Contain("error NR04"));
        }
    }

    [Test]
    public void AnUnknownKindOfFileIsRefusedAndTheKnownOnesAreRead()
    {
        TemporaryFolder.Refused(TensorCode.TensorFileKindUnknown, () => TensorFile.ReadAll("x.pt"));
        Assert.That(TensorFile.ReadAll(File(Good, new byte[8])), Has.Count.EqualTo(2));
        NpyFile.Write(_folder.File("one.NPY"), Tensor.Zeros("t", DataType.Float32, 2));
        Assert.That(TensorFile.ReadAll(_folder.File("one.NPY")).Single().Name, Is.EqualTo("one"));
    }

    [Test]
    public void TwoTensorsOfOneNameAreNotWritten()
    {
        Tensor tensor = Tensor.Zeros("t", DataType.Float32, 2);
        Assert.That(() => SafetensorsFile.Write(_folder.File("twice.safetensors"), [tensor, tensor]), Throws.ArgumentException);
        Assert.That(System.IO.File.Exists(_folder.File("twice.safetensors")), Is.False);
    }

    private InputException Refused(Enum code, string header, byte[] data) => Refused(code, File(header, data));

    private static InputException Refused(Enum code, string path)
    {
        InputException error = TemporaryFolder.Refused(code, () => SafetensorsFile.ReadAll(path));
        Assert.That(error.OneLine, Does.StartWith(path));
        return error;
    }

    private string File(string header, byte[] data) =>
        _folder.Write("file.safetensors", BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(header)), Encoding.UTF8.GetBytes(header), data);
}
