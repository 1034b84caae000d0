using System.Collections.Concurrent;
using AlertBot.Alerts.Delivery;

namespace AlertBot.Chat.Webhooks;

/// <summary>
/// Remembers, per webhook, until when the platform wants nothing, and which webhooks are gone. In memory: after a restart the platform says
/// it anew.
/// </summary>
internal sealed class WebhookRateLimiter(TimeProvider time)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan MinWait = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SendOutcome.Refused> _gone = new(StringComparer.Ordinal);

    /// <returns>What a send would come to, known without asking; null where it may go out.</returns>
    public SendOutcome? FindHold(WebhookOptions webhook)
    {
        if (_gone.TryGetValue(webhook.Name, out var refused))
        {
            return refused;
        }

        var until = Later(NotBefore(webhook.Name), NotBefore(PlatformKey(webhook.Kind)));
        return until - time.GetUtcNow() is { Ticks: > 0 } wait
            ? new SendOutcome.RetryAfter(wait, $"webhook {webhook.Name}: {webhook.Kind} asked to wait")
            : null;
    }

    /// <param name="all">Every webhook of that platform is meant.</param>
    /// <returns>The wait as it will be kept: never nothing, never longer than a day.</returns>
    public TimeSpan RecordWait(WebhookOptions webhook, TimeSpan wait, bool all)
    {
        wait = wait < MinWait ? MinWait : wait > MaxWait ? MaxWait : wait;
        var until = time.GetUtcNow() + wait;
        _notBefore.AddOrUpdate(all ? PlatformKey(webhook.Kind) : webhook.Name, until, (_, known) => Later(known, until));
        return wait;
    }

    public void MarkGone(WebhookOptions webhook, SendOutcome.Refused refused) => _gone[webhook.Name] = refused;

    private DateTimeOffset NotBefore(string key) => _notBefore.GetValueOrDefault(key);

    /// <summary>A name of the settings holds no white space, so no webhook has this one.</summary>
    private static string PlatformKey(WebhookKind kind) => $"every {kind}";

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
