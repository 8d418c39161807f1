using Hardware.Common.Diagnostics;

namespace Hardware.Testbench.Diagnostics;

/// <summary>Mistakes in options and on the command line (05xx, 06xx).</summary>
[DiagnosticCodes]
public enum OptionCode
{
    /// <summary>An option does not exist. Use one that --help lists.</summary>
    OptionUnknown = 503,

    /// <summary>The command line does not fit the usage. Compare with --help.</summary>
    UsageWrong = 504,

    /// <summary>An argument should be NAME=VALUE. Put a name, an equals sign and a value.</summary>
    AssignmentMalformed = 505,

    /// <summary>No benchmark has that name. Use one that bench --list shows.</summary>
    BenchmarkUnknown = 506,

    /// <summary>No chip has that name. Use one that the message lists.</summary>
    ChipUnknown = 507,

    /// <summary>A time has no unit or no number. Write for instance 12.5us.</summary>
    TimeMalformed = 508,

    /// <summary>The program has no input of that name. Use one that the message lists.</summary>
    InputUnknown = 509,

    /// <summary>The file of an input has no tensor of its name. Name a file that has one, or that holds a single tensor.</summary>
    InputNotInFile = 510,

    /// <summary>The folder for outputs cannot be made. Choose another path.</summary>
    OutputFolderNotCreated = 511,

    /// <summary>A program is neither .nasm nor .neff. Use a file of either kind.</summary>
    ProgramKindUnknown = 512,

    /// <summary>None of a program's outputs is one that its reference gives. Name the outputs as the reference does.</summary>
    ReferenceOutputsUnused = 513,

    /// <summary>A container takes no --define. Give its assembly text.</summary>
    DefineOfContainer = 515,

    /// <summary>No suite has that name. Use one that suite --list shows.</summary>
    SuiteUnknown = 530,

    /// <summary>A replay is not PROPERTY:SEED:SIZE. Copy it from the failure.</summary>
    ReplayMalformed = 531,

    /// <summary>A replay names a property that the suites do not have. Name the suite, and copy the replay from the failure.</summary>
    ReplayPropertyUnknown = 532,

    /// <summary>The shipped programs are not found. Run the suite inside a checkout.</summary>
    ShippedProgramsNotFound = 533,

    /// <summary>The chip computes no function of that name. Use one that the message lists.</summary>
    VectorOperationUnknown = 540,

    /// <summary>Vectors are of a rounding that the chip does not have. Give vectors of near_even.</summary>
    VectorRoundingUnsupported = 541,

    /// <summary>A vector file cannot be read. Name an existing text file, plain or compressed by gzip.</summary>
    VectorFileUnreadable = 542,

    /// <summary>A line of a vector file is not a case of its function. Check the function's name, or correct the line.</summary>
    VectorLineMalformed = 543,

    /// <summary>A vector file holds no case. Check that it is the file that was meant.</summary>
    VectorFileEmpty = 544,

    /// <summary>There are no bundled vectors. Name a file.</summary>
    BundledVectorsNotFound = 545,

    /// <summary>An option takes one of a few names, and got another. Use one that the message lists.</summary>
    OptionChoiceUnknown = 516,

    /// <summary>An option's value is not a whole number from 0 on. Give one, decimal or 0x hexadecimal.</summary>
    OptionWholeNumberMalformed = 517,

    /// <summary>A tolerance is not a finite number from 0 on. Give one, for example 1e-5.</summary>
    OptionToleranceMalformed = 518,

    /// <summary>None of the tensors of --expect is an output of the program. Name the tensors as the program does.</summary>
    ExpectationUnused = 519,

    /// <summary>Writing an output file failed on the way (disk full, device gone). Free space, or name another file.</summary>
    OutputNotWritten = 520,

    /// <summary>An output would replace a file that the command reads. Name another file.</summary>
    OutputIsInput = 521,

    /// <summary>Two outputs of one command would be the same file. Name two.</summary>
    OutputsShareFile = 522,

    /// <summary>An option says how to write a wave, but none is written. Add --vcd.</summary>
    WaveOptionWithoutWave = 523,

    /// <summary>A window of time ends before it begins. Give a later end.</summary>
    TimeWindowEmpty = 524,

    /// <summary>A tolerance is given, but nothing is compared. Add --expect.</summary>
    ToleranceUnused = 525,

    /// <summary>There is no such verb. Use one that --help lists.</summary>
    VerbUnknown = 526,

    /// <summary>An option takes a count. Give a whole number from 1 on.</summary>
    OptionCountMalformed = 527,

    /// <summary>An option has no effect beside what else was given. Leave it out.</summary>
    OptionWithoutEffect = 528,

    /// <summary>The value of --set is not a whole number. Give a decimal or 0x hexadecimal number.</summary>
    ChipParameterNotANumber = 605,
}
