namespace AlertBot.Text.Languages;

/// <summary>The sentence ends of Chinese and Japanese: full-width marks, and quotations inside a sentence.</summary>
internal static class EastAsianSentences
{
    private const string Terminators = "。！？｡";

    /// <summary>In Japanese a particle follows the closing mark of a quotation and belongs to the same sentence.</summary>
    private const string JapaneseParticles = "とのはがをにでもなや，、,";

    /// <summary>Characters that are searched for the end of a quotation. A longer one counts as unclosed.</summary>
    private const int MaxQuotationLength = 2_000;

    /// <summary>Characters after a quotation that are searched for a verb of saying.</summary>
    private const int MaxAttributionLength = 16;

    public static bool IsTerminator(char c) => Terminators.Contains(c);

    public static bool IsOpeningMark(char c) => c is '「' or '『' or '“';

    /// <summary>
    /// Finds where a quotation ends. A full stop before that index does not end a sentence, unless it is the last one in the quotation.
    /// </summary>
    /// <param name="text">The whole text.</param>
    /// <param name="open">The index of the opening mark.</param>
    /// <param name="limit">The end of the paragraph.</param>
    /// <param name="unclosed">Set to the end of the search when the quotation has no end before it.</param>
    /// <returns>The index of the closing mark, or of the terminators before it; 0 when there is none.</returns>
    public static int FindQuotationEnd(string text, int open, int limit, ref int unclosed)
    {
        var close = text[open] switch { '「' => '」', '『' => '』', _ => '”' };
        var depth = 0;
        var end = Math.Min(limit, open + MaxQuotationLength);
        for (var at = open; at < end; at++)
        {
            depth += text[at] == text[open] ? 1 : text[at] == close ? -1 : 0;
            if (depth == 0)
            {
                return SkipTerminatorsBackwards(text, at, open);
            }
        }

        unclosed = end;
        return 0;
    }

    /// <summary>Whether a sentence continues after the closing mark of a quotation: “……。”李明说.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="at">The index after the closing mark.</param>
    /// <param name="limit">The end of the paragraph.</param>
    public static bool ContinuesAfterQuotation(string text, int at, int limit) =>
        JapaneseParticles.Contains(text[at]) || IsChineseAttribution(text, at, limit);

    private static bool IsChineseAttribution(string text, int at, int limit)
    {
        for (var end = at; end < limit && end - at < MaxAttributionLength && char.IsLetterOrDigit(text[end]); end++)
        {
            if (text[end] is '说' or '說' or '道' or '称' or '稱' or '问' or '問'
                || text.AsSpan(end, limit - end).StartsWith("表示")
                || text.AsSpan(end, limit - end).StartsWith("指出"))
            {
                return true;
            }
        }

        return false;
    }

    private static int SkipTerminatorsBackwards(string text, int at, int open)
    {
        while (at - 1 > open && IsTerminator(text[at - 1]))
        {
            at--;
        }

        return at;
    }
}
