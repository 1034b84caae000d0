using AlertBot.Http;
using AlertBot.Text.Charsets;

namespace AlertBot.Feeds.Discovery;

/// <summary>
/// Maps pages of well-known services to their feeds: YouTube, Reddit, GitHub, and Mastodon on any server.
/// </summary>
internal static class KnownSiteFeeds
{
    private const int ChannelIdLength = 24;

    private static readonly string[] RepositoryFeeds = ["releases", "commits", "tags"];

    private static readonly string[] FeedExtensions = [".atom", ".rss", ".xml", ".json"];

    /// <summary>The text before the channel id in a page of YouTube.</summary>
    private static readonly string[] ChannelIdMarkers = ["/channel/", "channel_id=", "\"externalId\":\"", "\"channelId\":\"",
        "itemprop=\"identifier\" content=\"", "itemprop=\"channelId\" content=\""];

    /// <summary>Feeds that follow from the address alone, without a request.</summary>
    public static IReadOnlyList<Uri> FromAddress(Uri page)
    {
        var path = Segments(page);
        return path.Length == 0 || FeedExtensions.Any(ending => path[^1].EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? []
            : IsOnDomain(page, "youtube.com") ? YouTube(page, path)
            : IsOnDomain(page, "reddit.com") ? Reddit(page, path)
            : IsOnDomain(page, "github.com") ? GitHub(page, path)
            : [];
    }

    /// <summary>Feeds that follow from the page, for services where the address is not enough or any host may run the service.</summary>
    /// <param name="body">The body of the page.</param>
    public static IReadOnlyList<Uri> FromPage(Uri page, ReadOnlySpan<byte> body) => Segments(page) switch
    {
        _ when IsOnDomain(page, "youtube.com") =>
            FindChannelId(CharsetDecoder.Decode(body, null, MarkupKind.Html).Text) is { } channel
                ? [VideoFeed(page, "channel_id", channel)] : [],
        [.. [] or ["web"], ['@', _, ..] account] when account.LastIndexOf('@') == 0 => [new Uri(page, $"/{account}.rss")],
        ["users", var name] => [new Uri(page, $"/@{name}.rss")],
        ["tags", var tag] => [new Uri(page, $"/tags/{tag}.rss")],
        _ => [],
    };

    private static List<Uri> YouTube(Uri page, string[] path) => path switch
    {
        ["channel", var id, ..] when IsChannelId(id) => [VideoFeed(page, "channel_id", id)],
        ["user", var name, ..] => [VideoFeed(page, "user", name)],
        ["playlist" or "watch"] when QueryParameter(page, "list") is { } list => [VideoFeed(page, "playlist_id", list)],
        _ => [],
    };

    private static List<Uri> Reddit(Uri page, string[] path) => path switch
    {
        ["r", var name, "new" or "hot" or "top" or "rising" or "controversial"] => [new Uri(page, $"/r/{name}/{path[2]}/.rss")],
        ["r", _, "comments", _, ..] => [new Uri(page, $"/{string.Join('/', path)}/.rss")],
        ["r", var name, ..] => [new Uri(page, $"/r/{name}/.rss")],
        ["user" or "u", "me", "m", ..] => [],
        ["user", var owner, "m", var name, ..] => [new Uri(page, $"/user/{owner}/m/{name}/.rss")],
        ["user" or "u", var name, ..] => [new Uri(page, $"/user/{name}/.rss")],
        _ => [],
    };

    private static List<Uri> GitHub(Uri page, string[] path) => path switch
    {
        [var owner] => [new Uri(page, $"/{owner}.atom")],
        [var owner, var repository] => [.. RepositoryFeeds.Select(what => new Uri(page, $"/{owner}/{repository}/{what}.atom"))],
        [var owner, var repository, "releases" or "tags", ..] => [new Uri(page, $"/{owner}/{repository}/{path[2]}.atom")],
        [var owner, var repository, "commits"] => [new Uri(page, $"/{owner}/{repository}/commits.atom")],
        [var owner, var repository, "commits" or "tree", .. var branch] =>
            [new Uri(page, $"/{owner}/{repository}/commits/{string.Join('/', branch)}.atom")],
        _ => [],
    };

    private static Uri VideoFeed(Uri page, string key, string value) =>
        new(new UriBuilder(page)
        {
            Host = "www.youtube.com",
            Path = "/feeds/videos.xml",
            Query = $"{key}={value}",
            Fragment = ""
        }.Uri.AbsoluteUri);

    /// <summary>The channel's own id: the first one on the page.</summary>
    private static string? FindChannelId(string html)
    {
        foreach (var mark in ChannelIdMarkers)
        {
            for (var at = html.IndexOf(mark, StringComparison.Ordinal); at >= 0;
                at = html.IndexOf(mark, at + mark.Length, StringComparison.Ordinal))
            {
                var start = at + mark.Length;
                if (start + ChannelIdLength <= html.Length && html.Substring(start, ChannelIdLength) is var id && IsChannelId(id))
                {
                    return id;
                }
            }
        }

        return null;
    }

    private static bool IsChannelId(string id) =>
        id.Length == ChannelIdLength && id.StartsWith("UC", StringComparison.Ordinal)
            && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsOnDomain(Uri page, string domain) =>
        HostName.IsValid(page)
            && (page.IdnHost.Equals(domain, StringComparison.OrdinalIgnoreCase)
                || page.IdnHost.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));

    private static string[] Segments(Uri page) => page.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static string? QueryParameter(Uri page, string key) =>
        page.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2))
            .FirstOrDefault(pair => pair.Length == 2 && pair[0] == key && pair[1].Length > 0)?[1];
}
