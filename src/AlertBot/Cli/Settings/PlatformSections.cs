using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Chat.Webhooks;

namespace AlertBot.Cli.Settings;

/// <summary>Reads the sections of the chat platforms: discord, slack, webhooks.</summary>
internal static class PlatformSections
{
    public static DiscordOptions Discord(Section section)
    {
        var defaults = new DiscordOptions();
        var read = new DiscordOptions
        {
            Token = section.Secret("token", Values.Token),
            ApiBaseUrl = section.Value("apiBaseUrl", defaults.ApiBaseUrl, Addresses.Base, isSecret: true),
            PublicKey = section.Reference("publicKey", PublicKey, isSecret: true),
        };
        section.Close();
        return read;
    }

    public static SlackOptions Slack(Section section)
    {
        var defaults = new SlackOptions();
        var read = new SlackOptions
        {
            BotToken = section.Secret("botToken", Values.TokenBeginningWith("xoxb-")),
            AppToken = section.Secret("appToken", Values.TokenBeginningWith("xapp-")),
            SigningSecret = section.Secret("signingSecret", SigningSecret),
            ClientId = section.Reference("clientId", Values.Token, isSecret: true),
            ClientSecret = section.Secret("clientSecret", Values.Token),
            Managers = Managers(section),
            ApiBaseUrl = section.Value("apiBaseUrl", defaults.ApiBaseUrl, Addresses.Base, isSecret: true),
        };
        if ((section.IsGiven("appToken") || section.IsGiven("signingSecret")) && !section.IsGiven("botToken"))
        {
            section.Refuse(section.IsGiven("appToken") ? "appToken" : "signingSecret", " brings commands, and slack.botToken posts; give botToken too (OAuth & Permissions, Bot User OAuth Token)");
        }

        if (section.IsGiven("clientId") != section.IsGiven("clientSecret"))
        {
            section.Refuse(section.IsGiven("clientId") ? "clientId" : "clientSecret", ": slack.clientId and slack.clientSecret go together; give both or neither");
        }

        section.Close();
        return read;
    }

    public static IReadOnlyList<WebhookOptions> Webhooks(Section section, Mistakes mistakes)
    {
        var read = new List<WebhookOptions>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in section.Keys)
        {
            var webhook = section.Of(name);
            if (!Names.IsName(name))
            {
                mistakes.Add(section.PlaceOf(name), $"webhooks: {Mistakes.Quote(name)} {Names.Mistake}");
            }
            else if (!names.Add(name))
            {
                mistakes.Add(section.PlaceOf(name), $"webhooks.{name}: another webhook has the same name in other case; rename one");
            }

            if (Webhook(webhook, name) is { } options)
            {
                read.Add(options);
            }
        }

        return read;
    }

    private static WebhookOptions? Webhook(Section section, string name)
    {
        var discord = section.Secret("discord", DiscordUrl);
        var slack = section.Secret("slack", SlackUrl);
        var (isDiscord, isSlack) = (section.IsGiven("discord"), section.IsGiven("slack"));
        section.Close();
        if (isDiscord == isSlack)
        {
            section.Refuse(isDiscord ? " has both discord and slack; make two webhooks of it" : " has no address; write { discord: \"https://…\" } or { slack: \"https://…\" }");
            return null;
        }

        return (discord ?? slack) is { } url
            ? new WebhookOptions(name, isDiscord ? WebhookKind.Discord : WebhookKind.Slack, new Uri(url))
            : null;
    }

    private static Parsed<string> SigningSecret(string text) =>
        text.StartsWith("xox", StringComparison.OrdinalIgnoreCase) || text.StartsWith("xapp-", StringComparison.OrdinalIgnoreCase)
            ? Mistaken.As<string>("is a token; the signing secret stands under Basic Information → App Credentials")
            : Values.Token(text);

    private static SlackManagers Managers(Section section)
    {
        if (section.IsList("managers"))
        {
            return new SlackManagers.Users(section.List("managers", UserId));
        }

        return section.Value<SlackManagers>("managers", new SlackManagers.Everyone(), text => text.ToUpperInvariant() switch
        {
            "EVERYONE" => new SlackManagers.Everyone(),
            "ADMINS" => new SlackManagers.Admins(),
            _ => Mistaken.As<SlackManagers>("is not possible here; write everyone, admins or a list of user ids such as [U0123ABCD]"),
        });
    }

    private static Parsed<string> UserId(string text) =>
        text.Length > 2 && text[0] is 'U' or 'W' && text.All(char.IsAsciiLetterOrDigit)
            ? text
            : Mistaken.As<string>("is no user id of Slack; those look like U0123ABCD");

    private static Parsed<string> DiscordUrl(string text) => Addresses.Web(text) switch
    {
        { Mistake: { } mistake } => Mistaken.As<string>(mistake),
        { Value: { } url } when IsAt(url, "slack.com") => Mistaken.As<string>("is an address of Slack; write slack: instead of discord:"),
        _ => text,
    };

    /// <summary>Discord takes Slack's messages too, at a webhook's address with /slack behind it.</summary>
    private static Parsed<string> SlackUrl(string text) => Addresses.Web(text) switch
    {
        { Mistake: { } mistake } => Mistaken.As<string>(mistake),
        { Value: { } url } when (IsAt(url, "discord.com") || IsAt(url, "discordapp.com")) && !url.AbsolutePath.EndsWith("/slack", StringComparison.Ordinal) =>
            Mistaken.As<string>("is an address of Discord; write discord: instead of slack:"),
        _ => text,
    };

    private static bool IsAt(Uri url, string domain) =>
        url.Host.Equals(domain, StringComparison.OrdinalIgnoreCase) || url.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

    private static Parsed<string> PublicKey(string text) =>
        text.Length == 64 && text.All(char.IsAsciiHexDigit)
            ? text
            : Mistaken.As<string>("is no public key; copy the 64 hexadecimal digits of the application's page");
}
