using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Api;

/// <summary>
/// The addresses that Slack gives for answers to commands and presses:
/// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
/// </summary>
internal static class SlackResponseUrl
{
    /// <summary>Stands for them among the methods.</summary>
    public const string MethodName = "response_url";

    public const string NoLongerAccepted = "Slack does not take answers to this command or press any more";

    private const int MaxErrorCodeLength = 60;

    /// <summary>A person waits for the answer, and a 429 is not one of its uses.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    /// <summary>Encrypted, or on this machine.</summary>
    public static bool IsValid(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    public static SlackCall CreateCall(Uri address, SlackMessage message) =>
        new(MethodName) { Channel = address.AbsoluteUri, Json = message.ToJson(), MaxWait = MaxWait };

    /// <summary>Slack answers <c>ok</c> as text, or a word that says what is wrong, or JSON as everywhere else.</summary>
    /// <returns>Null: no such word.</returns>
    public static SlackError? ParseError(string body) =>
        body.Trim().Trim('"') is { Length: > 2 and < MaxErrorCodeLength } word && word.All(c => char.IsAsciiLetterLower(c) || c == '_')
            ? new SlackError(word, null, []) : null;

    /// <returns>Null: the word means what it means everywhere.</returns>
    public static string? DescribeError(string word) => word switch
    {
        "used_url" => "Slack takes five answers to a command or a press, and they are used up",
        "expired_url" => "Slack takes answers to a command or a press for 30 minutes, and they are over",
        "no_service" or "invalid_token" => NoLongerAccepted,
        _ => null,
    };
}
