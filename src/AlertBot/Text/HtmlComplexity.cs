using System.Collections.Frozen;

namespace AlertBot.Text;

/// <summary>
/// Estimates, in linear time, how large the tree of an HTML fragment becomes. Depth makes it expensive, and so does unclosed formatting,
/// which a parser opens again in every block.
/// </summary>
internal static class HtmlComplexity
{
    /// <summary>Open elements at one place. The tree is serialized by recursion, so its depth must be bounded.</summary>
    private const int MaxDepth = 200;

    /// <summary>Elements that the parser may create, the copies of formatting elements included.</summary>
    private const long MaxElements = 300_000;

    /// <summary>Longer tag names are cut to this length, in characters: no known element has a longer name.</summary>
    private const int MaxTagNameLength = 20;

    /// <summary>Void elements, and elements that the next one of their kind closes.</summary>
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
        var unnested = UnnestedElements.GetAlternateLookup<ReadOnlySpan<char>>();
        var formattingNames = FormattingElements.GetAlternateLookup<ReadOnlySpan<char>>();
        var depth = 0;
        var openFormatting = 0;
        var elements = 0L;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0; at = html.IndexOf('<', at + 1))
        {
            var isEnd = at + 1 < html.Length && html[at + 1] == '/';
            var name = ReadTagName(html, at + (isEnd ? 2 : 1));
            if (name.Length == 0)
            {
                continue;
            }

            // Every block may begin with a copy of each formatting element that is open.
            elements += 1 + openFormatting;
            if (!unnested.Contains(name))
            {
                _ = open.TryGetValue(name, out var before);
                var step = !isEnd ? 1 : before > 0 ? -1 : 0;
                open[name] = before + step;
                depth += step;
                openFormatting += formattingNames.Contains(name) ? step : 0;
            }

            if (depth > MaxDepth || elements > MaxElements)
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> ReadTagName(string html, int start)
    {
        var end = start;
        while (end < html.Length && end - start < MaxTagNameLength && (char.IsAsciiLetterOrDigit(html[end]) || html[end] == '-'))
        {
            end++;
        }

        return start < html.Length && char.IsAsciiLetter(html[start]) ? html.AsSpan(start, end - start) : default;
    }
}
