using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Routing;
using AlertBot.Hosting;
using AlertBot.Reading;
using AlertBot.Storage;

namespace AlertBot.Alerts.Digests;

/// <summary>
/// Posts the alerts that were held (digest, quiet hours, hourly limit) as one message when they are due. A single one is posted as an
/// ordinary alert.
/// </summary>
internal sealed class DigestStage(Database database, NewsOptions news, WakeSignals signals, TimeProvider time) : IStage<DueDigest>
{
    public string Name => "digest";

    public int Concurrency => 1;

    public async Task<IReadOnlyList<DueDigest>> ClaimAsync(int max, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => HeldAlertStore.ListDueAsync(session, max, time.GetUtcNow(), cancellationToken),
            cancellationToken);

    public async Task ProcessAsync(DueDigest due, CancellationToken stopping)
    {
        // One transaction: an alert leaves the held ones exactly when its message is queued.
        await database.WriteAsync(session => QueueAsync(session, due, time.GetUtcNow(), stopping), stopping);
        signals.Deliver.Wake();
    }

    private async Task QueueAsync(Session session, DueDigest due, DateTimeOffset now, CancellationToken stopping)
    {
        var taken = await HeldAlertStore.TakeDueAsync(session, due.Destination, now, stopping);

        // The channel was paused or switched off when they were due, or the service did not run.
        var expired = taken.FindAll(alert => alert.Hold.Until + news.MaxAge <= now);
        foreach (var alert in expired)
        {
            await AlertStore.RecordExpiryAsync(session, alert.Alert, "its digest was due longer than news.maxAge ago", stopping);
        }

        var held = taken.Except(expired).ToList();
        if (held.Count == 0)
        {
            return;
        }

        var brief = await DigestComposer.ComposeAsync(session, held, due, stopping);
        if (brief is null)
        {
            return;
        }

        var isSingle = held.Count == 1;
        var message = new NewMessage(
            due.Destination,
            isSingle ? MessageKind.Alert : MessageKind.Digest,
            held.ConvertAll(alert => alert.Alert),
            $"held:{held[0].Alert}",
            brief,
            now + news.MaxAge)
        {
            Ping = held.Select(alert => alert.Ping).FirstOrDefault(ping => ping is not null),
            Quiet = held.Select(alert => alert.Quiet).FirstOrDefault(quiet => quiet is not null),
        };
        await MessageQueue.AddAsync(session, message, now, stopping);
    }
}
