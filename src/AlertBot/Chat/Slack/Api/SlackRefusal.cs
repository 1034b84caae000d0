using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Api;

/// <summary>Slack refused a call.</summary>
/// <param name="Error">Slack's error code, e.g. <c>not_in_channel</c>, or <c>http_</c> and the status where there is none.</param>
internal sealed record SlackRefusal(string Error, string Reason) : PlatformResult.Refused(Reason);
