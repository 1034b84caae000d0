namespace AlertBot.Text;

/// <summary>
/// Finds the paragraphs of a text. An empty line ends a paragraph; so does a line break, unless it only wraps a long line.
/// </summary>
internal static class ParagraphSplitter
{
    // The widths, in characters, at which plain text in feeds and mails is wrapped. The author ended a shorter or longer line.
    private const int MinWrapWidth = 50;
    private const int MaxWrapWidth = 100;

    /// <returns>The paragraphs in order, without surrounding white space.</returns>
    public static IReadOnlyList<TextSpan> Split(string text)
    {
        var paragraphs = new List<TextSpan>();
        var start = 0;
        for (var at = 0; at <= text.Length;)
        {
            var end = FindLineEnd(text, at);
            if (end >= text.Length || !IsWrapped(text, at, end))
            {
                Add(paragraphs, text, start, Math.Min(end, text.Length));
                start = end + 1;
            }

            at = end + 1;
        }

        return paragraphs;
    }

    private static int FindLineEnd(string text, int at)
    {
        var end = text.AsSpan(at).IndexOfAny("\n\r\u2028\u2029");
        return end < 0 ? text.Length : at + end;
    }

    private static bool IsWrapped(string text, int start, int end)
    {
        var next = end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        var line = text.AsSpan(start, end - start).Trim();
        if (line.IsEmpty || next >= text.Length || char.IsWhiteSpace(text[next]))
        {
            return false;
        }

        var isUnfinished = char.IsLetterOrDigit(line[^1]) || line[^1] is ',' or '-' or ';';
        return isUnfinished
            && (char.IsLower(text[next])
                || (line.Length is >= MinWrapWidth and <= MaxWrapWidth && char.IsLetterOrDigit(text[next])));
    }

    private static void Add(List<TextSpan> paragraphs, string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (end > start)
        {
            paragraphs.Add(new TextSpan(start, end));
        }
    }
}
