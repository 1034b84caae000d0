namespace AlertBot.Chat.Commands;

/// <summary>Reads a command that was typed as one line of text, with or without <c>/news</c> before it.</summary>
internal sealed class CommandText(IReadOnlyList<CommandSpec> specs)
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxLength = 4000;

    private static readonly string[] Roots = [CommandUsage.Root, "news"];

    public CommandReading Read(string line)
    {
        var text = WithoutRoot(line.Trim());
        if (text.Length == 0)
        {
            return new CommandReading.Typed("help", new Dictionary<string, string>());
        }

        if (text.Length > MaxLength)
        {
            return new CommandReading.Mistaken(Reply.Mistake($"The line is longer than {MaxLength} characters: shorten it."));
        }

        // The longest path that the line begins with: “topic add” before “topic”.
        var words = new WordsOfLine(text);
        var first = words.Take()!.ToLowerInvariant();
        var afterFirst = words.Position;
        var both = words.Take() is { } second ? $"{first} {second.ToLowerInvariant()}" : first;
        if (Find(both) is { } exact)
        {
            return new LineOptions(exact).Read(words);
        }

        return Find(first) is { } single
            ? new LineOptions(single).Read(new WordsOfLine(text, afterFirst))
            : new CommandReading.Mistaken(UnknownCommand.Of(IsGroup(first) || NearestName.Of(both, specs.Select(spec => spec.Path)) is not null ? both : first, specs));
    }

    private CommandSpec? Find(string path) => specs.FirstOrDefault(spec => spec.Path == path);

    private bool IsGroup(string word) => specs.Any(spec => spec.Path.StartsWith(word + " ", StringComparison.Ordinal));

    private static string WithoutRoot(string text) =>
        Roots.FirstOrDefault(root => text.StartsWith(root, StringComparison.OrdinalIgnoreCase) && (text.Length == root.Length || char.IsWhiteSpace(text[root.Length]))) is { } root
            ? text[root.Length..].TrimStart()
            : text;
}

/// <summary>What came of reading a line.</summary>
internal abstract record CommandReading
{
    private CommandReading()
    {
    }

    internal sealed record Typed(string Path, IReadOnlyDictionary<string, string> Options) : CommandReading;

    internal sealed record Mistaken(Reply Reply) : CommandReading;
}
