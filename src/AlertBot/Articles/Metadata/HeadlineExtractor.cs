using AlertBot.Articles.Cleaning;
using AlertBot.Articles.Html;
using AlertBot.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Metadata;

/// <summary>Extracts the headline of an article, without the name of the outlet that pages add to it. The headlines of
/// feeds, whose outlet is known less surely, have a rule of their own in <c>Stories/Grouping/Headline</c>.</summary>
internal static class HeadlineExtractor
{
    /// <summary>First-level headings of the page that are considered.</summary>
    private const int MaxHeadings = 10;

    /// <summary>A longer part of a title, in letters and digits, is the name of an outlet only when it equals the name.</summary>
    private const int MaxOutletNameLength = 40;

    private static readonly string[] Separators =
        [" | ", " - ", " – ", " — ", " » ", " « ", " :: ", " · ", " • ", " / ", " ‹ ", " › ", " ~ ", "|"];

    public static string? Extract(IHtmlDocument document, StructuredData data, string? site, Uri? address)
    {
        var headings = document.GetElementsByTagName("h1").Select(GetHeadingText).Where(h => h.Length > 0).Take(MaxHeadings).ToList();
        var title = HtmlText.ToLine(document.QuerySelector("title")?.TextContent ?? "");
        var names = new[] { site, data.Publisher, GetHostLabel(address) }.OfType<string>()
            .Where(name => !string.IsNullOrWhiteSpace(name)).ToList();
        var declared = PageMetadata.GetMeta(document, "og:title")
            ?? data.Headline
            ?? PageMetadata.GetMeta(document, "twitter:title", "dc.title", "headline");
        if (declared is not null)
        {
            // Some titles are written for search engines and social networks. A single heading with the same words is the real headline.
            declared = RemoveOutletName(declared, names, headings);
            return headings.Count == 1 && SharesWords(headings[0], declared) ? headings[0] : declared;
        }

        var heading = headings.FirstOrDefault(h => title.Contains(h, StringComparison.OrdinalIgnoreCase))
            ?? (headings.Count == 1 ? headings[0] : null);
        return heading is { Length: > 3 } ? heading
            : title.Length > 0 ? RemoveOutletName(title, names, headings)
            : headings.FirstOrDefault();
    }

    /// <summary>Removes the name of the outlet from either end, at most twice. A title that equals a heading of the page stays.</summary>
    private static string RemoveOutletName(string title, List<string> names, List<string> headings)
    {
        for (var round = 0; round < 2 && !IsHeading(title, headings); round++)
        {
            var (first, last) = FindSeparators(title);
            if (last is { } end && IsAddition(title[end.After..], title[..end.At], names, headings))
            {
                title = title[..end.At].TrimEnd();
            }
            else if (first is { } start
                && (IsOutletName(title[..start.At], names) || IsHeading(title[start.After..], headings)))
            {
                title = title[start.After..].TrimStart();
            }
            else
            {
                break;
            }
        }

        return title;
    }

    /// <summary>Whether the last part of a title was added to the headline before it: the name of the outlet, or a date.</summary>
    private static bool IsAddition(string part, string headline, List<string> names, List<string> headings) =>
        IsOutletName(part, names) || Boilerplate.IsDateLine(part.Trim()) || IsHeading(headline, headings);

    private static bool IsHeading(string text, List<string> headings)
    {
        var key = NormalizedLineKey.From(text);
        return headings.Exists(heading => NormalizedLineKey.From(heading) == key);
    }

    private static ((int At, int After)? First, (int At, int After)? Last) FindSeparators(string title)
    {
        (int At, int After)? first = null, last = null;
        foreach (var separator in Separators)
        {
            var at = title.IndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && (first is null || at < first.Value.At))
            {
                first = (at, at + separator.Length);
            }

            at = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && (last is null || at > last.Value.At))
            {
                last = (at, at + separator.Length);
            }
        }

        return (first, last);
    }

    private static bool IsOutletName(string part, List<string> names)
    {
        var key = NormalizedLineKey.From(part);
        return key.Length > 0 && names.Select(name => NormalizedLineKey.From(name)).Any(name => name.Length > 1 && IsSameName(key, name));
    }

    private static bool IsSameName(string key, string name) => key == name
        || (key.Length is > 2 and <= MaxOutletNameLength
            && (name.Contains(key, StringComparison.Ordinal) || key.Contains(name, StringComparison.Ordinal)));

    /// <summary>
    /// Whether two headlines of one article share words. A title that the heading contains does not count: the heading then has a kicker
    /// or a subtitle besides it.
    /// </summary>
    private static bool SharesWords(string heading, string title)
    {
        var (a, b) = (GetSignificantWords(heading), GetSignificantWords(title));
        var shared = a.Count(b.Contains);
        return heading.Length is > 15 and < 200
            && !NormalizedLineKey.From(heading).Contains(NormalizedLineKey.From(title), StringComparison.Ordinal)
            && shared * 3 >= Math.Min(a.Count, b.Count) && shared >= 2;
    }

    private static HashSet<string> GetSignificantWords(string text) =>
        [.. text.ToLowerInvariant().Split(' ', '-', ':', ',', '.', '?', '!', '"', '“', '”', '„').Where(word => word.Length > 3)];

    private static string GetHeadingText(IElement heading) => HtmlText.ToLine(heading.TextContent);

    /// <summary>Returns the longest label of a host name, usually that of the outlet: <c>example</c> of www.example.co.uk.</summary>
    private static string? GetHostLabel(Uri? address)
    {
        var labels = address is { IsAbsoluteUri: true, HostNameType: UriHostNameType.Dns } ? address.Host.Split('.') : [];
        return labels.Length < 2 ? null : labels[..^1].MaxBy(label => label.Length);
    }
}
