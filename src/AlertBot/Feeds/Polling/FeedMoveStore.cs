using AlertBot.Storage;

namespace AlertBot.Feeds.Polling;

/// <summary>Where a feed is fetched, as its permanent redirects (301, 308) say; the address it was given stays its name.</summary>
/// <param name="MovedTo">Null: at the address it was given.</param>
/// <param name="CandidateUrl">Where it says it moved, which is not yet believed.</param>
/// <param name="Confirmations">How many answers in a row said so.</param>
internal readonly record struct FeedMove(string? MovedTo, string? CandidateUrl, int Confirmations)
{
    /// <summary>So many answers in a row are believed without a proof.</summary>
    private const int RequiredConfirmations = 3;

    /// <summary>After so many failures in a row at the new address the old one is asked again.</summary>
    public const int MaxFailuresAtNewUrl = 3;

    /// <param name="movedTo">Where this answer came from, if every redirect to it was permanent.</param>
    /// <param name="isProven">The document there is known: unchanged, or it lists what the feed listed before. The login page of a hotel or
    /// a new owner of the name lists other things.</param>
    public static FeedMove AfterPoll(DueFeed feed, Uri? movedTo, bool isProven)
    {
        var before = new FeedMove(feed.MovedTo, null, 0);
        if (movedTo is null || movedTo.AbsoluteUri.Length > FeedAddress.MaxLength || IsDowngrade(feed.FetchUrl, movedTo))
        {
            return before;
        }

        var times = feed.PendingMove.To == movedTo.AbsoluteUri ? feed.PendingMove.Times + 1 : 1;
        return isProven || feed.IsNew || times >= RequiredConfirmations
            ? new FeedMove(movedTo.AbsoluteUri == feed.Url ? null : movedTo.AbsoluteUri, null, 0)
            : before with { CandidateUrl = movedTo.AbsoluteUri, Confirmations = times };
    }

    /// <summary>Nobody is followed for good from a secure address to one that anybody can change on its way.</summary>
    private static bool IsDowngrade(Uri from, Uri to) => from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps;
}

/// <summary>Keeps one address one row: what moved to an address that is polled already becomes that feed.</summary>
internal static class FeedMoveStore
{
    /// <summary>The row that is polled at an address.</summary>
    public static async Task<FeedId?> FindByUrlAsync(Session session, string address, string credentialsHash, FeedId but,
        CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync(
            """
            SELECT MIN(id) FROM feed WHERE id <> @but AND credentials_hash = @credentials AND retired_at IS NULL AND gone_at IS NULL
              AND (moved_to = @address OR url = @address AND moved_to IS NULL)
            """,
            [("but", but.Value), ("credentials", credentialsHash), ("address", address)],
            cancellationToken) is { } id
            ? new FeedId(id)
            : null;

    public static async Task<bool> WasPolledSinceAsync(Session session, FeedId feed, DateTimeOffset since,
        CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync(
            "SELECT id FROM feed WHERE id = @id AND last_polled_at >= @since",
            [("id", feed.Value), ("since", since.ToUnixTimeMilliseconds())],
            cancellationToken) is not null;

    /// <summary>Which row to poll for an address that somebody names: where it moved to, or what has moved to it.</summary>
    /// <returns>Null where it is the address's own row, or a new one.</returns>
    public static async Task<FeedId?> FindReplacementAsync(Session session, string url, string credentialsHash,
        CancellationToken cancellationToken)
    {
        var own = await session.QueryAsync(
            "SELECT id, retired_at, moved_to FROM feed WHERE url = @url AND credentials_hash = @credentials",
            [("url", url), ("credentials", credentialsHash)],
            row => (Id: new FeedId(row.GetInt64(0)), IsRetired: !row.IsDBNull(1), MovedTo: row.GetStringOrNull(2)),
            cancellationToken);
        return own switch
        {
            [{ IsRetired: true } row] => await FindByUrlAsync(session, row.MovedTo ?? url, credentialsHash, row.Id, cancellationToken),
            [] => await FindByUrlAsync(session, url, credentialsHash, new FeedId(0), cancellationToken),
            _ => null,
        };
    }

    /// <summary>Hands the feed's readers to the row that is polled where it moved, and ends it.</summary>
    public static async Task MergeAsync(Session session, FeedId from, FeedId into, string movedTo, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO workspace_feed (workspace_id, feed_id, name, added_at, imported_at, outline)
            SELECT workspace_id, @into, name, added_at, imported_at, outline FROM workspace_feed WHERE feed_id = @from
            ON CONFLICT (workspace_id, feed_id) DO NOTHING
            """,
            [("into", into.Value), ("from", from.Value)],
            cancellationToken);
        await session.ExecuteAsync("DELETE FROM workspace_feed WHERE feed_id = @from", [("from", from.Value)], cancellationToken);
        await session.ExecuteAsync(
            "UPDATE feed SET retired_at = @now, moved_to = @moved_to WHERE id = @from",
            [("now", now.ToUnixTimeMilliseconds()), ("moved_to", movedTo), ("from", from.Value)],
            cancellationToken);
        await ChangeSequences.AdvanceAsync(session, ChangeSequences.Feeds, cancellationToken);
    }
}
