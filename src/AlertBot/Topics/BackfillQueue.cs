using AlertBot.Storage;

namespace AlertBot.Topics;

/// <summary>Topics whose current query has not been searched for in the stored articles yet.</summary>
internal static class BackfillQueue
{
    private const string IsDue = "removed_at IS NULL AND searched_revision < revision AND leased_until <= @now";

    public static async Task<bool> IsAnyDueAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync($"SELECT 1 FROM topic WHERE {IsDue} LIMIT 1", [("now", now.ToUnixTimeMilliseconds())],
            cancellationToken) is not null;

    public static Task<List<BackfillJob>> ClaimAsync(Session session, int max, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lease = Lease.StartingAt(now);
        return session.QueryAsync(
            $"""
            UPDATE topic SET leased_until = @until, lease_token = @token
            WHERE id IN (SELECT id FROM topic WHERE {IsDue} ORDER BY id LIMIT @max)
            RETURNING id, workspace_id, name, query, revision
            """,
            [("until", lease.Until.ToUnixTimeMilliseconds()), ("token", lease.Token), ("now", now.ToUnixTimeMilliseconds()),
                ("max", (long)max)],
            row => new BackfillJob(new TopicId(row.GetInt64(0)), new WorkspaceId(row.GetInt64(1)), row.GetString(2), row.GetString(3),
                row.GetInt64(4), lease),
            cancellationToken);
    }

    /// <returns>False when the lease was lost, or the topic was changed or removed.</returns>
    public static async Task<bool> RenewLeaseAsync(Session session, BackfillJob job, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            UPDATE topic SET leased_until = @until
            WHERE id = @id AND lease_token = @token AND revision = @revision AND removed_at IS NULL
            """,
            [("until", (now + Lease.Duration).ToUnixTimeMilliseconds()), ("id", job.Id.Value), ("token", job.Lease.Token),
                ("revision", job.Revision)],
            cancellationToken) == 1;

    /// <summary>Ends the job. A topic that was changed meanwhile stays due.</summary>
    public static Task CompleteAsync(Session session, BackfillJob job, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        UPDATE topic SET leased_until = 0, lease_token = NULL,
          searched_revision = CASE WHEN revision = @revision THEN revision ELSE searched_revision END
        WHERE id = @id AND lease_token = @token
        """,
        [("revision", job.Revision), ("id", job.Id.Value), ("token", job.Lease.Token)],
        cancellationToken);

    /// <summary>Releases the topic for another search, not before an instant.</summary>
    public static Task ReleaseAsync(Session session, BackfillJob job, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE topic SET leased_until = @until, lease_token = NULL WHERE id = @id AND lease_token = @token",
            [("until", notBefore.ToUnixTimeMilliseconds()), ("id", job.Id.Value), ("token", job.Lease.Token)],
            cancellationToken);
}

/// <summary>A topic to search for in the stored articles.</summary>
/// <param name="Revision">Of the query to search for.</param>
internal sealed record BackfillJob(TopicId Id, WorkspaceId Workspace, string Name, string Query, long Revision, Lease Lease)
{
    public override string ToString() => $"topic {Name}";
}
