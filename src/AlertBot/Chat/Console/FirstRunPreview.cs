using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Chat.Console;

/// <summary>
/// On the first run, shows the newest story of each topic that the console follows, once: the operator sees that feeds, topics and quotes
/// work. All other entries that the feeds list at that time are backlog and are not shown.
/// </summary>
internal sealed partial class FirstRunPreview(Database database, DestinationStore destinations, IEnumerable<IChatSender> senders,
    TimeProvider time, ILogger<FirstRunPreview> logger) : BackgroundService
{
    /// <summary>The preview is shown after this time even if a feed hangs.</summary>
    private static readonly TimeSpan MaxWaitForFeeds = TimeSpan.FromMinutes(2);

    /// <summary>Time between two checks whether the feeds have been read.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    private readonly IChatSender _console = senders.Single(sender => sender.Platform == DestinationAddress.Console.Platform);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await PreviewAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // An exception that escapes would stop the service.
            LogFailed(e);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutdown; the next start shows the preview.
        }
    }

    private async Task PreviewAsync(CancellationToken stoppingToken)
    {
        var topics = await database.ReadAsync(session => FindTopicsAsync(session, stoppingToken), stoppingToken);
        if (topics.Count == 0)
        {
            return;
        }

        await WaitForFirstPollsAsync(stoppingToken);
        if (!await HasReadAnyFeedAsync(stoppingToken))
        {
            // The polling stage logs why. The preview is kept for a start with feeds that can be read.
            return;
        }

        await ShowAsync(topics, stoppingToken);
        await destinations.MarkPreviewShownAsync(DestinationAddress.Console, time.GetUtcNow(), stoppingToken);
    }

    /// <returns>The topics that the console follows; none when the preview was already shown.</returns>
    private static Task<List<TopicId>> FindTopicsAsync(Session session, CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT t.id FROM subscription s JOIN destination d ON d.id = s.destination_id JOIN topic t ON t.id = s.topic_id
            WHERE d.platform = 'console' AND d.first_look_at IS NULL ORDER BY t.position, t.id
            """,
            [],
            row => new TopicId(row.GetInt64(0)),
            cancellationToken);

    private async Task WaitForFirstPollsAsync(CancellationToken stoppingToken)
    {
        var until = time.GetUtcNow() + MaxWaitForFeeds;
        using var timer = new PeriodicTimer(CheckInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken) && time.GetUtcNow() < until)
        {
            if (!await HasPendingWorkAsync(stoppingToken))
            {
                return;
            }
        }
    }

    private async Task<bool> HasPendingWorkAsync(CancellationToken cancellationToken) =>
        await CountAsync(
            """
            SELECT (SELECT COUNT(*) FROM feed WHERE retired_at IS NULL AND last_polled_at IS NULL)
              + (SELECT COUNT(*) FROM entry WHERE state = 'new' AND attempts < 2)
              + (SELECT COUNT(*) FROM entry WHERE state = 'matched' AND attempts < 2)
            """,
            cancellationToken) > 0;

    private async Task<bool> HasReadAnyFeedAsync(CancellationToken cancellationToken) =>
        await CountAsync("SELECT COUNT(*) FROM feed WHERE taken_in_at IS NOT NULL", cancellationToken) > 0;

    private Task<long?> CountAsync(string sql, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.ExecuteScalarAsync(sql, [], cancellationToken), cancellationToken);

    private async Task ShowAsync(List<TopicId> topics, CancellationToken stoppingToken)
    {
        var newest = new List<MatchedArticle>();
        foreach (var topic in topics)
        {
            var article = await database.ReadAsync(
                session => MatchedArticleStore.FindNewestAsync(session, topic, WorkspaceId.Settings, stoppingToken), stoppingToken);
            if (article is not null && newest.All(shown => shown.Entry != article.Entry))
            {
                newest.Add(article);
            }
        }

        LogShown(newest.Count);
        foreach (var article in newest)
        {
            var followed = article.Topics.Where(topic => topics.Contains(topic.Id)).ToList();
            await _console.SendAsync(new OutgoingMessage("", BriefComposer.Compose(article with { Topics = followed }), ""), stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not show the newest stories; AlertBot will try again at the next start.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "First start: showing the newest stories on your topics, this time only ({Count}). "
            + "From now on, news is shown as it arrives.")]
    private partial void LogShown(int count);
}
