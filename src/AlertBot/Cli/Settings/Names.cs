using AlertBot.Alerts;
using AlertBot.Topics;

namespace AlertBot.Cli.Settings;

/// <summary>The names of topics and webhooks: such as can be typed in chat as one word.</summary>
internal static class Names
{
    public const string Mistake = TopicName.Mistake;

    public static bool IsName(string text) => TopicName.IsName(text);

    public static Parsed<string> Parse(string text) => IsName(text) ? text : Mistaken.As<string>(Mistake);
}
