using System.Collections.Frozen;

namespace AlertBot.Text;

/// <summary>
/// Looks over HTML, in linear time, for what would make its tree monstrous: depth, and formatting that a parser must open anew in every
/// block.
/// </summary>
internal static class HtmlComplexity
{
    /// <summary>A tree is walked by recursion when it is written, so its depth is bounded.</summary>
    private const int MaxDepth = 200;

    /// <summary>Most elements that the parser may have to make.</summary>
    private const long MaxElements = 300_000;

    /// <summary>Void elements, and those that the next of their kind closes.</summary>
    private static readonly FrozenSet<string> UnnestedElements = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "area", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "param", "rp", "rt",
        "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr");

    private static readonly FrozenSet<string> FormattingElements = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u");

    public static bool IsWithinLimits(string html)
    {
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        var (flat, formats) =
            (UnnestedElements.GetAlternateLookup<ReadOnlySpan<char>>(), FormattingElements.GetAlternateLookup<ReadOnlySpan<char>>());
        var (depth, formatting, elements) = (0, 0, 0L);
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0; at = html.IndexOf('<', at + 1))
        {
            var isEnd = at + 1 < html.Length && html[at + 1] == '/';
            var name = ReadTagName(html, at + (isEnd ? 2 : 1));
            if (name.Length == 0)
            {
                continue;
            }

            // Every block may begin with a copy of each formatting element that is open.
            elements += 1 + formatting;
            if (!flat.Contains(name))
            {
                _ = open.TryGetValue(name, out var before);
                var step = !isEnd ? 1 : before > 0 ? -1 : 0;
                open[name] = before + step;
                depth += step;
                formatting += formats.Contains(name) ? step : 0;
            }

            if (depth > MaxDepth || elements > MaxElements)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Cut at twenty characters: no element that matters has more.</summary>
    private static ReadOnlySpan<char> ReadTagName(string html, int start)
    {
        var end = start;
        while (end < html.Length && end - start < 20 && (char.IsAsciiLetterOrDigit(html[end]) || html[end] == '-'))
        {
            end++;
        }

        return start < html.Length && char.IsAsciiLetter(html[start]) ? html.AsSpan(start, end - start) : default;
    }
}
