using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Chat.Console;

/// <summary>
/// At the first start, shows on the console the newest story of each topic that it follows: a new operator sees at once
/// that feeds, topics and quotes work. It is asked for, so it is no backlog; it happens once.
/// </summary>
internal sealed partial class FirstRunPreview(Database database, DestinationStore destinations, IEnumerable<IChatSender> senders,
    TimeProvider time, ILogger<FirstRunPreview> logger) : BackgroundService
{
    /// <summary>Feeds that hang are not waited for any longer.</summary>
    private static readonly TimeSpan MaxWaitForFeeds = TimeSpan.FromMinutes(2);

    private readonly IChatSender _console = senders.Single(sender => sender.Platform == DestinationAddress.Console.Platform);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await PreviewAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // What escapes here would end the service.
            LogFailed(e);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service ends before the look.
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
        if (await database.ReadAsync(
            session => session.ExecuteScalarAsync("SELECT COUNT(*) FROM feed WHERE taken_in_at IS NOT NULL", [], stoppingToken),
            stoppingToken) == 0)
        {
            // No feed could be read, which its own log line says: the first look is kept for a start with feeds.
            return;
        }

        await ShowAsync(topics, stoppingToken);
        await destinations.MarkPreviewShownAsync(DestinationAddress.Console, time.GetUtcNow(), stoppingToken);
    }

    /// <summary>The topics of a console that has not had its first look.</summary>
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
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken) && time.GetUtcNow() < until)
        {
            var waiting = await database.ReadAsync(session => session.ExecuteScalarAsync(
                """
                SELECT (SELECT COUNT(*) FROM feed WHERE retired_at IS NULL AND last_polled_at IS NULL)
                  + (SELECT COUNT(*) FROM entry WHERE state = 'new' AND attempts < 2) + (SELECT COUNT(*) FROM entry WHERE state = 'matched'
                      AND attempts < 2)
                """,
                [],
                stoppingToken), stoppingToken);
            if (waiting == 0)
            {
                return;
            }
        }
    }

    private async Task ShowAsync(List<TopicId> topics, CancellationToken stoppingToken)
    {
        var newest = new List<MatchedArticle>();
        foreach (var topic in topics)
        {
            if (await database.ReadAsync(
                session => MatchedArticleStore.FindNewestAsync(session, topic, WorkspaceId.Settings, stoppingToken),
                stoppingToken) is { } article
                && newest.All(shown => shown.Entry != article.Entry))
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The newest stories could not be shown; the next start tries again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "First start: the newest stories on the topics so far ({Count}) follow, this once; from now on, news as it comes")]
    private partial void LogShown(int count);
}
