using Hardware.Common.Diagnostics;

namespace Hardware.Testbench.Diagnostics;

/// <summary>Mistakes in tensor files and references (04xx).</summary>
[DiagnosticCodes]
public enum TensorCode
{
    /// <summary>A tensor file cannot be opened or read. Name an existing file that you may read.</summary>
    TensorFileUnreadable = 401,

    /// <summary>A tensor file is neither .npy nor .safetensors. Save it as one of the two.</summary>
    TensorFileKindUnknown = 402,

    /// <summary>A tensor of that name is not there. Use one of the names that the message lists.</summary>
    TensorNameUnknown = 403,

    /// <summary>A tensor has another shape than the program needs. Save it in the shape that the message gives.</summary>
    TensorShapeMismatch = 404,

    /// <summary>A tensor has another element type than the program needs. Save it in the type that the message gives.</summary>
    TensorTypeMismatch = 405,

    /// <summary>A tensor has more bytes than the host can hold in one array. Split it to under 2 GiB.</summary>
    TensorTooLarge = 406,

    /// <summary>A .npy file does not start with the NumPy mark. Save the array with numpy.save.</summary>
    NpyMagicMissing = 410,

    /// <summary>A .npy file has a format version other than 1.0, 2.0 and 3.0. Save the array again with numpy.save.</summary>
    NpyVersionUnknown = 411,

    /// <summary>A .npy file ends inside its header. Copy or save the whole file again.</summary>
    NpyHeaderCutShort = 412,

    /// <summary>The header of a .npy file is not the dictionary of descr, fortran_order and shape. Save it again with numpy.save.</summary>
    NpyHeaderMalformed = 413,

    /// <summary>A .npy array is stored column by column. Save numpy.ascontiguousarray(a).</summary>
    NpyFortranOrder = 414,

    /// <summary>A .npy array is stored big-endian. Save it little-endian, for example as &lt;f4.</summary>
    NpyBigEndian = 415,

    /// <summary>A .npy array has an element type that the chip does not have. Convert it with a.astype to one that the message lists.</summary>
    NpyTypeUnsupported = 416,

    /// <summary>A .npy file has fewer or more data bytes than its shape needs. Copy or save the whole file again.</summary>
    NpyDataSizeWrong = 417,

    /// <summary>A .safetensors file ends inside its header. Copy or save the whole file again.</summary>
    SafetensorsHeaderCutShort = 420,

    /// <summary>A .safetensors file states a header above the format's 100 MB limit. It is damaged or another kind of file.</summary>
    SafetensorsHeaderTooLong = 421,

    /// <summary>The header of a .safetensors file is not a JSON object. Save the file again with the safetensors library.</summary>
    SafetensorsHeaderNotJson = 422,

    /// <summary>An entry of a .safetensors header lacks a good dtype, shape or data_offsets. Save the file again.</summary>
    SafetensorsEntryMalformed = 423,

    /// <summary>A .safetensors header names a tensor twice. Give every tensor its own name.</summary>
    SafetensorsNameTwice = 424,

    /// <summary>A .safetensors entry has a dtype that the format does not define. Use one that the message lists.</summary>
    SafetensorsTypeUnknown = 425,

    /// <summary>A .safetensors entry has a dtype that the chip does not have. Convert the tensor to one that the message lists.</summary>
    SafetensorsTypeUnsupported = 426,

    /// <summary>A .safetensors entry points outside of the file. Copy or save the whole file again.</summary>
    SafetensorsOffsetsOutOfRange = 427,

    /// <summary>A .safetensors entry has fewer or more bytes than its shape and dtype need. Save the file again.</summary>
    SafetensorsSizeWrong = 428,

    /// <summary>Two tensors of a .safetensors file share bytes. Save the file again with the safetensors library.</summary>
    SafetensorsOverlap = 429,

    /// <summary>Some bytes of a .safetensors file belong to no tensor. Save the file again with the safetensors library.</summary>
    SafetensorsHole = 430,

    /// <summary>An F8_E4M3 value is above 240, the largest that the chip's FP8 E4M3 has. Rescale the tensor or store it as BF16.</summary>
    SafetensorsFloat8OutOfRange = 431,

    /// <summary>No reference of that name exists. Use one of the names that the message lists.</summary>
    ReferenceUnknown = 440,

    /// <summary>A reference lacks an input tensor. Give the program's tensor the name that the message asks for.</summary>
    ReferenceInputMissing = 441,

    /// <summary>A reference's input has a shape that does not fit the formula. Use the shape that the message gives.</summary>
    ReferenceInputShapeWrong = 442,
}
