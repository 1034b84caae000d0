using System.Globalization;
using AlertBot.Chat.Content;
using AlertBot.Text;

namespace AlertBot.Chat.Commands;

/// <summary>
/// Holds the options that came with a command against what its spec says: platforms check some of it, and none can be relied on.
/// </summary>
internal static class OptionValidator
{
    /// <returns>The options in clean single lines, those that are empty left out; or the mistake in a sentence and the option that it is
    /// in.</returns>
    public static (IReadOnlyDictionary<string, string> Options, string? Mistaken,
        string? Mistake) Validate(CommandSpec spec, IReadOnlyDictionary<string, string> given)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, raw) in given)
        {
            if (spec.Options.FirstOrDefault(option => option.Name == name) is not { } option)
            {
                return (options, null, DescribeUnknown(spec, name));
            }

            var value = DisplayText.Clean(raw);
            if (value.Length == 0)
            {
                continue;
            }

            if (FindMistake(option, ref value) is { } mistake)
            {
                return (options, name, mistake);
            }

            options[name] = value;
        }

        return (options, null, null);
    }

    public static IReadOnlyList<OptionSpec> FindMissing(CommandSpec spec, IReadOnlyDictionary<string, string> options) =>
        [.. spec.Options.Where(option => option.IsRequired && !options.ContainsKey(option.Name))];

    private static string? FindMistake(OptionSpec option, ref string value)
    {
        switch (option.Kind)
        {
            case OptionKind.Number:
                var isNumber = int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
                return isNumber && number >= option.Min && number <= option.Max ? null
                    : option.Max == int.MaxValue
                        ? $"{option.Name} takes a whole number from {option.Min}, not “{DisplayText.Truncate(value, 40)}”"
                    : $"{option.Name} takes a whole number from {option.Min} to {option.Max}, not “{DisplayText.Truncate(value, 40)}”";
            case OptionKind.Choice:
                var typed = value;
                if (option.Choices.FirstOrDefault(choice => choice.Equals(typed, StringComparison.OrdinalIgnoreCase)) is not { } known)
                {
                    return option.Choices is [var only]
                        ? $"{option.Name} can only be {only}: {char.ToLowerInvariant(option.Description[0])}{option.Description[1..]}"
                        : $"{option.Name} takes {string.Join(" or ", option.Choices)}";
                }

                value = known;
                return null;
            default:
                return value.Length <= option.MaxLength ? null
                    : $"{option.Name} is {value.Length} characters long, and {option.MaxLength} is the most: shorten it";
        }
    }

    private static string DescribeUnknown(CommandSpec spec, string name)
    {
        var shown = DisplayText.Truncate(DisplayText.Clean(name), 40);
        return SpellingSuggestion.Find(name, spec.Options.Select(option => option.Name)) is { } nearest
            ? $"there is no option “{shown}” here; did you mean {nearest}?"
            : spec.Options.Count == 0 ? $"there is no option “{shown}”: this command takes none"
            : $"there is no option "
                + $"“{shown}” here; "
                + $"there {(spec.Options.Count == 1 ? "is" : "are")} {string.Join(", ", spec.Options.Select(option => option.Name))}";
    }
}
