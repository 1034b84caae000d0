namespace AlertBot.Chat.Webhooks;

/// <summary>One entry of the settings' <c>webhooks</c>.</summary>
/// <param name="Name">The name that a subscription uses: <c>webhook:NAME</c>.</param>
/// <param name="Url">
/// Set by the operator: not guarded, and http is allowed. It is a secret, because it allows posting: never log it.
/// </param>
internal sealed record WebhookOptions(string Name, WebhookKind Kind, Uri Url)
{
    /// <summary>Without the URL: the default implementation would print it, and it would reach logs.</summary>
    public override string ToString() => $"webhook {Name} ({Kind})";
}

/// <summary>The platform of a webhook.</summary>
internal enum WebhookKind
{
    Discord,
    Slack,
}
