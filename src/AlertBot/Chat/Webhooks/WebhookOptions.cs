namespace AlertBot.Chat.Webhooks;

/// <summary>One entry of the settings' <c>webhooks</c>.</summary>
/// <param name="Name">What stands behind <c>webhook:</c> in a subscription.</param>
/// <param name="Url">Set by the operator, so not guarded, http allowed. Whoever knows it can post: never log it.</param>
internal sealed record WebhookOptions(string Name, WebhookKind Kind, Uri Url)
{
    /// <summary>Without the address: a record prints its members, and this one would reach logs.</summary>
    public override string ToString() => $"webhook {Name} ({Kind})";
}

/// <summary>Whose webhook it is.</summary>
internal enum WebhookKind
{
    Discord,
    Slack,
}
