using AlertBot.Alerts;
using AlertBot.Topics;

namespace AlertBot.Cli.Settings;

/// <summary>The names of topics and webhooks: such as can be typed in chat as one word.</summary>
internal static class SettingNameParser
{
    public const string InvalidName = TopicName.InvalidNameMessage;

    public static bool IsName(string text) => TopicName.IsValid(text);

    public static ParseResult<string> Parse(string text) => IsName(text) ? text : ParseResult.Failure<string>(InvalidName);
}
