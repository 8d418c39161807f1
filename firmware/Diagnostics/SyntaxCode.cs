using Hardware.Common.Diagnostics;

namespace Hardware.Firmware.Diagnostics;

/// <summary>Mistakes in the form of assembly text (01xx).</summary>
[DiagnosticCodes]
public enum SyntaxCode
{
    /// <summary>A source file cannot be read. Name a readable assembly file.</summary>
    SourceUnreadable = 101,

    /// <summary>A character has no meaning in the language. Remove it or quote it.</summary>
    CharacterUnexpected = 102,

    /// <summary>A string has no closing quote on its line. Add it.</summary>
    TextNotClosed = 103,

    /// <summary>A number is malformed or too large. Write 12, 0x1F, 1.5 or 1e-5.</summary>
    NumberMalformed = 104,

    /// <summary>A brace has no partner on its line. Write {EXPRESSION}.</summary>
    PasteNotClosed = 105,

    /// <summary>Something else stands where a certain word is expected. Write what the message names.</summary>
    TokenUnexpected = 106,

    /// <summary>Words follow a complete statement. Remove them or begin a new line.</summary>
    TextAfterStatement = 107,

    /// <summary>A block has no .end. Add one.</summary>
    BlockNotClosed = 108,

    /// <summary>An .end closes nothing. Remove it.</summary>
    EndWithoutBlock = 109,

    /// <summary>An .else or .elif is outside of an .if. Put it into one.</summary>
    ElseWithoutIf = 110,

    /// <summary>There is no such directive. Use one of the language reference.</summary>
    DirectiveUnknown = 111,

    /// <summary>A value is expected. Write a number, a name or a parenthesis.</summary>
    ExpressionMissing = 112,

    /// <summary>Macros, loops or includes are nested too deep. Remove the recursion.</summary>
    NestingTooDeep = 113,

    /// <summary>Loops and macros expand to too many lines. Use a loop of the sequencer.</summary>
    ExpansionTooLong = 114,

    /// <summary>A macro is called with another number of arguments. Give as many as it has.</summary>
    MacroArguments = 115,

    /// <summary>A macro is defined twice. Choose another name.</summary>
    MacroTwice = 116,

    /// <summary>A loop has step 0. Give another step.</summary>
    StepZero = 117,

    /// <summary>A directive has no such attribute. Use one that the message lists.</summary>
    AttributeUnknown = 118,

    /// <summary>An attribute is given twice. Remove one.</summary>
    AttributeTwice = 119,

    /// <summary>An attribute needs a text. Put it in quotes.</summary>
    TextExpected = 120,

    /// <summary>An instruction stands before any .engine. Select a stream first.</summary>
    LineOutsideStream = 121,

    /// <summary>There is no such engine. Use pe, act, dve, pool or sp.</summary>
    EngineUnknown = 122,

    /// <summary>There is no such instruction. Use one that the instruction list names.</summary>
    MnemonicUnknown = 123,

    /// <summary>An instruction has no such operand. Use one that the message lists.</summary>
    OperandUnknown = 124,

    /// <summary>An operand is given twice. Remove one.</summary>
    OperandTwice = 125,

    /// <summary>A required operand is missing. Add it.</summary>
    OperandMissing = 126,

    /// <summary>A word of an instruction is neither operand nor update. Write name=value.</summary>
    OperandWithoutName = 127,

    /// <summary>An operand's value is none of its choices. Use one that the message lists.</summary>
    ChoiceUnknown = 128,

    /// <summary>An operand has no choice of that number. Use a name that the message lists.</summary>
    ChoiceNumberUnknown = 129,

    /// <summary>An instruction makes two updates. Put one on an EventSemaphore.</summary>
    UpdateTwice = 130,

    /// <summary>A semaphore update has no known operator. Use ++, --, +=, -= or =.</summary>
    UpdateUnknown = 131,

    /// <summary>An update has an unknown timing. Use @read or @complete.</summary>
    UpdateTimingUnknown = 132,

    /// <summary>An event is neither set nor cleared. Use =set or =clear.</summary>
    EventUpdateUnknown = 133,

    /// <summary>A .word has not the digits of an instruction, or stands outside of a stream. Give 256 hexadecimal digits.</summary>
    WordMalformed = 134,

    /// <summary>A raw pattern has unequal or too many steps and sizes. Give 1 to 4 of each.</summary>
    PatternDimensions = 135,

    /// <summary>A DMA block has no such attribute. Use queue=, update= or next.</summary>
    DmaAttributeUnknown = 136,

    /// <summary>A DMA block names no queue. Add queue=NAME.</summary>
    QueueMissing = 137,

    /// <summary>A DMA block stands in another. Close the first.</summary>
    DmaNested = 138,

    /// <summary>A .repeat stands in another or in a DMA block. Use .for inside.</summary>
    RepeatNested = 139,

    /// <summary>A constant has an unknown form. Use fill, iota, identity, a list or file.</summary>
    ConstantFormUnknown = 140,

    /// <summary>A view has no such method. Use .reshape, .permute or .as.</summary>
    ViewMethodUnknown = 141,

    /// <summary>A whole number given as a scalar is not one of FP32. Write one of at most 24 significant bits, or with a fraction to round it.</summary>
    ScalarInexact = 142,
}
