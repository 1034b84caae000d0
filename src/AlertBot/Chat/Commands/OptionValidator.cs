using System.Globalization;
using AlertBot.Chat.Content;
using AlertBot.Text;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands;

/// <summary>
/// Checks the options of a command against its specification. Platforms check some of this too, but a request may come from outside them.
/// </summary>
internal static class OptionValidator
{
    /// <summary>Code points of typed text that a reply repeats.</summary>
    private const int MaxShownLength = 40;

    public static OptionValidationResult Validate(CommandSpec spec, IReadOnlyDictionary<string, string> given)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, raw) in given)
        {
            if (spec.Options.FirstOrDefault(option => option.Name == name) is not { } option)
            {
                return new OptionValidationResult.Invalid(DescribeUnknown(spec, name), null);
            }

            var value = DisplayText.Clean(raw);
            if (value.Length == 0)
            {
                continue;
            }

            if (FindMistake(option, value) is { } mistake)
            {
                return new OptionValidationResult.Invalid(RichText.Of(new Span.Code(name), mistake), name);
            }

            options[name] = option.Kind is OptionKind.Choice ? FindChoice(option, value)! : value;
        }

        return new OptionValidationResult.Valid(options);
    }

    public static IReadOnlyList<OptionSpec> FindMissing(CommandSpec spec, IReadOnlyDictionary<string, string> options) =>
        [.. spec.Options.Where(option => option.IsRequired && !options.ContainsKey(option.Name))];

    /// <returns>The rest of a sentence that starts with the option's name; null when the value is valid.</returns>
    private static string? FindMistake(OptionSpec option, string value) => option.Kind switch
    {
        OptionKind.Number => IsNumberInRange(option, value) ? null : $" must be {DescribeRange(option)}, not “{Shorten(value)}”",
        OptionKind.Choice => FindChoice(option, value) is not null ? null
            : $" must be {JoinChoices(option.Choices)}, not “{Shorten(value)}” ({option.Description})",
        _ => value.Length <= option.MaxLength ? null
            : $" is too long: it has {value.Length} characters, and the limit is {option.MaxLength}",
    };

    private static bool IsNumberInRange(OptionSpec option, string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= option.Min && number <= option.Max;

    private static string DescribeRange(OptionSpec option) => option.Max == int.MaxValue
        ? $"a whole number of {option.Min} or more"
        : $"a whole number from {option.Min} to {option.Max}";

    private static string? FindChoice(OptionSpec option, string value) =>
        option.Choices.FirstOrDefault(choice => choice.Equals(value, StringComparison.OrdinalIgnoreCase));

    /// <returns>“edit”, “edit or off”, “edit, thread or off”.</returns>
    private static string JoinChoices(IReadOnlyList<string> choices) => choices.Count == 1
        ? choices[0]
        : $"{string.Join(", ", choices.SkipLast(1))} or {choices[^1]}";

    private static RichText DescribeUnknown(CommandSpec spec, string name)
    {
        var unknown = $"Unknown option “{Shorten(DisplayText.Clean(name))}”";
        return SpellingSuggestion.Find(name, spec.Options.Select(option => option.Name)) is { } nearest
            ? RichText.Of($"{unknown}. Did you mean ", new Span.Code(nearest), "?")
            : spec.Options.Count == 0 ? $"{unknown}: this command has no options"
            : $"{unknown}. This command's options are {string.Join(", ", spec.Options.Select(option => option.Name))}";
    }

    private static string Shorten(string text) => DisplayText.Truncate(text, MaxShownLength);
}

/// <summary>The result of checking the options of a command.</summary>
internal abstract record OptionValidationResult
{
    private OptionValidationResult()
    {
    }

    /// <param name="Options">Each on a single clean line; empty ones are left out.</param>
    internal sealed record Valid(IReadOnlyDictionary<string, string> Options) : OptionValidationResult;

    /// <param name="Mistake">A sentence without its full stop.</param>
    /// <param name="Option">The option with the mistake; null when the option is unknown.</param>
    internal sealed record Invalid(RichText Mistake, string? Option) : OptionValidationResult;
}
