using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Api;

/// <summary>Slack's Web API and the addresses it gives for answers.</summary>
internal interface ISlackApi
{
    /// <summary>Why Slack takes nothing from the bot, with the mend; null: it does, as far as is known.</summary>
    string? Problem => null;

    /// <summary>Never throws for what Slack does; cancelled by its caller only.</summary>
    Task<SlackApiResult> SendAsync(SlackCall call, CancellationToken cancellationToken);

    /// <summary>
    /// Posts to a <c>response_url</c>, which needs no token and takes five messages within 30 minutes. What is unclear is not sent again.
    /// </summary>
    /// <param name="address">As Slack gave it; a secret.</param>
    Task<SlackApiResult> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken);
}
