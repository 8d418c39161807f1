using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>Reads views: a name, then ranges in brackets, <c>.reshape</c>, <c>.permute</c> and <c>.as</c> in any order.</summary>
public sealed class ViewParser(AssemblyContext context)
{
    private static readonly string[] Methods = [".reshape", ".permute", ".as"];

    /// <summary>Reads a view.</summary>
    public TensorView Parse(TokenReader reader)
    {
        var place = reader.Place;
        var name = reader.ExpectName("a tensor or buffer").Text;
        var method = "";
        // "x.reshape(...)" is one name with a dot in it, unless something has that name.
        if (reader.Current.Is("(") && name.LastIndexOf('.') is > 0 and var dot)
            (name, method) = (name[..dot], name[dot..]);
        var view = Find(name, place);
        if (method.Length > 0)
            view = Apply(method, view, reader, place);
        while (true)
        {
            if (reader.Current.Is("["))
            {
                view = Index(view, reader);
            }
            else if (reader.Current.Kind == TokenKind.Dotted)
            {
                var methodPlace = reader.Place;
                view = Apply(reader.Take().Text, view, reader, methodPlace);
            }
            else
            {
                return view;
            }
        }
    }

    private TensorView Find(string name, SourcePlace place)
    {
        if (context.FindTensor(name) is >= 0 and var tensor)
        {
            var declared = context.Image.Tensors[tensor];
            return TensorView.Whole(name, DmaPlace.InTensor(tensor, 0), declared.Type, declared.Shape);
        }

        if (context.FindSymbol(name, c => c.Buffers) is { } buffer)
            return TensorView.Whole(name, DmaPlace.OnChip(buffer.Core, buffer.Address), buffer.Type, buffer.Shape, context.PartitionStride(buffer.Memory));
        throw new InputException(
            AssemblyCode.TensorUnknown,
            $"no tensor or buffer of core {context.Core} is named '{name}'{Suggestion.DidYouMean(name, context.ViewableNames)}; declare it before this line",
            place);
    }

    private TensorView Apply(string method, TensorView view, TokenReader reader, SourcePlace place)
    {
        reader.Expect("(");
        TensorView result;
        switch (method)
        {
            case ".reshape":
                result = view.Reshape(context.Integers(reader, ")", 1, int.MaxValue, "a size"), place);
                break;
            case ".permute":
                result = view.Permute(context.Integers(reader, ")", 0, 63, "a dimension"), place);
                break;
            case ".as":
                var typePlace = reader.Place;
                result = view.As(Functions.TypeOf(context.Expression(reader), typePlace), place);
                break;
            default:
                throw new InputException(
                    SyntaxCode.ViewMethodUnknown, $"views have no '{method}'{Suggestion.DidYouMean(method, Methods)}; .reshape, .permute and .as would be right", place);
        }

        reader.Expect(")");
        return result;
    }

    private TensorView Index(TensorView view, TokenReader reader)
    {
        reader.Expect("[");
        var kept = new List<ViewDimension>();
        var start = view.Start;
        var next = 0;
        while (!reader.Current.Is("]"))
        {
            var place = reader.Place;
            if (IsBroadcast(reader))
            {
                kept.Add(Broadcast(reader));
            }
            else
            {
                if (next >= view.Dimensions.Count)
                {
                    throw new InputException(
                        AssemblyCode.IndexTooMany, $"{view.Name} has only {view.Dimensions.Count} dimensions here, {view.ShapeText}; remove an index", place);
                }

                var isPartition = view.IsOnChip && next == 0;
                start = start.Plus(Range(view.Dimensions[next++], isPartition, reader, kept));
            }

            if (!reader.TryTake(","))
                break;
        }

        reader.Expect("]");
        kept.AddRange(view.Dimensions.Skip(next));
        return view with { Start = start, Dimensions = kept };
    }

    private static bool IsBroadcast(TokenReader reader) => reader.Current.Kind == TokenKind.Name && reader.Current.Text is "bc";

    private ViewDimension Broadcast(TokenReader reader)
    {
        reader.Take();
        var place = reader.Place;
        return new ViewDimension(Operators.Integer(context.Expression(reader), 1, int.MaxValue, "the size of a broadcast", place), 0);
    }

    /// <summary>Reads one index; adds the dimension that it keeps, and gives the bytes to its first element.</summary>
    private long Range(ViewDimension dimension, bool isPartition, TokenReader reader, List<ViewDimension> kept)
    {
        var place = reader.Place;
        long? first = reader.Current.Is(":") ? null : Operators.Integer(context.Expression(reader), place);
        if (IsBroadcast(reader) && first is { } repeated)
        {
            Check(repeated, dimension, place);
            kept.Add(Broadcast(reader));
            return repeated * dimension.Stride;
        }

        if (!reader.TryTake(":"))
        {
            Check(first!.Value, dimension, place);
            if (isPartition)
                kept.Add(dimension with { Size = 1 });
            return first.Value * dimension.Stride;
        }

        long? end = reader.Current.Is(":") || reader.Current.Is(",") || reader.Current.Is("]") ? null : Operators.Integer(context.Expression(reader), place);
        var step = reader.TryTake(":") ? Operators.Integer(context.Expression(reader), -int.MaxValue, int.MaxValue, "the step", place) : 1;
        var from = first ?? (step < 0 ? dimension.Size - 1 : 0);
        var to = end ?? (step < 0 ? -1 : dimension.Size);
        var count = step == 0 ? 0 : Operators.FloorDivide(to - from + step - Math.Sign(step), step);
        if (count < 1 || from < 0 || from >= dimension.Size || to > dimension.Size || to < -1)
        {
            throw new InputException(
                AssemblyCode.RangeIllegal,
                $"the range {from}:{to}{(step == 1 ? "" : ":" + step)} is empty or not inside 0:{dimension.Size}; a range of at least one element inside it would be right",
                place);
        }

        kept.Add(new ViewDimension((int)count, dimension.Stride * step));
        return from * dimension.Stride;
    }

    private static void Check(long index, ViewDimension dimension, SourcePlace place)
    {
        if (index < 0 || index >= dimension.Size)
            throw new InputException(AssemblyCode.IndexOutOfRange, $"index {index} is out of range; 0 to {dimension.Size - 1} would be right", place);
    }
}
