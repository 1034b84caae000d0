using static AlertBot.Chat.Commands.RichText;

namespace AlertBot.Chat.Commands;

/// <summary>Reads the options of one command from the words behind it: in the order of the spec, or by name.</summary>
internal sealed class LineOptions(CommandSpec spec)
{
    private readonly Dictionary<string, string> _options = [];

    public CommandReading Read(WordsOfLine words)
    {
        while (!words.IsAtEnd)
        {
            if ((words.TakeName(Names) ?? TakeLooseName(words)) is { } named)
            {
                if (!_options.TryAdd(named, Value(Option(named), words)))
                {
                    return Mistaken($"{named} is given twice");
                }
            }
            else if (Next(words.Rest) is { } next)
            {
                var taken = words.TakeNumber(TakesBare) is { } number ? (Option: Free.First(TakesNumbers), Value: number) : (Option: next, Value: Value(next, words));
                _options[taken.Option.Name] = taken.Value;
            }
            else
            {
                return Mistaken(spec.Options.Count == 0 ? $"“{Shown(words.Rest)}” is too much: this command takes nothing"
                    : $"“{Shown(words.Rest)}” is too much here; put words that belong together in quotes");
            }
        }

        return new CommandReading.Typed(spec.Path, _options);
    }

    private IEnumerable<OptionSpec> Free => spec.Options.Where(option => !_options.ContainsKey(option.Name));

    /// <summary>In the order of the spec, but a mention is of whom the alerts are to mention.</summary>
    private OptionSpec? Next(string rest) =>
        (rest[0] is '<' or '@' && Free.All(one => !one.IsRequired) ? Free.FirstOrDefault(option => option.Kind is OptionKind.Role) : null) ?? Free.FirstOrDefault();

    /// <summary>People type “latest 5” and mean how many, not a topic of that name.</summary>
    private bool TakesBare(int number) => Free.FirstOrDefault(TakesNumbers) is { } option && Free.All(one => !one.IsRequired) && number >= option.Min && number <= option.Max;

    private static bool TakesNumbers(OptionSpec option) => option.Kind is OptionKind.Number;

    private IEnumerable<string> Names => spec.Options.Select(option => option.Name);

    private OptionSpec Option(string name) => spec.Options.First(option => option.Name == name);

    /// <summary>Where nothing is required, people type “settings quiet off”.</summary>
    private string? TakeLooseName(WordsOfLine words) => spec.Options.Any(option => option.IsRequired) ? null : words.TakeWord(Names);

    // The quotation marks of a query are part of it.
    private static string Value(OptionSpec option, WordsOfLine words)
    {
        if (!option.TakesRest)
        {
            return words.Take() ?? "";
        }

        var rest = words.Rest;
        while (words.Take() is not null)
        {
            // To the end.
        }

        return rest;
    }

    private CommandReading.Mistaken Mistaken(string mistake) => new(Reply.Mistake(RichText.Of(
        $"{char.ToUpperInvariant(mistake[0])}{mistake[1..]}. Type ", new Span.Code(CommandUsage.Of(spec)), ".")));

    private static string Shown(string text) => PlainText.Cut(PlainText.Clean(text), 60);
}
