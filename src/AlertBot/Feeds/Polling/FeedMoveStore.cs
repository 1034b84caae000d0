using AlertBot.Storage;

namespace AlertBot.Feeds.Polling;

/// <summary>
/// The address from which a feed is fetched after permanent redirects (301, 308). The original address still identifies the feed.
/// </summary>
/// <param name="MovedTo">Null: the feed has not moved.</param>
/// <param name="CandidateUrl">The target of permanent redirects that is not yet confirmed.</param>
/// <param name="Confirmations">Consecutive responses that redirected there.</param>
internal readonly record struct FeedMove(string? MovedTo, string? CandidateUrl, int Confirmations)
{
    /// <summary>Consecutive responses after which a move counts as confirmed without proof.</summary>
    private const int RequiredConfirmations = 3;

    /// <summary>Consecutive failures at the new address after which the old one is polled again.</summary>
    public const int MaxFailuresAtNewUrl = 3;

    /// <param name="movedTo">The address of this response, if every redirect to it was permanent.</param>
    /// <param name="isProven">The document there is the same feed: unchanged, or with entries that the feed listed before. A captive
    /// portal or a new owner of the domain lists other things.</param>
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

    /// <summary>A permanent move from https to http is never followed, because anyone on the network path could change it.</summary>
    private static bool IsDowngrade(Uri from, Uri to) => from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps;
}

/// <summary>Keeps one row for each address: a feed that moved to the address of another row is merged into it.</summary>
internal static class FeedMoveStore
{
    /// <summary>The row that polls an address.</summary>
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

    /// <summary>
    /// The row that already polls an address which somebody adds: the feed that it has moved to, or a feed that has moved to it.
    /// </summary>
    /// <returns>Null when the address has its own row or none.</returns>
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

    /// <summary>Moves the feed's workspaces to the row at the new address, and retires the old row.</summary>
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
