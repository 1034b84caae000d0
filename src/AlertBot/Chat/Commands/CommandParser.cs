using AlertBot.Chat.Content;
using AlertBot.Text;

namespace AlertBot.Chat.Commands;

/// <summary>Reads a command that was typed as one line of text, with or without <c>/news</c> before it.</summary>
internal sealed class CommandParser(IReadOnlyList<CommandSpec> specs)
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxLength = 4000;

    private static readonly string[] Roots = [CommandUsage.Root, "news"];

    public CommandParseResult Parse(string line)
    {
        var text = WithoutRoot(line.Trim());
        if (text.Length == 0)
        {
            return new CommandParseResult.Parsed("help", new Dictionary<string, string>());
        }

        if (text.Length > MaxLength)
        {
            return new CommandParseResult.Invalid(Reply.Mistake($"The line is longer than {MaxLength} characters: shorten it."));
        }

        // The longest path that the line begins with: “topic add” before “topic”.
        var words = new CommandTokenizer(text);
        var first = words.ReadWord()!.ToLowerInvariant();
        var afterFirst = words.Position;
        var both = words.ReadWord() is { } second ? $"{first} {second.ToLowerInvariant()}" : first;
        if (FindCommand(both) is { } exact)
        {
            return new CommandOptionParser(exact).Parse(words);
        }

        return FindCommand(first) is { } single
            ? new CommandOptionParser(single).Parse(new CommandTokenizer(text, afterFirst))
            : new CommandParseResult.Invalid(
                UnknownCommandReply.Of(
                    IsGroup(first) || SpellingSuggestion.Find(both, specs.Select(spec => spec.Path)) is not null ? both : first, specs));
    }

    private CommandSpec? FindCommand(string path) => specs.FirstOrDefault(spec => spec.Path == path);

    private bool IsGroup(string word) => specs.Any(spec => spec.Path.StartsWith(word + " ", StringComparison.Ordinal));

    private static string WithoutRoot(string text) =>
        Roots.FirstOrDefault(
            root => text.StartsWith(root, StringComparison.OrdinalIgnoreCase)
                && (text.Length == root.Length || char.IsWhiteSpace(text[root.Length]))) is { } root
            ? text[root.Length..].TrimStart()
            : text;
}

/// <summary>What came of reading a line.</summary>
internal abstract record CommandParseResult
{
    private CommandParseResult()
    {
    }

    internal sealed record Parsed(string Path, IReadOnlyDictionary<string, string> Options) : CommandParseResult;

    internal sealed record Invalid(Reply Reply) : CommandParseResult;
}
