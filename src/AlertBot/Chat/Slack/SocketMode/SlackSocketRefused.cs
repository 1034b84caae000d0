using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.SocketMode;

/// <summary>Slack refuses a Socket Mode connection until a person has changed something.</summary>
/// <param name="Error">Slack's error code.</param>
internal sealed record SlackSocketRefused(string Error, string Reason) : SocketUrlResult.Refused(Reason);
