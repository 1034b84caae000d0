namespace AlertBot.Chat.Slack;

/// <summary>The addresses that Slack gives for answers to commands and presses: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses</summary>
internal static class SlackResponse
{
    /// <summary>Stands for them among the methods.</summary>
    public const string Method = "response_url";

    public const string Over = "Slack does not take answers to this command or press any more";

    private const int LongestWord = 60;

    /// <summary>A person waits for the answer, and a 429 is not one of its uses.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Encrypted, or on this machine.</summary>
    public static bool IsFit(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    public static SlackCall Call(Uri address, SlackMessage message) => new(Method) { Channel = address.AbsoluteUri, Json = message.ToJson(), Patience = Patience };

    /// <summary>Slack answers <c>ok</c> as text, or a word that says what is wrong, or JSON as everywhere else.</summary>
    /// <returns>Null: no such word.</returns>
    public static SlackError? Parse(string body) =>
        body.Trim().Trim('"') is { Length: > 2 and < LongestWord } word && word.All(c => char.IsAsciiLetterLower(c) || c == '_') ? new SlackError(word, null, []) : null;

    /// <returns>Null: the word means what it means everywhere.</returns>
    public static string? Sentence(string word) => word switch
    {
        "used_url" => "Slack takes five answers to a command or a press, and they are used up",
        "expired_url" => "Slack takes answers to a command or a press for 30 minutes, and they are over",
        "no_service" or "invalid_token" => Over,
        _ => null,
    };
}
