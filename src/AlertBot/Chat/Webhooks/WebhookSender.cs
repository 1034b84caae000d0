using AlertBot.Alerts;

namespace AlertBot.Chat.Webhooks;

/// <summary>Posts alerts to the webhooks of the settings; an address is a webhook's name.</summary>
internal sealed class WebhookSender(IReadOnlyList<WebhookOptions> webhooks, PlatformClient client, TimeProvider time) : IChatSender
{
    /// <summary>Slack's webhooks take about one message a second: https://docs.slack.dev/apis/web-api/rate-limits</summary>
    private static readonly TimeSpan SlackPause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, WebhookOptions> _webhooks = webhooks.ToDictionary(w => w.Name, StringComparer.Ordinal);
    private readonly WebhookPace _pace = new(time);

    public string Platform => "webhook";

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!_webhooks.TryGetValue(message.Address, out var webhook))
        {
            return new SendOutcome.Refused($"no webhook is called {message.Address}: put its address under webhooks.{message.Address}", DestinationGone: true);
        }

        if (_pace.Hold(webhook) is { } hold)
        {
            return hold;
        }

        var card = Card.Of(message.Brief, time.GetUtcNow());
        var request = webhook.Kind == WebhookKind.Discord ? DiscordWebhook.Request(webhook, card) : SlackWebhook.Request(webhook, card);
        return await SendAsync(webhook, request, isEdit: false, cancellationToken);
    }

    /// <summary>Slack's webhooks give no id and do not edit.</summary>
    public async Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken)
    {
        if (!_webhooks.TryGetValue(message.Address, out var webhook) || webhook.Kind != WebhookKind.Discord)
        {
            return new SendOutcome.Refused("a message of this webhook is not edited", DestinationGone: false);
        }

        return _pace.Hold(webhook)
            ?? await SendAsync(webhook, DiscordWebhook.Edit(webhook, Card.Of(message.Brief, time.GetUtcNow()), platformId), isEdit: true, cancellationToken);
    }

    private async Task<SendOutcome> SendAsync(WebhookOptions webhook, PlatformRequest request, bool isEdit, CancellationToken cancellationToken) =>
        await client.SendAsync(request, cancellationToken) switch
        {
            PlatformReply.NotSent(var reason) => new SendOutcome.Failed($"webhook {webhook.Name}: {reason}"),
            PlatformReply.NoAnswer(var reason) => new SendOutcome.Unclear($"webhook {webhook.Name}: {reason} after the message went out"),
            PlatformReply.Answered answer => Note(webhook, answer, isEdit),
            var other => throw new InvalidOperationException($"{other} is no reply"),
        };

    private SendOutcome Note(WebhookOptions webhook, PlatformReply.Answered answer, bool isEdit)
    {
        var outcome = webhook.Kind == WebhookKind.Discord ? DiscordWebhook.Read(webhook, answer) : SlackWebhook.Read(webhook, answer);
        switch (outcome)
        {
            case SendOutcome.RetryAfter retry:
                return retry with { Delay = _pace.Wait(webhook, retry.Delay, answer.Limits.Global) };

            // Whether the webhook itself is gone, the next alert learns: an old message must not switch off what is to come.
            case SendOutcome.Refused refused when isEdit:
                return refused with { DestinationGone = false };

            case SendOutcome.Refused { DestinationGone: true } refused:
                _pace.NoteGone(webhook, refused);
                return refused;

            default:
                var pause = answer.Limits.Exhausted ?? (webhook.Kind == WebhookKind.Slack ? SlackPause : TimeSpan.Zero);
                Pause(webhook, pause);
                return outcome is SendOutcome.Sent sent ? sent with { Pause = pause } : outcome;
        }
    }

    private void Pause(WebhookOptions webhook, TimeSpan pause)
    {
        if (pause > TimeSpan.Zero)
        {
            _pace.Wait(webhook, pause, all: false);
        }
    }
}
