namespace Hardware.Mutation.Operators;

/// <summary>The fixed list. Order matters: it decides between sites at one position, and so the sample of a seed.</summary>
internal static class MutationOperators
{
    public static IReadOnlyList<IMutationOperator> All { get; } =
    [
        new BinarySwap("arithmetic", Swaps.Arithmetic),
        new BinarySwap("boundary", Swaps.Boundary),
        new BinarySwap("relation", Swaps.Relation),
        new BinarySwap("logical", Swaps.Logical),
        new BinarySwap("bitwise", Swaps.Bitwise),
        new BinarySwap("shift", Swaps.Shift),
        new PatternSwap(),
        new SignedShift(),
        new ConditionNegation(),
        new ChoiceSwap(),
        new ExtremeSwap(),
        new UnaryRemoval(),
        new StepSwap(),
        new LiteralStep(),
        new BooleanFlip(),
        new StatementDeletion(),
        new ReturnedDefault(),
    ];
}
