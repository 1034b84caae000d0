using AlertBot.Feeds;

namespace AlertBot.Cli.Settings;

/// <summary>Reads the list of feeds.</summary>
internal static class FeedSection
{
    /// <summary>Headers that the fetcher sets itself.</summary>
    private static readonly string[] OwnHeaders =
        ["Host", "User-Agent", "Connection", "Content-Length", "Transfer-Encoding", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "Range"];

    public static IReadOnlyList<FeedOptions> Feeds(Section root, Mistakes mistakes)
    {
        var read = new List<FeedOptions>();
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (node, i) in root.List("feeds").Select((node, i) => (node, i)))
        {
            var section = Section.Of(node, $"feeds[{i}]", mistakes);
            if (Feed(section, mistakes) is not { } feed)
            {
                continue;
            }

            // Who signs in differently may be shown another feed.
            var identity = string.Join('\n', [feed.Url.GetLeftPart(UriPartial.Query), .. feed.Headers.Order().Select(header => $"{header.Key}: {header.Value}")]);
            if (first.TryAdd(identity, $"{section.Path} at {section.Place}"))
            {
                read.Add(feed);
            }
            else
            {
                section.Refuse("url", $" is the address of {first[identity]} too; keep one");
            }
        }

        return read;
    }

    private static FeedOptions? Feed(Section section, Mistakes mistakes)
    {
        // An address may hold a key: it is not shown.
        var url = section.Required("url", Addresses.Web, "write the address of the feed", isSecret: true);
        var feed = new FeedOptions(url ?? new Uri("about:blank"))
        {
            Place = section.Path,
            Name = section.Reference("name", Values.Line),
            Interval = section.Value("interval", ServiceSections.Interval),
            Headers = Headers(section.Of("headers"), mistakes),
            Labels = section.List("labels", Values.Line),
            FullText = section.Value("fullText", Values.OneOf(ServiceSections.FullTexts)),
        };
        section.Close();
        return url is null ? null : feed;
    }

    private static Dictionary<string, string> Headers(Section section, Mistakes mistakes)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in section.SecretKeys)
        {
            var value = section.Secret(name, Values.Ascii);
            if (!IsHeader(name))
            {
                mistakes.Add(section.PlaceOf(name), $"{section.Path}: {Mistakes.Quote(name)} is no name of a header; write one as Authorization");
            }
            else if (OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                mistakes.Add(section.PlaceOf(name), $"{section.PathOf(name)} is a header that AlertBot sets itself; leave it out");
            }
            else if (value is not null && !headers.TryAdd(name, value))
            {
                mistakes.Add(section.PlaceOf(name), $"{section.PathOf(name)} is given twice; keep one");
            }
        }

        return headers;
    }

    private static bool IsHeader(string name) =>
        name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
