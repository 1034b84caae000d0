using AlertBot.Chat.Content;
using AlertBot.Text;

namespace AlertBot.Chat.Commands;

/// <summary>Parses a command that is typed as one line of text, with or without <c>/news</c> before it.</summary>
internal sealed class CommandParser(IReadOnlyList<CommandSpec> specs)
{
    /// <summary>Length limit of a line in UTF-16 code units: the longest query with its command fits, and parsing stays fast.</summary>
    public const int MaxLength = 4000;

    private static readonly string[] Roots = [CommandUsage.Root, "news"];

    public CommandParseResult Parse(string line)
    {
        var text = RemoveRoot(line.Trim());
        if (text.Length == 0)
        {
            return new CommandParseResult.Parsed("help", new Dictionary<string, string>());
        }

        if (text.Length > MaxLength)
        {
            return new CommandParseResult.Invalid(
                Reply.Mistake($"The command is too long: the limit is {MaxLength} characters. Shorten it and try again."));
        }

        // The longest path that the line starts with: “topic add” before “topic”.
        var words = new CommandTokenizer(text);
        var first = words.ReadWord()!.ToLowerInvariant();
        var afterFirst = words.Position;
        var both = words.ReadWord() is { } second ? $"{first} {second.ToLowerInvariant()}" : first;
        if (FindCommand(both) is { } exact)
        {
            return new CommandOptionParser(exact).Parse(words);
        }

        if (FindCommand(first) is { } single)
        {
            return new CommandOptionParser(single).Parse(new CommandTokenizer(text, afterFirst));
        }

        var isTwoWords = IsGroup(first) || SpellingSuggestion.Find(both, specs.Select(spec => spec.Path)) is not null;
        return new CommandParseResult.Invalid(UnknownCommandReply.Of(isTwoWords ? both : first, specs));
    }

    private CommandSpec? FindCommand(string path) => specs.FirstOrDefault(spec => spec.Path == path);

    private bool IsGroup(string word) => specs.Any(spec => spec.Path.StartsWith(word + " ", StringComparison.Ordinal));

    private static string RemoveRoot(string text) =>
        Roots.FirstOrDefault(root => StartsWithWord(text, root)) is { } root ? text[root.Length..].TrimStart() : text;

    private static bool StartsWithWord(string text, string word) =>
        text.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && (text.Length == word.Length || char.IsWhiteSpace(text[word.Length]));
}

/// <summary>The result of parsing a line.</summary>
internal abstract record CommandParseResult
{
    private CommandParseResult()
    {
    }

    internal sealed record Parsed(string Path, IReadOnlyDictionary<string, string> Options) : CommandParseResult;

    internal sealed record Invalid(Reply Reply) : CommandParseResult;
}
