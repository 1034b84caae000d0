using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Webhooks;

/// <summary>Posts alerts to the webhooks of the settings; an address is a webhook's name.</summary>
internal sealed class WebhookSender(IReadOnlyList<WebhookOptions> webhooks, PlatformClient client, TimeProvider time) : IChatSender
{
    /// <summary>Slack's webhooks take about one message a second: https://docs.slack.dev/apis/web-api/rate-limits</summary>
    private static readonly TimeSpan SlackPause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, WebhookOptions> _webhooks = webhooks.ToDictionary(w => w.Name, StringComparer.Ordinal);
    private readonly WebhookRateLimiter _rateLimiter = new(time);

    public string Platform => "webhook";

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!_webhooks.TryGetValue(message.Address, out var webhook))
        {
            return new SendOutcome.Refused($"no webhook is called {message.Address}: put its address under webhooks.{message.Address}",
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

    /// <summary>Slack's webhooks give no id and do not edit.</summary>
    public async Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken)
    {
        if (!_webhooks.TryGetValue(message.Address, out var webhook) || webhook.Kind != WebhookKind.Discord)
        {
            return new SendOutcome.Refused("a message of this webhook is not edited", DestinationGone: false);
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
                new SendOutcome.Unclear($"webhook {webhook.Name}: {reason} after the message went out"),
            PlatformResponse.Received answer => HandleAnswer(webhook, answer, isEdit),
            var other => throw new InvalidOperationException($"{other} is no reply"),
        };

    private SendOutcome HandleAnswer(WebhookOptions webhook, PlatformResponse.Received answer, bool isEdit)
    {
        var outcome =
            webhook.Kind == WebhookKind.Discord ? DiscordWebhook.ReadOutcome(webhook, answer) : SlackWebhook.ReadOutcome(webhook, answer);
        switch (outcome)
        {
            case SendOutcome.RetryAfter retry:
                return retry with { Delay = _rateLimiter.RecordWait(webhook, retry.Delay, answer.RateLimit.IsGlobal) };

            // Whether the webhook itself is gone, the next alert learns: an old message must not switch off what is to come.
            case SendOutcome.Refused refused when isEdit:
                return refused with { DestinationGone = false };

            case SendOutcome.Refused { DestinationGone: true } refused:
                _rateLimiter.MarkGone(webhook, refused);
                return refused;

            default:
                var pause = answer.RateLimit.ExhaustedFor ?? (webhook.Kind == WebhookKind.Slack ? SlackPause : TimeSpan.Zero);
                Pause(webhook, pause);
                return outcome is SendOutcome.Sent sent ? sent with { Pause = pause } : outcome;
        }
    }

    private void Pause(WebhookOptions webhook, TimeSpan pause)
    {
        if (pause > TimeSpan.Zero)
        {
            _rateLimiter.RecordWait(webhook, pause, all: false);
        }
    }
}
