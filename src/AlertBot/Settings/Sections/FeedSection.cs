using AlertBot.Feeds;

namespace AlertBot.Settings.Sections;

/// <summary>Reads the list of feeds.</summary>
internal static class FeedSection
{
    /// <summary>Headers that the fetcher sets; a feed cannot override them.</summary>
    private static readonly string[] ReservedHeaders =
        ["Host", "User-Agent", "Connection", "Content-Length", "Transfer-Encoding", "Accept-Encoding", "If-None-Match",
            "If-Modified-Since", "Range"];

    private const string EntryFix = "write - { url: \"https://…\" }";

    public static IReadOnlyList<FeedOptions> ReadFeeds(SettingSection root, SettingErrors errors)
    {
        var read = new List<FeedOptions>();
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (node, i) in root.ReadList("feeds", EntryFix + " for each feed").Select((node, i) => (node, i)))
        {
            var section = SettingSection.Open(node, $"feeds[{i}]", errors, EntryFix);
            if (ReadFeed(section, errors) is not { } feed)
            {
                continue;
            }

            // The same URL with other headers can be another feed, for example of another account.
            var identity = string.Join('\n',
                [feed.Url.GetLeftPart(UriPartial.Query), .. feed.Headers.Order().Select(header => $"{header.Key}: {header.Value}")]);
            if (first.TryAdd(identity, $"{section.Path} at {section.Location}"))
            {
                read.Add(feed);
            }
            else
            {
                section.AddError("url", $" is the same as that of {first[identity]}; keep one");
            }
        }

        return read;
    }

    private static FeedOptions? ReadFeed(SettingSection section, SettingErrors errors)
    {
        // Errors do not show the URL, which may contain a key.
        var url = section.ReadRequired("url", UrlParsers.FeedUrl, "write the URL of the feed", isSecret: true);
        var feed = new FeedOptions(url ?? new Uri("about:blank"))
        {
            SettingsPath = section.Path,
            Name = section.ReadOptional("name", ValueParsers.Line),
            Interval = section.ReadValue("interval", ServiceSections.ParseInterval),
            Headers = ReadHeaders(section.Open("headers"), errors),
            Labels = section.ReadList("labels", ValueParsers.Line),
            FullText = section.ReadValue("fullText", ValueParsers.OneOf(ServiceSections.FullTextChoices)),
        };
        section.ReportUnknownKeys();
        return url is null ? null : feed;
    }

    private static Dictionary<string, string> ReadHeaders(SettingSection section, SettingErrors errors)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in section.SecretKeys)
        {
            var value = section.ReadSecret(name, ValueParsers.HeaderValue);
            if (!IsHeaderName(name))
            {
                errors.Add(section.LocationOf(name),
                    $"{section.Path}: {SettingErrors.Quote(name)} is not a header name; write one such as Authorization");
            }
            else if (ReservedHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                errors.Add(section.LocationOf(name), $"{section.PathOf(name)} is a header that AlertBot sets itself; leave it out");
            }
            else if (value is not null && !headers.TryAdd(name, value))
            {
                errors.Add(section.LocationOf(name), $"{section.PathOf(name)} is given twice; keep one");
            }
        }

        return headers;
    }

    private static bool IsHeaderName(string name) =>
        name.Length is > 0 and <= 100
            && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
