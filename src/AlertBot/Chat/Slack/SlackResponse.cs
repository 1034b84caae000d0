namespace AlertBot.Chat.Slack;

/// <summary>The addresses that Slack gives for answers to commands and presses: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses</summary>
internal static class SlackResponse
{
    /// <summary>Stands for them among the methods.</summary>
    public const string Method = "response_url";

    /// <summary>An address whose time or uses are over, and one that Slack does not know.</summary>
    private static readonly string[] Over = ["expired_url", "used_url", "no_service", "invalid_token"];

    /// <summary>A person waits for the answer, and a 429 is not one of its uses.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Encrypted, or on this machine.</summary>
    public static bool IsFit(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    public static SlackCall Call(Uri address, SlackMessage message) => new(Method) { Channel = address.AbsoluteUri, Json = message.ToJson(), Patience = Patience };

    /// <summary>Slack answers <c>ok</c> as text, or JSON as everywhere else.</summary>
    /// <returns>Null: taken.</returns>
    public static string? Error(string body) => Over.FirstOrDefault(word => body.Trim().Trim('"') == word);

    public static string Sentence(string error) => error switch
    {
        "used_url" => "Slack takes five answers to a command or a press, and they are used up",
        "expired_url" => "Slack takes answers to a command or a press for 30 minutes, and they are over",
        _ => "Slack does not take answers to this command or press any more",
    };
}
