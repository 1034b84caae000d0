using System.Globalization;

namespace AlertBot.Chat.Commands;

/// <summary>Takes a line word by word; what stands in quotation marks, straight or curly, is one word.</summary>
internal sealed class CommandTokenizer(string line, int position = 0)
{
    /// <summary>Offset behind the last word taken.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Everything that is left, quotation marks and all.</summary>
    public string Rest => line[Position..].Trim();

    public bool IsAtEnd => Rest.Length == 0;

    /// <returns>The next word without its quotation marks; null at the end.</returns>
    public string? ReadWord()
    {
        SkipSpace();
        var start = Position;
        while (Position < line.Length && !char.IsWhiteSpace(line[Position]))
        {
            // A mark that is never closed is a letter like others.
            Position = IsQuote(line[Position]) && FindClosingQuote(Position) is { } end ? end + 1 : Position + 1;
        }

        return Position > start ? Unquote(line[start..Position]) : null;
    }

    /// <summary>A name and what follows its colon or equals sign, where the line goes on so.</summary>
    /// <returns>The name; the line goes on behind the sign. Null, and nothing is taken, where none of the names stands here.</returns>
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

    /// <summary>A name that is a word by itself with more behind it.</summary>
    /// <returns>The name, which is taken; null, and nothing is taken, otherwise.</returns>
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

    /// <summary>A word of digits that is fit.</summary>
    /// <returns>The word, which is taken; null, and nothing is taken, otherwise.</returns>
    public string? ReadNumber(Func<int, bool> isFit)
    {
        var start = Position;
        if (ReadWord() is { } word && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && isFit(number))
        {
            return word;
        }

        Position = start;
        return null;
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
