using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Webhooks;

/// <summary>What an answer that is neither success nor a rate limit means, in words for the operator, with the mend.</summary>
internal static class WebhookErrorMapper
{
    private const int MaxDetailLength = 300;

    /// <param name="detail">What the platform wrote; shown without the webhook's address.</param>
    /// <param name="gone">What a known error means, where it means that the destination is gone.</param>
    public static SendOutcome ToOutcome(WebhookOptions webhook, int status, string detail, string? gone)
    {
        var mend = $"make a new one there and put its address under webhooks.{webhook.Name}";
        var words = WebhookUrlRedactor.Redact(webhook.Url, DisplayText.Clean(detail));
        var said = $"{webhook.Kind} answers {status}" + (words.Length > 0 ? $" ({DisplayText.Truncate(words, MaxDetailLength)})" : "");
        return status switch
        {
            // Accepted or not, nobody knows: the platform itself was in trouble.
            >= 500 or < 300 => new SendOutcome.Unclear($"webhook {webhook.Name}: {said}"),
            408 or 425 => new SendOutcome.Failed($"webhook {webhook.Name}: {said}"),
            >= 300 and < 400 => Gone($"{said}: it lies elsewhere now; {mend}"),
            401 or 403 or 404 or 410 => Gone($"{gone ?? DefaultReason(webhook.Kind, status)}, {said}: {mend}"),
            _ when gone is not null => Gone($"{gone}, {said}: {mend}"),
            _ => new SendOutcome.Refused($"webhook {webhook.Name}: {said}", DestinationGone: false),
        };

        SendOutcome.Refused Gone(string reason) => new($"webhook {webhook.Name}: {reason}", DestinationGone: true);
    }

    private static string DefaultReason(WebhookKind kind, int status) => status switch
    {
        404 or 410 => $"the webhook was deleted on {kind}",
        _ => $"{kind} does not let this webhook post",
    };
}
