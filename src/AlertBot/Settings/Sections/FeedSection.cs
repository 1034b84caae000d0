using AlertBot.Feeds;

namespace AlertBot.Settings.Sections;

/// <summary>Reads the list of feeds.</summary>
internal static class FeedSection
{
    /// <summary>Headers that the fetcher sets itself.</summary>
    private static readonly string[] ReservedHeaders =
        ["Host", "User-Agent", "Connection", "Content-Length", "Transfer-Encoding", "Accept-Encoding", "If-None-Match",
            "If-Modified-Since", "Range"];

    public static IReadOnlyList<FeedOptions> ReadFeeds(SettingSection root, SettingErrors mistakes)
    {
        var read = new List<FeedOptions>();
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (node, i) in root.ReadList("feeds").Select((node, i) => (node, i)))
        {
            var section = SettingSection.Open(node, $"feeds[{i}]", mistakes);
            if (ReadFeed(section, mistakes) is not { } feed)
            {
                continue;
            }

            // Who signs in differently may be shown another feed.
            var identity = string.Join('\n',
                [feed.Url.GetLeftPart(UriPartial.Query), .. feed.Headers.Order().Select(header => $"{header.Key}: {header.Value}")]);
            if (first.TryAdd(identity, $"{section.Path} at {section.Location}"))
            {
                read.Add(feed);
            }
            else
            {
                section.AddError("url", $" is the address of {first[identity]} too; keep one");
            }
        }

        return read;
    }

    private static FeedOptions? ReadFeed(SettingSection section, SettingErrors mistakes)
    {
        // An address may hold a key: it is not shown.
        var url = section.ReadRequired("url", UrlParsers.HttpUrl, "write the address of the feed", isSecret: true);
        var feed = new FeedOptions(url ?? new Uri("about:blank"))
        {
            SettingsPath = section.Path,
            Name = section.ReadOptional("name", ValueParsers.Line),
            Interval = section.ReadValue("interval", ServiceSections.ParseInterval),
            Headers = ReadHeaders(section.Open("headers"), mistakes),
            Labels = section.ReadList("labels", ValueParsers.Line),
            FullText = section.ReadValue("fullText", ValueParsers.OneOf(ServiceSections.FullTextChoices)),
        };
        section.ReportUnknownKeys();
        return url is null ? null : feed;
    }

    private static Dictionary<string, string> ReadHeaders(SettingSection section, SettingErrors mistakes)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in section.SecretKeys)
        {
            var value = section.ReadSecret(name, ValueParsers.HeaderValue);
            if (!IsHeaderName(name))
            {
                mistakes.Add(section.LocationOf(name),
                    $"{section.Path}: {SettingErrors.Quote(name)} is no name of a header; write one as Authorization");
            }
            else if (ReservedHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                mistakes.Add(section.LocationOf(name), $"{section.PathOf(name)} is a header that AlertBot sets itself; leave it out");
            }
            else if (value is not null && !headers.TryAdd(name, value))
            {
                mistakes.Add(section.LocationOf(name), $"{section.PathOf(name)} is given twice; keep one");
            }
        }

        return headers;
    }

    private static bool IsHeaderName(string name) =>
        name.Length is > 0 and <= 100
            && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
