using System.Text.Json;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// What someone did with the bot, read from INTERACTION_CREATE:
/// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
/// </summary>
/// <param name="Token">A secret for 15 minutes: whoever has it answers in our name.</param>
/// <param name="Caller">Null outside guilds.</param>
internal sealed record DiscordInteraction(string Id, string ApplicationId, string Token, InteractionKind Kind, Caller? Caller)
{
    private const int SubcommandGroup = 2;

    /// <summary>Of a command and of suggestions: <c>topic add</c>; empty where it is not ours.</summary>
    public string Path { get; private init; } = "";

    /// <summary>Of a command, or the fields of a form; by name.</summary>
    public IReadOnlyDictionary<string, string> Options { get; private init; } = new Dictionary<string, string>();

    /// <summary>The option that is being typed.</summary>
    public string? FocusedOption { get; private init; }

    /// <summary>Of a button or form: from outside, so anything.</summary>
    public string CustomId { get; private init; } = "";

    /// <returns>Null where it is none that we know or can answer.</returns>
    public static DiscordInteraction? Parse(JsonElement data)
    {
        if (data.Text("id") is not { } id || data.Text("application_id") is not { } application || data.Text("token") is not { } token
            || data.Number("type") is not (>= (int)InteractionKind.Command and <= (int)InteractionKind.ModalSubmit and var type))
        {
            return null;
        }

        var what = data.Field("data") ?? default;
        var read = new DiscordInteraction(id, application, token, (InteractionKind)type,
            ParseCaller(data)) { CustomId = what.Text("custom_id") ?? "" };
        return read.Kind switch
        {
            InteractionKind.ModalSubmit => read with { Options = ParseFormFields(what) },
            InteractionKind.MessageComponent => read,
            _ => read.ParseCommand(what),
        };
    }

    /// <summary>Keeps the token out of logs.</summary>
    public override string ToString() => $"interaction {Id}";

    private DiscordInteraction ParseCommand(JsonElement what)
    {
        var path = new List<string>();
        var level = what;
        while (level.Items("options").FirstOrDefault(IsSubcommand) is { ValueKind: JsonValueKind.Object } sub)
        {
            path.Add(sub.Text("name") ?? "");
            level = sub;
        }

        var given = level.Items("options").Where(option => !IsSubcommand(option)).ToList();
        return this with
        {
            Path = what.Text("name") == DiscordCommandDefinition.CommandName ? string.Join(' ', path) : "",
            Options = ToDictionary(given.Select(option => (option.Text("name"), Value(option.Field("value"))))),
            FocusedOption = given.Where(option => option.Flag("focused")).Select(option => option.Text("name")).FirstOrDefault(),
        };
    }

    /// <summary>A thread is a channel like any other: its own id stands where the command was given.</summary>
    private static Caller? ParseCaller(JsonElement data)
    {
        var member = data.Field("member") ?? default;
        return data.Text("guild_id") is { } guild && (data.Text("channel_id") ?? data.Field("channel")?.Text("id")) is { } channel
            && member.Field("user")?.Text("id") is { } user
            ? new Caller(guild, new DestinationAddress("discord", channel), user,
                (member.PermissionBits(
                    "permissions") & (DiscordPermissions.Administrator | DiscordPermissions.ManageGuild)) != DiscordPermissions.None)
            : null;
    }

    /// <summary>A label holds one field (type 18); the rows that it replaced hold a list.</summary>
    private static Dictionary<string, string> ParseFormFields(JsonElement what) => ToDictionary(what.Items("components")
        .SelectMany(component => component.Items("components").Append(component.Field("component") ?? default))
        .Select(field => (field.Text("custom_id"), Value(field.Field("value")))));

    private static Dictionary<string, string> ToDictionary(IEnumerable<(string? Name, string? Value)> values)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (name is not null && value is { Length: > 0 })
            {
                named[name] = value;
            }
        }

        return named;
    }

    private static bool IsSubcommand(JsonElement option) => option.Number("type") <= SubcommandGroup;

    private static string? Value(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.String => value.Value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.Value.GetRawText(),
        _ => null,
    };
}

/// <summary>Numbered as Discord does; 1 is the ping of HTTP interactions.</summary>
internal enum InteractionKind
{
    Command = 2,
    MessageComponent = 3,
    Autocomplete = 4,
    ModalSubmit = 5,
}
