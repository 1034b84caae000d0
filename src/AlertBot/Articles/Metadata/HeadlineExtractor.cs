using AlertBot.Articles.Cleaning;
using AlertBot.Articles.Html;
using AlertBot.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Metadata;

/// <summary>The headline of a page's article, without the outlet's name that pages add to it.</summary>
internal static class HeadlineExtractor
{
    private static readonly string[] Separators =
        [" | ", " - ", " – ", " — ", " » ", " « ", " :: ", " · ", " • ", " / ", " ‹ ", " › ", " ~ ", "|"];

    public static string? Extract(IHtmlDocument document, StructuredData facts, string? site, Uri? address)
    {
        var headings = document.GetElementsByTagName("h1").Select(GetHeadingText).Where(h => h.Length > 0).Take(10).ToList();
        var title = HtmlText.ToLine(document.QuerySelector("title")?.TextContent ?? "");
        var said = PageMetadata.GetMeta(document, "og:title") ?? facts.Headline
            ?? PageMetadata.GetMeta(document, "twitter:title", "dc.title", "headline");
        var names = new[] { site, facts.Publisher, GetHostLabel(address) }.Where(n => !string.IsNullOrWhiteSpace(n)).Select(n => n!)
            .ToList();
        if (said is not null)
        {
            said = RemoveOutletName(said, names, headings);
            // Some titles are written for search engines and social networks; the one heading that tells the same is the page's own.
            return headings.Count == 1 && SharesWords(headings[0], said) ? headings[0] : said;
        }

        var heading = headings.FirstOrDefault(h => title.Contains(h, StringComparison.OrdinalIgnoreCase))
            ?? (headings.Count == 1 ? headings[0] : null);
        return heading is { Length: > 3 } ? heading
            : title.Length > 0 ? RemoveOutletName(title, names, headings) : headings.FirstOrDefault();
    }

    /// <summary>Takes the outlet's name off either end; a part that a heading of the page shares is never taken.</summary>
    private static string RemoveOutletName(string title, List<string> names, List<string> headings)
    {
        for (var round = 0; round < 2 && !headings.Any(h => NormalizedLineKey.From(h) == NormalizedLineKey.From(title)); round++)
        {
            var (first, last) = FindSeparators(title);
            if (last is { } end
                && (IsOutletName(title[end.After..], names) || Boilerplate.IsDateLine(title[end.After..].Trim())
                    || headings.Any(h => NormalizedLineKey.From(h) == NormalizedLineKey.From(title.AsSpan(0, end.At)))))
            {
                title = title[..end.At].TrimEnd();
            }
            else if (first is { } start
                && (IsOutletName(title[..start.At], names)
                    || headings.Any(h => NormalizedLineKey.From(h) == NormalizedLineKey.From(title.AsSpan(start.After)))))
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
        var loose = NormalizedLineKey.From(part);
        return loose.Length > 0 && names.Select(name => NormalizedLineKey.From(name)).Any(name => name.Length > 1
            && (name == loose
                || (loose.Length <= 40 && loose.Length > 2
                    && (name.Contains(loose, StringComparison.Ordinal) || loose.Contains(name, StringComparison.Ordinal)))));
    }

    /// <summary>
    /// Two headlines of one story share words; the shorter must not simply stand in the longer, which then holds a kicker or a subtitle.
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

    /// <summary>The part of a host that names the outlet: <c>example</c> of www.example.co.uk.</summary>
    private static string? GetHostLabel(Uri? address)
    {
        var labels = address is { IsAbsoluteUri: true, HostNameType: UriHostNameType.Dns } ? address.Host.Split('.') : [];
        return labels.Length < 2 ? null : labels[..^1].MaxBy(label => label.Length);
    }
}
