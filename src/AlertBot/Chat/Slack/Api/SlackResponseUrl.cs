using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Api;

/// <summary>
/// The <c>response_url</c> of a command or interaction, to which responses are posted:
/// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
/// </summary>
internal static class SlackResponseUrl
{
    /// <summary>Takes the place of a method's name in a <see cref="SlackCall"/>.</summary>
    public const string MethodName = "response_url";

    public const string NoLongerAccepted = "Slack no longer accepts responses to this command or interaction";

    /// <summary>Limits the length of an error code in a plain-text response, in characters; longer text is not a code.</summary>
    private const int MaxErrorCodeLength = 60;

    /// <summary>Limits the wait after a 429: a person is waiting for the response.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    /// <summary>Only https, or http on this machine.</summary>
    public static bool IsValid(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    public static SlackCall CreateCall(Uri address, SlackMessage message) =>
        new(MethodName) { Channel = address.AbsoluteUri, Json = message.ToJson(), MaxWait = MaxWait };

    /// <summary>Reads the plain-text body of a response: <c>ok</c> or an error code. The body may also be JSON.</summary>
    /// <returns>Null: the body is not an error code.</returns>
    public static SlackError? ParseError(string body) =>
        body.Trim().Trim('"') is { Length: > 2 and < MaxErrorCodeLength } code && code.All(c => char.IsAsciiLetterLower(c) || c == '_')
            ? new SlackError(code, null, [])
            : null;

    /// <returns>Null: the code has no special meaning here.</returns>
    public static string? DescribeError(string code) => code switch
    {
        "used_url" => "Slack accepts five responses to a command or interaction, and they are used up",
        "expired_url" => "Slack accepts responses to a command or interaction for 30 minutes, and they are over",
        "no_service" or "invalid_token" => NoLongerAccepted,
        _ => null,
    };
}
