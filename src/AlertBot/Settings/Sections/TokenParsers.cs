using AlertBot.Alerts.Subscriptions;

namespace AlertBot.Settings.Sections;

/// <summary>Parses tokens and other secrets of one word. Errors do not show them.</summary>
internal static class TokenParsers
{
    private const string HasScheme = "begins with \"Bot\" or \"Bearer\"; write only the token after it";

    /// <summary>Limit of a token, in characters: a multiple of the longest that a platform issues.</summary>
    private const int MaxLength = 4096;

    /// <summary>Parses any token: one word of visible ASCII.</summary>
    public static ParseResult<string> Token(string text) =>
        IsTokenText(text) ? text
        : ParseResult.Failure<string>("contains a space, a line break or a character that is not ASCII; copy the token again");

    /// <summary>
    /// Parses a Discord bot token: the bot's id, a time and a signature, in base64url with dots between them.
    /// https://docs.discord.com/developers/reference#authentication
    /// </summary>
    public static ParseResult<string> DiscordToken(string text)
    {
        const string Fix = "copy the token again: Developer Portal → Bot → Reset Token";
        return text switch
        {
            _ when StartsWithScheme(text) => ParseResult.Failure<string>(HasScheme),
            _ when Token(text) is { Error: not null } invalid => invalid,
            _ when text.All(char.IsAsciiDigit) => ParseResult.Failure<string>($"is an id, not the bot's token; {Fix}"),
            _ when text.Length == 64 && text.All(char.IsAsciiHexDigit) =>
                ParseResult.Failure<string>($"is the application's public key, not the bot's token; {Fix}"),
            _ when !IsDiscordToken(text) =>
                ParseResult.Failure<string>($"is not a bot token, which has three parts with dots between them; {Fix}"),
            _ => text,
        };
    }

    /// <summary>Parses a Slack token of one kind. https://docs.slack.dev/authentication/tokens</summary>
    /// <param name="prefix">The start of all tokens of this kind, such as <c>xoxb-</c>.</param>
    /// <param name="origin">Where Slack shows the token.</param>
    public static Func<string, ParseResult<string>> SlackToken(string prefix, string origin) => text => text switch
    {
        _ when StartsWithScheme(text) => ParseResult.Failure<string>(HasScheme),
        _ when Token(text) is { Error: not null } invalid => invalid,
        _ when !text.StartsWith(prefix, StringComparison.Ordinal) =>
            ParseResult.Failure<string>($"is not a token of this kind, which begins with {prefix}; copy it from {origin}"),
        _ => text,
    };

    /// <summary>Parses Slack's signing secret.</summary>
    public static ParseResult<string> SlackSigningSecret(string text) =>
        text.StartsWith("xox", StringComparison.OrdinalIgnoreCase) || text.StartsWith("xapp-", StringComparison.OrdinalIgnoreCase)
            ? ParseResult.Failure<string>("is a token, not the signing secret; copy it from Basic Information → App Credentials")
            : Token(text);

    private static bool IsTokenText(string text) => text.Length is > 0 and <= MaxLength && text.All(c => c is > ' ' and <= '~');

    private static bool StartsWithScheme(string text) =>
        text.StartsWith("Bot ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    private static bool IsDiscordToken(string text) =>
        text.Split('.') is [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 }]
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
