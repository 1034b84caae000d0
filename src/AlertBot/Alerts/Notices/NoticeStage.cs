using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Hosting;
using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Text;

namespace AlertBot.Alerts.Notices;

/// <summary>
/// Notifies the channels that ask for it (<c>notices: on</c>) of failing feeds and silent topics: once for each fault, and when it is over.
/// What is found in one check is one message.
/// </summary>
internal sealed class NoticeStage(Database database, NewsOptions news, WakeSignals signals, TimeProvider time)
    : IStage<DateTimeOffset>
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(1);

    /// <summary>A feed that fails for a shorter time is not reported: most failures end by themselves.</summary>
    private static readonly TimeSpan FailureGracePeriod = TimeSpan.FromMinutes(30);

    /// <summary>Faults in one message; the rest is counted.</summary>
    private const int MaxFaults = 10;

    private DateTimeOffset _nextCheck = DateTimeOffset.MinValue;

    public string Name => "notice";

    public int Concurrency => 1;

    public Task<IReadOnlyList<DateTimeOffset>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < _nextCheck)
        {
            return Task.FromResult<IReadOnlyList<DateTimeOffset>>([]);
        }

        _nextCheck = now + CheckInterval;
        return Task.FromResult<IReadOnlyList<DateTimeOffset>>([now]);
    }

    public async Task ProcessAsync(DateTimeOffset now, CancellationToken stopping)
    {
        foreach (var subscriber in await database.ReadAsync(session => NoticeStore.ListSubscribersAsync(session, stopping), stopping))
        {
            if (await database.ReadAsync(session => FindChangesAsync(session, subscriber, now, stopping), stopping) is { Count: > 0 })
            {
                // Found again in the transaction that records it: another worker may have been faster.
                await database.WriteAsync(session => NotifyAsync(session, subscriber, now, stopping), stopping);
                signals.Deliver.Wake();
            }
        }
    }

    private async Task NotifyAsync(Session session, NoticeSubscriber subscriber, DateTimeOffset now, CancellationToken stopping)
    {
        var changes = await FindChangesAsync(session, subscriber, now, stopping);
        foreach (var change in changes)
        {
            await (change.IsOver
                ? NoticeStore.CloseAsync(session, subscriber.Destination, change.Notice, stopping)
                : NoticeStore.OpenAsync(session, subscriber.Destination, change.Notice, stopping));
        }

        var texts = changes.Select(change => change.Text).OfType<string>().ToList();
        if (texts.Count == 0)
        {
            return;
        }

        var message = new NewMessage(subscriber.Destination, MessageKind.Notice, [], $"notice:{now.ToUnixTimeMilliseconds()}",
            Compose(texts), now + news.MaxAge)
        {
            Quiet = QuietTime.From(subscriber.Options),
        };
        await MessageQueue.AddAsync(session, message, now, stopping);
    }

    private static Brief Compose(List<string> texts)
    {
        IReadOnlyList<string> shown = texts.Count > MaxFaults
            ? [.. texts.Take(MaxFaults), $"And {Humanize.Count(texts.Count - MaxFaults, "more notice", "more notices")}."]
            : texts;
        return texts is [var single]
            ? Of(single.TrimEnd('.'), [])
            : Of(Humanize.Count(texts.Count, "notice", "notices"), shown);

        static Brief Of(string headline, IReadOnlyList<string> lines) =>
            new(headline, Link: null, Topics: [], Matched: [], lines, Quotes: [], Sources: [], Published: null);
    }

    private async Task<List<Change>> FindChangesAsync(Session session, NoticeSubscriber subscriber, DateTimeOffset now,
        CancellationToken stopping)
    {
        var open = await NoticeStore.ListOpenAsync(session, subscriber.Destination, stopping);
        return
        [
            .. await FindFeedChangesAsync(session, subscriber, open, now, stopping),
            .. await FindTopicChangesAsync(session, subscriber, open, now, stopping),
        ];
    }

    private async Task<List<Change>> FindFeedChangesAsync(Session session, NoticeSubscriber subscriber, List<OpenNotice> open,
        DateTimeOffset now, CancellationToken stopping)
    {
        var changes = new List<Change>();
        foreach (var feed in await NoticeStore.ListFailingFeedsAsync(session, subscriber.Workspace, now - FailureGracePeriod, stopping))
        {
            if (!open.Exists(notice => notice.Kind == OpenNotice.Feed && notice.Subject == feed.Id))
            {
                changes.Add(new Change(new OpenNotice(OpenNotice.Feed, feed.Id, feed.Since), IsOver: false,
                    $"Feed {feed.Name} has been failing since {FormatTime(feed.Since, now, subscriber)}: "
                        + $"{feed.Reason.TrimEnd('.')}."));
            }
        }

        foreach (var notice in open.Where(notice => notice.Kind == OpenNotice.Feed))
        {
            var feed = await NoticeStore.FindFeedAsync(session, notice.Subject, subscriber.Workspace, stopping);
            if (feed is not { IsFailing: true })
            {
                changes.Add(new Change(notice, IsOver: true, feed is { } works
                    ? $"Feed {works.Name} is working again. It had been failing since "
                        + $"{FormatTime(notice.BeganAt, now, subscriber)}."
                    : null));
            }
        }

        return changes;
    }

    private static async Task<List<Change>> FindTopicChangesAsync(Session session, NoticeSubscriber subscriber, List<OpenNotice> open,
        DateTimeOffset now, CancellationToken stopping)
    {
        var changes = new List<Change>();
        foreach (var topic in subscriber.Topics)
        {
            var seen = await NoticeStore.ListArticleTimesAsync(session, topic.Id, subscriber.Workspace, stopping);
            var notice = open.Find(notice => notice.Kind == OpenNotice.Topic && notice.Subject == topic.Id.Value);
            if (notice is null && TopicSilence.FindUnusual(seen, now) is { } usual)
            {
                changes.Add(new Change(new OpenNotice(OpenNotice.Topic, topic.Id.Value, seen[0]), IsOver: false,
                    $"No news on {topic.Name} for {Humanize.Duration(RoundToHours(now - seen[0]))}; there is usually some every "
                        + $"{Humanize.Duration(RoundToMinutes(usual))}."));
            }
            else if (notice is not null && seen.Count > 0 && seen[0] > notice.BeganAt)
            {
                changes.Add(new Change(notice, IsOver: true,
                    $"News on {topic.Name} again, after {Humanize.Duration(RoundToHours(seen[0] - notice.BeganAt))}."));
            }
        }

        // A topic that is no longer followed needs no notice.
        changes.AddRange(open
            .Where(notice => notice.Kind == OpenNotice.Topic && !subscriber.Topics.Any(topic => topic.Id.Value == notice.Subject))
            .Select(notice => new Change(notice, IsOver: true, Text: null)));
        return changes;
    }

    private static TimeSpan RoundToHours(TimeSpan span) => TimeSpan.FromHours(Math.Round(span.TotalHours));

    private static TimeSpan RoundToMinutes(TimeSpan span) => TimeSpan.FromMinutes(Math.Max(1, Math.Round(span.TotalMinutes)));

    private string FormatTime(DateTimeOffset at, DateTimeOffset now, NoticeSubscriber subscriber)
    {
        var zone = subscriber.Options.ResolveTimeZone(news.TimeZone);
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return local.Date == TimeZoneInfo.ConvertTime(now, zone).Date
            ? $"{local:HH:mm} ({zone.Id})"
            : $"{local:yyyy-MM-dd HH:mm} ({zone.Id})";
    }

    /// <param name="Text">What the message says; null: nothing.</param>
    private sealed record Change(OpenNotice Notice, bool IsOver, string? Text);
}
