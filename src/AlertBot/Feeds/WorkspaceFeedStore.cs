using System.Globalization;
using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>Stores the feeds that workspaces add in chat. A feed that several workspaces use is one row, polled once.</summary>
internal sealed class WorkspaceFeedStore(Database database)
{
    /// <summary>Most feeds that one workspace can add in chat.</summary>
    public const int MaxFeedsPerWorkspace = 200;

    /// <summary>The feeds visible to a workspace: its own first, then those of the settings file.</summary>
    public Task<List<WorkspaceFeed>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ListAsync(session, workspace, cancellationToken), cancellationToken);

    /// <param name="url">Absolute, http or https, without user name and password.</param>
    /// <param name="title">The feed's own title; shown until the first poll.</param>
    public Task<FeedChangeResult> AddAsync(WorkspaceId workspace, Uri url, string? title, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        database.WriteAsync<FeedChangeResult>(async session =>
        {
            var visible = await ListAsync(session, workspace, cancellationToken);
            if (visible.Find(feed => feed.Url == url.AbsoluteUri) is { } present)
            {
                return present.GoneAt is null ? new FeedChangeResult.AlreadyPresent(present)
                    : await ReviveAsync(session, present, now, cancellationToken);
            }

            if (visible.Count(feed => feed.Workspace == workspace) >= MaxFeedsPerWorkspace)
            {
                return new FeedChangeResult.LimitReached(MaxFeedsPerWorkspace);
            }

            var feed = await FeedStore.UpsertAsync(session, url, credentialsHash: "", title, now, cancellationToken);
            await FeedStore.ReviveAsync(session, feed, now, cancellationToken);
            if (visible.Find(seen => seen.Id == feed && seen.Workspace == workspace) is { } moved)
            {
                return new FeedChangeResult.AlreadyPresent(moved);
            }

            await session.ExecuteAsync(
                "INSERT INTO workspace_feed (workspace_id, feed_id, added_at) VALUES (@workspace, @feed, @now)",
                [("workspace", workspace.Value), ("feed", feed.Value), ("now", now.ToUnixTimeMilliseconds())],
                cancellationToken);
            await ChangeSequences.AdvanceAsync(session, ChangeSequences.Feeds, cancellationToken);
            return new FeedChangeResult.Done(
                (await ListAsync(session, workspace, cancellationToken)).Find(added => added.Id == feed && added.Workspace == workspace)!);
        }, cancellationToken);

    /// <summary>Removes a feed from this workspace. It is no longer polled when no other workspace has it.</summary>
    /// <param name="named">Address, name, host, or <c>#</c> and the number of a feed visible to the workspace.</param>
    public Task<FeedChangeResult> RemoveAsync(WorkspaceId workspace, string named, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        database.WriteAsync<FeedChangeResult>(async session =>
        {
            var visible = await ListAsync(session, workspace, cancellationToken);
            var found = FindByName([.. visible.Where(feed => feed.Workspace == workspace && !feed.IsFromSettings)], named);
            if (found.Count != 1)
            {
                return found.Count > 1 ? new FeedChangeResult.Ambiguous(found)
                    : FindByName(visible, named) is [var settings, ..] ? new FeedChangeResult.FromSettings(settings)
                    : new FeedChangeResult.NotFound();
            }

            await session.ExecuteAsync(
                "DELETE FROM workspace_feed WHERE workspace_id = @workspace AND feed_id = @feed",
                [("workspace", workspace.Value), ("feed", found[0].Id.Value)],
                cancellationToken);
            await FeedStore.RetireUnusedAsync(session, now, cancellationToken);
            await ChangeSequences.AdvanceAsync(session, ChangeSequences.Feeds, cancellationToken);
            return new FeedChangeResult.Done(found[0]);
        }, cancellationToken);

    /// <summary>A feed that is added again was just fetched successfully, so it is no longer gone.</summary>
    private static async Task<FeedChangeResult> ReviveAsync(Session session, WorkspaceFeed feed, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await FeedStore.ReviveAsync(session, feed.Id, now, cancellationToken);
        await ChangeSequences.AdvanceAsync(session, ChangeSequences.Feeds, cancellationToken);
        return new FeedChangeResult.Done(feed with { GoneAt = null, Failures = 0, LastError = null });
    }

    private static async Task<List<WorkspaceFeed>> ListAsync(Session session, WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT f.id, w.workspace_id, f.url, COALESCE(w.name, f.title), f.last_polled_at, f.last_ok_at, f.failures, f.last_error,
                f.gone_at
            FROM workspace_feed w JOIN feed f ON f.id = w.feed_id WHERE w.workspace_id IN (0, @workspace)
            ORDER BY w.workspace_id DESC, w.added_at, f.id
            """,
            [("workspace", workspace.Value)],
            row => new WorkspaceFeed(
                new FeedId(row.GetInt64(0)), new WorkspaceId(row.GetInt64(1)), row.GetString(2), row.GetStringOrNull(3),
                row.GetInstantOrNull(4),
                row.GetInstantOrNull(5), (int)row.GetInt64(6), row.GetInt64(6) > 0 ? row.GetStringOrNull(7) : null)
            {
                GoneAt = row.GetInstantOrNull(8),
            },
            cancellationToken);
        return [.. rows.DistinctBy(feed => feed.Id)];
    }

    private static List<WorkspaceFeed> FindByName(List<WorkspaceFeed> feeds, string named)
    {
        if (named.StartsWith('#') && long.TryParse(named.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return feeds.FindAll(feed => feed.Id.Value == id);
        }

        var byAddress = feeds.FindAll(
            feed => feed.Url.Equals(named, StringComparison.Ordinal) || feed.Url.Equals(ToAbsoluteUrl(named), StringComparison.Ordinal));
        var byName =
            byAddress.Count > 0 ? byAddress : feeds.FindAll(feed => named.Equals(feed.Name?.Trim(), StringComparison.OrdinalIgnoreCase));
        return byName.Count > 0 ? byName
            : feeds.FindAll(feed => new Uri(feed.Url).Authority.Equals(named, StringComparison.OrdinalIgnoreCase));
    }

    private static string? ToAbsoluteUrl(string named) => FeedAddress.Parse(named).Address?.AbsoluteUri;
}
