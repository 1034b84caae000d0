using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Webhooks;

namespace AlertBot.Settings.Sections;

/// <summary>Reads the sections of the chat platforms: discord, slack, webhooks.</summary>
internal static class PlatformSections
{
    private const string BotTokenOrigin = "OAuth & Permissions → Bot User OAuth Token";

    public static DiscordOptions ReadDiscord(SettingSection section)
    {
        var defaults = new DiscordOptions();
        var read = new DiscordOptions
        {
            Token = section.ReadSecret("token", TokenParsers.DiscordToken),
            ApiBaseUrl = section.ReadValue("apiBaseUrl", defaults.ApiBaseUrl, UrlParsers.BaseUrl, isSecret: true),
            PublicKey = section.ReadOptional("publicKey", ParsePublicKey, isSecret: true),
        };
        section.ReportUnknownKeys();
        return read;
    }

    public static SlackOptions ReadSlack(SettingSection section)
    {
        var defaults = new SlackOptions();
        var read = new SlackOptions
        {
            BotToken = section.ReadSecret("botToken", TokenParsers.SlackToken("xoxb-", BotTokenOrigin)),
            AppToken = section.ReadSecret("appToken", TokenParsers.SlackToken("xapp-", "Basic Information → App-Level Tokens")),
            SigningSecret = section.ReadSecret("signingSecret", TokenParsers.SlackSigningSecret),
            ClientId = section.ReadOptional("clientId", TokenParsers.Token, isSecret: true),
            ClientSecret = section.ReadSecret("clientSecret", TokenParsers.Token),
            Managers = ReadManagers(section),
            ApiBaseUrl = section.ReadValue("apiBaseUrl", defaults.ApiBaseUrl, UrlParsers.BaseUrl, isSecret: true),
        };
        if ((section.IsSet("appToken") || section.IsSet("signingSecret")) && !section.IsSet("botToken"))
        {
            section.AddError(section.IsSet("appToken") ? "appToken" : "signingSecret",
                $" is for commands and needs slack.botToken, which posts the replies; set it too ({BotTokenOrigin})");
        }

        if (section.IsSet("clientId") != section.IsSet("clientSecret"))
        {
            section.AddError(section.IsSet("clientId") ? "clientId" : "clientSecret",
                ": slack.clientId and slack.clientSecret belong together; set both or neither");
        }

        section.ReportUnknownKeys();
        return read;
    }

    public static IReadOnlyList<WebhookOptions> ReadWebhooks(SettingSection section, SettingErrors errors)
    {
        var read = new List<WebhookOptions>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in section.Keys)
        {
            var webhook = section.Open(name);
            if (!SettingNameParser.IsName(name))
            {
                errors.Add(section.LocationOf(name), $"webhooks: {SettingErrors.Quote(name)} {SettingNameParser.InvalidName}");
            }
            else if (!names.Add(name))
            {
                errors.Add(section.LocationOf(name), $"webhooks.{name}: another webhook has the same name, ignoring case; rename one");
            }

            if (ReadWebhook(webhook, name) is { } options)
            {
                read.Add(options);
            }
        }

        return read;
    }

    private static WebhookOptions? ReadWebhook(SettingSection section, string name)
    {
        var discord = section.ReadSecret("discord", ParseDiscordUrl);
        var slack = section.ReadSecret("slack", ParseSlackUrl);
        var (isDiscord, isSlack) = (section.IsSet("discord"), section.IsSet("slack"));
        section.ReportUnknownKeys();
        if (isDiscord == isSlack)
        {
            section.AddError(
                isDiscord ? " has both discord and slack; split it into two webhooks"
                    : " has no URL; write { discord: \"https://…\" } or { slack: \"https://…\" }");
            return null;
        }

        return (discord ?? slack) is { } url
            ? new WebhookOptions(name, isDiscord ? WebhookKind.Discord : WebhookKind.Slack, new Uri(url))
            : null;
    }

    private static SlackManagers ReadManagers(SettingSection section)
    {
        if (section.IsList("managers"))
        {
            return new SlackManagers.Users(section.ReadList("managers", ParseUserId));
        }

        return section.ReadValue<SlackManagers>("managers", new SlackManagers.Everyone(), text => text.ToUpperInvariant() switch
        {
            "EVERYONE" => new SlackManagers.Everyone(),
            "ADMINS" => new SlackManagers.Admins(),
            _ => ParseResult.Failure<SlackManagers>(
                "is not valid here; write everyone, admins or a list of user ids such as [U0123ABCD]"),
        });
    }

    private static ParseResult<string> ParseUserId(string text) =>
        text.Length > 2 && text[0] is 'U' or 'W' && text.All(char.IsAsciiLetterOrDigit)
            ? text
            : ParseResult.Failure<string>("is not a Slack user id; write one such as U0123ABCD");

    private static ParseResult<string> ParseDiscordUrl(string text) => UrlParsers.HttpUrl(text) switch
    {
        { Error: { } error } => ParseResult.Failure<string>(error),
        { Value: { } url } when IsOnDomain(url, "slack.com") =>
            ParseResult.Failure<string>("is a Slack URL; write slack: instead of discord:"),
        _ => text,
    };

    /// <summary>Discord also accepts Slack's messages, at the URL of a webhook followed by /slack.</summary>
    private static ParseResult<string> ParseSlackUrl(string text) => UrlParsers.HttpUrl(text) switch
    {
        { Error: { } error } => ParseResult.Failure<string>(error),
        { Value: { } url }
            when (IsOnDomain(url, "discord.com") || IsOnDomain(url, "discordapp.com"))
                && !url.AbsolutePath.EndsWith("/slack", StringComparison.Ordinal) =>
            ParseResult.Failure<string>("is a Discord URL; write discord: instead of slack:"),
        _ => text,
    };

    private static bool IsOnDomain(Uri url, string domain) =>
        url.Host.Equals(domain, StringComparison.OrdinalIgnoreCase) || url.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

    private static ParseResult<string> ParsePublicKey(string text) =>
        text.Length == 64 && text.All(char.IsAsciiHexDigit)
            ? text
            : ParseResult.Failure<string>(
                "is not a public key; copy the 64 hexadecimal digits from Developer Portal → General Information");
}
