using AlertBot.Alerts.Subscriptions;
using AlertBot.Topics;

namespace AlertBot.Settings.Sections;

/// <summary>Parses names of topics and webhooks, which can be typed in chat as one word.</summary>
internal static class SettingNameParser
{
    public const string InvalidName = TopicName.InvalidNameMessage;

    public static bool IsName(string text) => TopicName.IsValid(text);

    public static ParseResult<string> Parse(string text) => IsName(text) ? text : ParseResult.Failure<string>(InvalidName);
}
