using AlertBot.Chat.Content;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands;

/// <summary>Parses the options of a command that is typed as text: by position, in the order of the specification, or by name.</summary>
internal sealed class CommandOptionParser(CommandSpec spec)
{
    /// <summary>Code points of typed text that a reply repeats.</summary>
    private const int MaxShownLength = 60;

    private readonly Dictionary<string, string> _options = [];
    private readonly List<string> _names = [.. spec.Options.Select(option => option.Name)];

    public CommandParseResult Parse(CommandTokenizer words)
    {
        while (!words.IsAtEnd)
        {
            if (FindMistake(words) is { } mistake)
            {
                return new CommandParseResult.Invalid(CommandUsage.InvalidOptionsReply(spec, mistake));
            }
        }

        return new CommandParseResult.Parsed(spec.Path, _options);
    }

    private IEnumerable<OptionSpec> UnsetOptions => spec.Options.Where(option => !_options.ContainsKey(option.Name));

    private bool HasRequiredUnset => UnsetOptions.Any(option => option.IsRequired);

    /// <summary>Reads one option.</summary>
    /// <returns>The mistake in it; null for none.</returns>
    private RichText? FindMistake(CommandTokenizer words)
    {
        if ((words.ReadOptionName(_names) ?? ReadBareOptionName(words)) is { } name)
        {
            return _options.TryAdd(name, ReadValue(spec.Options.First(option => option.Name == name), words)) ? null
                : RichText.Of(new Span.Code(name), " was given more than once");
        }

        if (FindNextOption(words.Rest) is { } next)
        {
            var (option, value) = words.ReadNumber(AcceptsBareNumber) is { } number
                ? (UnsetOptions.First(IsNumber), number)
                : (next, ReadValue(next, words));
            _options[option.Name] = value;
            return null;
        }

        var unexpected = $"Unexpected “{DisplayText.Truncate(DisplayText.Clean(words.Rest), MaxShownLength)}”";
        return spec.Options.Count == 0 ? $"{unexpected}: this command has no options"
            : $"{unexpected}. Put words that belong together in quotation marks";
    }

    /// <summary>The next option by position; but a mention (<c>@desk</c>) is the value of the option that takes a role.</summary>
    private OptionSpec? FindNextOption(string rest) =>
        (rest[0] is '<' or '@' && !HasRequiredUnset ? UnsetOptions.FirstOrDefault(option => option.Kind is OptionKind.Role) : null)
        ?? UnsetOptions.FirstOrDefault();

    /// <summary>In “latest 5” the number is a count, not the name of a topic.</summary>
    private bool AcceptsBareNumber(int number) =>
        !HasRequiredUnset && UnsetOptions.FirstOrDefault(IsNumber) is { } option && number >= option.Min && number <= option.Max;

    private static bool IsNumber(OptionSpec option) => option.Kind is OptionKind.Number;

    /// <summary>“settings quiet off”: only commands without required options accept a name without a colon.</summary>
    private string? ReadBareOptionName(CommandTokenizer words) =>
        spec.Options.Any(option => option.IsRequired) ? null : words.ReadBareName(_names);

    private string ReadValue(OptionSpec option, CommandTokenizer words) => option switch
    {
        { TakesRemainingText: true } => words.ReadRest(),
        { TakesSeveralWords: true } => ReadWords(words),
        _ => words.ReadWord() ?? "",
    };

    private string ReadWords(CommandTokenizer words)
    {
        var value = new List<string>();
        do
        {
            value.Add(words.ReadWord() ?? "");
        }
        while (!words.IsAtEnd && !words.IsAtName(_names));
        return string.Join(' ', value);
    }
}
