using System.Globalization;

namespace AlertBot.Chat.Commands;

/// <summary>Reads a line word by word. Text in quotation marks, straight or curly, is one word.</summary>
internal sealed class CommandTokenizer(string line, int position = 0)
{
    /// <summary>Offset after the last word that was read.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The unread part of the line, with its quotation marks.</summary>
    public string Rest => line[Position..].Trim();

    public bool IsAtEnd => Rest.Length == 0;

    /// <returns>The next word without its quotation marks; null at the end.</returns>
    public string? ReadWord()
    {
        SkipSpace();
        var start = Position;
        while (Position < line.Length && !char.IsWhiteSpace(line[Position]))
        {
            // A quotation mark that is never closed is an ordinary character.
            Position = IsQuote(line[Position]) && FindClosingQuote(Position) is { } end ? end + 1 : Position + 1;
        }

        return Position > start ? Unquote(line[start..Position]) : null;
    }

    /// <summary>Reads an option's name that a colon or an equals sign follows, with the sign.</summary>
    /// <returns>The name; null, and nothing is read, when the line does not continue with one of the names.</returns>
    public string? ReadOptionName(IEnumerable<string> names)
    {
        SkipSpace();
        foreach (var name in names)
        {
            var sign = Position + name.Length;
            if (sign < line.Length && line[sign] is ':' or '='
                && line.AsSpan(Position, name.Length).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                Position = sign + 1;
                return name;
            }
        }

        return null;
    }

    /// <summary>Reads an option's name that is a word of its own, with more words after it.</summary>
    /// <returns>The name; null, and nothing is read, when the line does not continue with one of the names.</returns>
    public string? ReadBareName(IEnumerable<string> names)
    {
        var start = Position;
        if (ReadWord() is { } word && !IsAtEnd
            && names.FirstOrDefault(name => name.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known;
        }

        Position = start;
        return null;
    }

    /// <returns>Whether the line continues with one of the names, as an option's name is typed; nothing is read.</returns>
    public bool IsAtName(IReadOnlyCollection<string> names)
    {
        var start = Position;
        var isAtName = (ReadOptionName(names) ?? ReadBareName(names)) is not null;
        Position = start;
        return isAtName;
    }

    /// <summary>Reads a word of digits.</summary>
    /// <returns>The word; null, and nothing is read, when it is not an acceptable number.</returns>
    public string? ReadNumber(Func<int, bool> isAcceptable)
    {
        var start = Position;
        if (ReadWord() is { } word && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && isAcceptable(number))
        {
            return word;
        }

        Position = start;
        return null;
    }

    /// <summary>Reads everything to the end of the line.</summary>
    /// <returns>The text with its quotation marks, which are part of a query.</returns>
    public string ReadRest()
    {
        var rest = Rest;
        Position = line.Length;
        return rest;
    }

    public static bool IsQuote(char c) => c is '"' or '“' or '”' or '„' or '«' or '»';

    public static string Unquote(string word) =>
        word.Length >= 2 && IsQuote(word[0]) && IsQuote(word[^1]) ? word[1..^1].Trim() : word;

    private int? FindClosingQuote(int open)
    {
        var end = line.AsSpan(open + 1).IndexOfAny("\"“”«»");
        return end < 0 ? null : open + 1 + end;
    }

    private void SkipSpace()
    {
        while (Position < line.Length && char.IsWhiteSpace(line[Position]))
        {
            Position++;
        }
    }
}
