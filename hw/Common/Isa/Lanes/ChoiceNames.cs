using System.Text;

namespace Hardware.Common.Isa.Lanes;

/// <summary>Text names of the members of an enumeration, by value.</summary>
public static class ChoiceNames
{
    /// <summary>Each member's name in lower_snake_case, at the index of its value; null where no member is.</summary>
    public static IReadOnlyList<string?> Of<T>()
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        var names = new string?[1 + Convert.ToInt32(values[^1], System.Globalization.CultureInfo.InvariantCulture)];
        foreach (var value in values)
            names[Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)] = Snake(value.ToString());
        return names;
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
