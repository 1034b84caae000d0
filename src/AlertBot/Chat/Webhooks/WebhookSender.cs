using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Webhooks;

/// <summary>Posts alerts to the webhooks of the settings. A destination's address is the name of a webhook.</summary>
internal sealed class WebhookSender(IReadOnlyList<WebhookOptions> webhooks, PlatformClient client, TimeProvider time) : IChatSender
{
    /// <summary>Slack's webhooks accept about one message a second: https://docs.slack.dev/apis/web-api/rate-limits</summary>
    private static readonly TimeSpan SlackInterval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, WebhookOptions> _webhooks = webhooks.ToDictionary(w => w.Name, StringComparer.Ordinal);
    private readonly WebhookRateLimiter _rateLimiter = new(time);

    public string Platform => "webhook";

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!_webhooks.TryGetValue(message.Address, out var webhook))
        {
            return new SendOutcome.Refused($"there is no webhook {message.Address}: set its address under webhooks.{message.Address}",
                DestinationGone: true);
        }

        if (_rateLimiter.FindHold(webhook) is { } hold)
        {
            return hold;
        }

        var card = Card.FromBrief(message.Brief, time.GetUtcNow());
        var request = webhook.Kind == WebhookKind.Discord ? DiscordWebhook.BuildPost(webhook, card) : SlackWebhook.BuildPost(webhook, card);
        return await SendAsync(webhook, request, isEdit: false, cancellationToken);
    }

    /// <summary>Slack's webhooks return no message id and cannot edit.</summary>
    public async Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken)
    {
        if (!_webhooks.TryGetValue(message.Address, out var webhook) || webhook.Kind != WebhookKind.Discord)
        {
            return new SendOutcome.Refused("this webhook cannot edit messages", DestinationGone: false);
        }

        return _rateLimiter.FindHold(webhook)
            ?? await SendAsync(webhook, DiscordWebhook.BuildEdit(webhook, Card.FromBrief(message.Brief, time.GetUtcNow()), platformId),
                isEdit: true, cancellationToken);
    }

    private async Task<SendOutcome> SendAsync(WebhookOptions webhook, PlatformRequest request, bool isEdit,
        CancellationToken cancellationToken) =>
        await client.SendAsync(request, cancellationToken) switch
        {
            PlatformResponse.NotSent(var reason) => new SendOutcome.Failed($"webhook {webhook.Name}: {reason}"),
            PlatformResponse.NoResponse(var reason) =>
                new SendOutcome.Unclear($"webhook {webhook.Name}: {reason} after the message was sent"),
            PlatformResponse.Received response => HandleResponse(webhook, response, isEdit),
            var other => throw new InvalidOperationException($"Unknown response: {other}"),
        };

    private SendOutcome HandleResponse(WebhookOptions webhook, PlatformResponse.Received response, bool isEdit)
    {
        var outcome = webhook.Kind == WebhookKind.Discord
            ? DiscordWebhook.ReadOutcome(webhook, response)
            : SlackWebhook.ReadOutcome(webhook, response);
        switch (outcome)
        {
            case SendOutcome.RetryAfter retry:
                return retry with { Delay = _rateLimiter.RecordWait(webhook, retry.Delay, response.RateLimit.IsGlobal) };

            // A failed edit of an old message must not stop new alerts: the next post finds out whether the webhook itself is gone.
            case SendOutcome.Refused refused when isEdit:
                return refused with { DestinationGone = false };

            case SendOutcome.Refused { DestinationGone: true } refused:
                _rateLimiter.MarkGone(webhook, refused);
                return refused;

            default:
                var pause = response.RateLimit.ExhaustedFor ?? (webhook.Kind == WebhookKind.Slack ? SlackInterval : TimeSpan.Zero);
                Pause(webhook, pause);
                return outcome is SendOutcome.Sent sent ? sent with { Pause = pause } : outcome;
        }
    }

    private void Pause(WebhookOptions webhook, TimeSpan pause)
    {
        if (pause > TimeSpan.Zero)
        {
            _rateLimiter.RecordWait(webhook, pause, isGlobal: false);
        }
    }
}
