using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Api;

/// <summary>A client for Slack's Web API and for <c>response_url</c> addresses.</summary>
internal interface ISlackApi
{
    /// <summary>Why Slack refuses the bot's calls, with the fix. Null: no refusal is known.</summary>
    string? Problem => null;

    /// <summary>
    /// Calls a method of the Web API. Never throws for a failure on Slack's side; cancelled only by <paramref name="cancellationToken"/>.
    /// </summary>
    Task<PlatformResult> SendAsync(SlackCall call, CancellationToken cancellationToken);

    /// <summary>
    /// Posts to a <c>response_url</c>, which needs no token and accepts five messages within 30 minutes. A message whose outcome is unclear
    /// is not sent again.
    /// </summary>
    /// <param name="address">The address as received from Slack; a secret.</param>
    Task<PlatformResult> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken);
}
