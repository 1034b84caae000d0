using AlertBot.Chat.Content;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands;

/// <summary>Reads the options of one command from the words behind it: in the order of the spec, or by name.</summary>
internal sealed class CommandOptionParser(CommandSpec spec)
{
    private readonly Dictionary<string, string> _options = [];

    public CommandParseResult Parse(CommandTokenizer words)
    {
        while (!words.IsAtEnd)
        {
            if ((words.ReadOptionName(Names) ?? ReadBareOptionName(words)) is { } named)
            {
                if (!_options.TryAdd(named, ReadValue(FindOption(named), words)))
                {
                    return InvalidResult($"{named} is given twice");
                }
            }
            else if (FindNextOption(words.Rest) is { } next)
            {
                var taken = words.ReadNumber(AcceptsBareNumber) is { } number ? (Option: UnsetOptions.First(IsNumber), Value: number)
                    : (Option: next, Value: ReadValue(next, words));
                _options[taken.Option.Name] = taken.Value;
            }
            else
            {
                return InvalidResult(spec.Options.Count == 0 ? $"“{Shorten(words.Rest)}” is too much: this command takes nothing"
                    : $"“{Shorten(words.Rest)}” is too much here; put words that belong together in quotes");
            }
        }

        return new CommandParseResult.Parsed(spec.Path, _options);
    }

    private IEnumerable<OptionSpec> UnsetOptions => spec.Options.Where(option => !_options.ContainsKey(option.Name));

    /// <summary>In the order of the spec, but a mention is of whom the alerts are to mention.</summary>
    private OptionSpec? FindNextOption(string rest) =>
        (rest[0] is '<' or '@' && UnsetOptions.All(one => !one.IsRequired)
            ? UnsetOptions.FirstOrDefault(option => option.Kind is OptionKind.Role) : null) ?? UnsetOptions.FirstOrDefault();

    /// <summary>People type “latest 5” and mean how many, not a topic of that name.</summary>
    private bool AcceptsBareNumber(int number) =>
        UnsetOptions.FirstOrDefault(IsNumber) is { } option && UnsetOptions.All(one => !one.IsRequired) && number >= option.Min
            && number <= option.Max;

    private static bool IsNumber(OptionSpec option) => option.Kind is OptionKind.Number;

    private IEnumerable<string> Names => spec.Options.Select(option => option.Name);

    private OptionSpec FindOption(string name) => spec.Options.First(option => option.Name == name);

    /// <summary>Where nothing is required, people type “settings quiet off”.</summary>
    private string? ReadBareOptionName(CommandTokenizer words) =>
        spec.Options.Any(option => option.IsRequired) ? null : words.ReadBareName(Names);

    // The quotation marks of a query are part of it.
    private static string ReadValue(OptionSpec option, CommandTokenizer words)
    {
        if (!option.TakesRemainingText)
        {
            return words.ReadWord() ?? "";
        }

        var rest = words.Rest;
        while (words.ReadWord() is not null)
        {
            // To the end.
        }

        return rest;
    }

    private CommandParseResult.Invalid InvalidResult(string mistake) => new(Reply.Mistake(RichText.Of(
        $"{char.ToUpperInvariant(mistake[0])}{mistake[1..]}. Type ", new Span.Code(CommandUsage.Format(spec)), ".")));

    private static string Shorten(string text) => DisplayText.Truncate(DisplayText.Clean(text), 60);
}
