namespace AlertBot.Chat.Webhooks;

/// <summary>One of the settings under <c>webhooks</c>.</summary>
/// <param name="Url">A secret: whoever has it can post.</param>
internal sealed record WebhookOptions(string Name, WebhookKind Kind, Uri Url);

/// <summary>The platform whose format a webhook takes.</summary>
internal enum WebhookKind
{
    Discord,
    Slack,
}
