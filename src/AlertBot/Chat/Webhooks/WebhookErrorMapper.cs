using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Webhooks;

/// <summary>Maps a response that is neither a success nor a rate limit to an outcome, with a reason and a fix for the operator.</summary>
internal static class WebhookErrorMapper
{
    /// <summary>Code points of the platform's own error text.</summary>
    private const int MaxDetailLength = 300;

    /// <param name="detail">The platform's own error text; the webhook's address is removed from it.</param>
    /// <param name="goneReason">What a known error code means, if it means that the webhook is permanently unusable.</param>
    public static SendOutcome ToOutcome(WebhookOptions webhook, int status, string detail, string? goneReason)
    {
        var text = WebhookUrlRedactor.Redact(webhook.Url, DisplayText.Clean(detail));
        var response = $"{webhook.Kind} answered {status}"
            + (text.Length > 0 ? $" ({DisplayText.Truncate(text, MaxDetailLength)})" : "");
        return status switch
        {
            // The platform itself failed: it may have posted the message or not.
            >= 500 or < 300 => new SendOutcome.Unclear($"webhook {webhook.Name}: {response}"),
            408 or 425 => new SendOutcome.Failed($"webhook {webhook.Name}: {response}"),
            >= 300 and < 400 => Gone("the webhook has moved"),
            401 or 403 or 404 or 410 => Gone(goneReason ?? DefaultReason(webhook.Kind, status)),
            _ when goneReason is not null => Gone(goneReason),
            _ => new SendOutcome.Refused($"webhook {webhook.Name}: {response}", DestinationGone: false),
        };

        SendOutcome.Refused Gone(string reason) => new(
            $"webhook {webhook.Name}: {reason}; {response}. Create a new webhook and set its address under webhooks.{webhook.Name}",
            DestinationGone: true);
    }

    private static string DefaultReason(WebhookKind kind, int status) => status switch
    {
        404 or 410 => $"the webhook was deleted on {kind}",
        _ => $"{kind} does not allow this webhook to post",
    };
}
