using System.Text.Json;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// A command, a button press, a form or a request for suggestions, read from INTERACTION_CREATE:
/// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
/// </summary>
/// <param name="Token">A secret for 15 minutes: it authorizes responses in the bot's name.</param>
/// <param name="Caller">Null outside a guild.</param>
internal sealed record DiscordInteraction(string Id, string ApplicationId, string Token, InteractionKind Kind, Caller? Caller)
{
    /// <summary>The types of options up to this one are a subcommand (1) or a group of them (2); higher ones are values.</summary>
    private const int SubcommandGroup = 2;

    /// <summary>Either one makes a member a manager.</summary>
    private const DiscordPermissions ManagerPermissions = DiscordPermissions.Administrator | DiscordPermissions.ManageGuild;

    /// <summary>The path of the command, e.g. <c>topic add</c>; empty for buttons, forms and commands other than <c>/news</c>.</summary>
    public string Path { get; private init; } = "";

    /// <summary>The options of a command or the fields of a form, by name. Empty values are left out.</summary>
    public IReadOnlyDictionary<string, string> Options { get; private init; } = new Dictionary<string, string>();

    /// <summary>The option that the user is typing; null except for suggestions.</summary>
    public string? FocusedOption { get; private init; }

    /// <summary>The id of the button or form. Untrusted: a client may send anything.</summary>
    public string CustomId { get; private init; } = "";

    /// <returns>Null for an interaction of an unknown type, or without what a response needs.</returns>
    public static DiscordInteraction? Parse(JsonElement data)
    {
        if (data.Text("id") is not { } id
            || data.Text("application_id") is not { } applicationId
            || data.Text("token") is not { } token
            || data.Number("type") is not (>= (int)InteractionKind.Command and <= (int)InteractionKind.ModalSubmit and var type))
        {
            return null;
        }

        var details = data.Field("data") ?? default;
        var interaction = new DiscordInteraction(id, applicationId, token, (InteractionKind)type, ParseCaller(data))
        {
            CustomId = details.Text("custom_id") ?? "",
        };
        return interaction.Kind switch
        {
            InteractionKind.ModalSubmit => interaction with { Options = ParseFormFields(details) },
            InteractionKind.MessageComponent => interaction,
            _ => interaction.WithCommand(details),
        };
    }

    /// <summary>Safe for logs: the token is left out.</summary>
    public override string ToString() => $"interaction {Id}";

    private DiscordInteraction WithCommand(JsonElement command)
    {
        var path = new List<string>();
        var level = command;
        while (level.Items("options").FirstOrDefault(IsSubcommand) is { ValueKind: JsonValueKind.Object } subcommand)
        {
            path.Add(subcommand.Text("name") ?? "");
            level = subcommand;
        }

        var options = level.Items("options").Where(option => !IsSubcommand(option)).ToList();
        return this with
        {
            Path = command.Text("name") == DiscordCommandDefinition.CommandName ? string.Join(' ', path) : "",
            Options = ToDictionary(options.Select(option => (option.Text("name"), ToText(option.Field("value"))))),
            FocusedOption = options.Find(option => option.Flag("focused")).Text("name"),
        };
    }

    /// <summary>In a thread the channel is the thread.</summary>
    private static Caller? ParseCaller(JsonElement data)
    {
        var member = data.Field("member") ?? default;
        var isManager = (member.PermissionBits("permissions") & ManagerPermissions) != DiscordPermissions.None;
        return data.Text("guild_id") is { } guild
            && (data.Text("channel_id") ?? data.Field("channel")?.Text("id")) is { } channel
            && member.Field("user")?.Text("id") is { } user
                ? new Caller(guild, new DestinationAddress(DiscordTraits.Id, channel), user, isManager)
                : null;
    }

    /// <summary>A label (type 18) holds one field; an action row, its predecessor, holds a list.</summary>
    private static Dictionary<string, string> ParseFormFields(JsonElement form) => ToDictionary(form.Items("components")
        .SelectMany(component => component.Items("components").Append(component.Field("component") ?? default))
        .Select(field => (field.Text("custom_id"), ToText(field.Field("value")))));

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

    private static string? ToText(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.String => value.Value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.Value.GetRawText(),
        _ => null,
    };
}

/// <summary>
/// Discord's numbers: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type
/// (1 is the ping of interactions over HTTP).
/// </summary>
internal enum InteractionKind
{
    Command = 2,
    MessageComponent = 3,
    Autocomplete = 4,
    ModalSubmit = 5,
}
