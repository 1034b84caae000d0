using AlertBot.Feeds.Parsing;
using AlertBot.Feeds.Polling;
using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Feeds.WebSub;

/// <summary>The WebSub hub of a feed, and the topic address by which the hub knows the feed.</summary>
/// <param name="Topic">The feed's self link. It may differ from the polled address.</param>
internal sealed record FeedHub(Uri Hub, Uri Topic)
{
    private const int MaxLinks = 20;

    /// <summary>Link headers take precedence over the document. https://www.w3.org/TR/websub/#discovery</summary>
    /// <returns>Null when the feed names no hub.</returns>
    public static FeedHub? Discover(FetchOutcome.Fetched answer, FeedDocument document)
    {
        var links = answer.LinkHeaders.SelectMany(ParseLinkHeader).Take(MaxLinks).ToList();
        var hub = FindAddress(links, "hub", answer.Address) ?? FindAddress(document.Hub);
        var topic = FindAddress(links, "self", answer.Address) ?? FindAddress(document.SelfLink) ?? answer.Address;
        return hub is null || topic.UserInfo.Length > 0 ? null : new FeedHub(hub, topic);
    }

    /// <summary>Stores the hub that a poll found.</summary>
    /// <returns>Whether it changed.</returns>
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
    /// Called when a poll finds new entries that an active subscription should have pushed: pushes are missing, so the feed is polled at
    /// its usual interval until the next push.
    /// </summary>
    public static async Task RecordMissedPushAsync(Session session, DueFeed feed, bool hasNews, CancellationToken cancellationToken)
    {
        // Entries published before the subscription became active were never due to be pushed.
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

    /// <summary>Parses a <c>Link</c> header (RFC 8288): targets in angle brackets, each with its relations.</summary>
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

    /// <summary>Position of the comma before the next link, outside quotes.</summary>
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
