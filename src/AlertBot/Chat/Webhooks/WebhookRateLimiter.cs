using System.Collections.Concurrent;
using AlertBot.Alerts.Delivery;

namespace AlertBot.Chat.Webhooks;

/// <summary>
/// Keeps, per webhook, the time before which the platform accepts nothing, and which webhooks are gone. In memory: after a restart the
/// platform's first answer sets it again.
/// </summary>
internal sealed class WebhookRateLimiter(TimeProvider time)
{
    /// <summary>A longer wait is an error of the platform; a day is long enough to be harmless.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);
    /// <summary>Without a minimum, a wait of zero would be retried in a tight loop.</summary>
    private static readonly TimeSpan MinWait = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SendOutcome.Refused> _gone = new(StringComparer.Ordinal);

    /// <returns>The outcome of a send that is not worth trying; null when a message may be sent now.</returns>
    public SendOutcome? FindHold(WebhookOptions webhook)
    {
        if (_gone.TryGetValue(webhook.Name, out var refused))
        {
            return refused;
        }

        var until = Later(NotBefore(webhook.Name), NotBefore(PlatformKey(webhook.Kind)));
        return until - time.GetUtcNow() is { Ticks: > 0 } wait
            ? new SendOutcome.RetryAfter(wait, $"webhook {webhook.Name}: waiting for {webhook.Kind}'s rate limit")
            : null;
    }

    /// <param name="isGlobal">True when the wait applies to every webhook of the platform.</param>
    /// <returns>The wait within <see cref="MinWait"/> and <see cref="MaxWait"/>.</returns>
    public TimeSpan RecordWait(WebhookOptions webhook, TimeSpan wait, bool isGlobal)
    {
        wait = wait < MinWait ? MinWait : wait > MaxWait ? MaxWait : wait;
        var until = time.GetUtcNow() + wait;
        _notBefore.AddOrUpdate(isGlobal ? PlatformKey(webhook.Kind) : webhook.Name, until, (_, known) => Later(known, until));
        return wait;
    }

    public void MarkGone(WebhookOptions webhook, SendOutcome.Refused refused) => _gone[webhook.Name] = refused;

    private DateTimeOffset NotBefore(string key) => _notBefore.GetValueOrDefault(key);

    /// <summary>The name of a webhook contains no white space, so this key is never one.</summary>
    private static string PlatformKey(WebhookKind kind) => $"every {kind}";

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
