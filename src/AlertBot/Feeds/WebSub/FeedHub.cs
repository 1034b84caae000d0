using AlertBot.Feeds.Parsing;
using AlertBot.Feeds.Polling;
using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Feeds.WebSub;

/// <summary>The hub that pushes a feed's news (WebSub), and the address by which it knows the feed.</summary>
/// <param name="Topic">What the feed says its own address is; it may be another than the one polled.</param>
internal sealed record FeedHub(Uri Hub, Uri Topic)
{
    private const int MaxLinks = 20;

    /// <summary>Headers come before what the document says. https://www.w3.org/TR/websub/#discovery</summary>
    /// <returns>Null: the feed names none.</returns>
    public static FeedHub? Discover(FetchOutcome.Fetched answer, FeedDocument document)
    {
        var links = answer.LinkHeaders.SelectMany(ParseLinkHeader).Take(MaxLinks).ToList();
        var hub = FindAddress(links, "hub", answer.Address) ?? FindAddress(document.Hub);
        var topic = FindAddress(links, "self", answer.Address) ?? FindAddress(document.SelfLink) ?? answer.Address;
        return hub is null || topic.UserInfo.Length > 0 ? null : new FeedHub(hub, topic);
    }

    /// <summary>Notes what a poll found, so that a later start knows it.</summary>
    /// <returns>Whether it is other than before.</returns>
    public static async Task<bool> SaveAsync(Session session, FeedId feed, FeedHub? found, CancellationToken cancellationToken)
    {
        var known = await session.QueryAsync("SELECT hub, topic FROM feed_hub WHERE feed_id = @feed", [("feed", feed.Value)],
            row => (row.GetString(0), row.GetString(1)), cancellationToken);
        if (found is null ? known.Count == 0 : known is [var same] && same == (found.Hub.AbsoluteUri, found.Topic.AbsoluteUri))
        {
            return false;
        }

        if (found is null)
        {
            await session.ExecuteAsync("DELETE FROM feed_hub WHERE feed_id = @feed", [("feed", feed.Value)], cancellationToken);
            return true;
        }

        await session.ExecuteAsync(
            """
            INSERT INTO feed_hub (feed_id, hub, topic) VALUES (@feed, @hub, @topic)
            ON CONFLICT (feed_id) DO UPDATE SET hub = excluded.hub, topic = excluded.topic
            """,
            [("feed", feed.Value), ("hub", found.Hub.AbsoluteUri), ("topic", found.Topic.AbsoluteUri)],
            cancellationToken);
        return true;
    }

    /// <summary>
    /// A poll that finds news which no hub pushed, though one was to, shows that pushes stay away: the feed is polled as usual until the
    /// next push.
    /// </summary>
    public static async Task RecordMissedPushAsync(Session session, DueFeed feed, bool hasNews, CancellationToken cancellationToken)
    {
        // What appeared between the last poll before the subscription and its begin was for nobody to push.
        if (hasNews && feed.FallbackInterval > TimeSpan.Zero)
        {
            await session.ExecuteAsync(
                "UPDATE feed SET push_floor_ms = 0 WHERE id = @id AND EXISTS (SELECT 1 FROM websub w WHERE w.feed_id = feed.id AND "
                    + "w.state = 'active' AND w.active_at <= @polled)",
                [("id", feed.Id.Value), ("polled", feed.LastOkAt?.ToUnixTimeMilliseconds())],
                cancellationToken);
        }
    }

    private static Uri? FindAddress(List<(string Target, string[] Relations)> links, string relation, Uri basis) =>
        links.Where(link => link.Relations.Contains(relation, StringComparer.OrdinalIgnoreCase))
            .Select(link => FindAddress(FeedLinkResolver.Resolve(link.Target, basis))).FirstOrDefault(found => found is not null);

    private static Uri? FindAddress(string? absolute) =>
        absolute is { Length: <= FeedAddress.MaxLength } && Uri.TryCreate(absolute, UriKind.Absolute, out var address)
            && address.UserInfo.Length == 0 ? new Uri(address.GetLeftPart(UriPartial.Query)) : null;

    /// <summary>The links of one header <c>Link</c> (RFC 8288): targets in angle brackets, each with its relations.</summary>
    private static IEnumerable<(string Target, string[] Relations)> ParseLinkHeader(string header)
    {
        var at = 0;
        while (header.IndexOf('<', at) is >= 0 and var open && header.IndexOf('>', open) is >= 0 and var close)
        {
            var end = FindLinkEnd(header, close + 1);
            yield return (header[(open + 1)..close], ParseRelations(header.AsSpan(close + 1, end - close - 1)));
            at = end;
        }
    }

    /// <summary>The comma before the next link: one in quotes is none.</summary>
    private static int FindLinkEnd(string header, int at)
    {
        for (var quoted = false; at < header.Length; at++)
        {
            quoted ^= header[at] == '"';
            if (header[at] == ',' && !quoted)
            {
                return at;
            }
        }

        return header.Length;
    }

    private static string[] ParseRelations(ReadOnlySpan<char> parameters)
    {
        foreach (var part in parameters.ToString().Split(';', StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var value]
                && name.Equals("rel", StringComparison.OrdinalIgnoreCase))
            {
                return value.Trim('"').Split(' ', StringSplitOptions.RemoveEmptyEntries);
            }
        }

        return [];
    }
}
