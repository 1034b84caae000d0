using System.Text.Json.Nodes;

namespace AlertBot.Testing.Discord.Interactions;

/// <summary>
/// Interactions as Discord sends them: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
/// </summary>
internal static class DiscordInteractionPayloads
{
    /// <summary>A user runs a command.</summary>
    /// <param name="path">One or two words.</param>
    public static JsonObject Command(string path, params (string Name, string Value)[] options) =>
        CommandData(path, options.Select(option => Option(option.Name, option.Value)));

    /// <summary>A user types into an option.</summary>
    public static JsonObject Autocomplete(string path, string option, string typed)
    {
        var focused = Option(option, typed);
        focused["focused"] = true;
        return CommandData(path, [focused]);
    }

    public static JsonObject Button(string action) => new() { ["component_type"] = 2, ["custom_id"] = action };

    public static JsonObject Modal(string form, params (string Name, string Value)[] fields) => new()
    {
        ["custom_id"] = form,
        ["components"] = new JsonArray([.. fields.Select(field =>
            (JsonNode)new JsonObject { ["type"] = 18,
                ["component"] = new JsonObject { ["type"] = 4, ["custom_id"] = field.Name, ["value"] = field.Value } })]),
    };

    /// <param name="permissions">The member's permissions in the channel; null: the interaction is in a direct message.</param>
    public static JsonObject Interaction(LoopbackInteraction interaction, JsonObject data, string guild, string channel, string user,
        string? permissions)
    {
        var userJson = new JsonObject { ["id"] = user };
        var json = new JsonObject
        {
            ["id"] = interaction.Id,
            ["application_id"] = LoopbackDiscord.ApplicationId,
            ["token"] = interaction.Token,
            ["type"] = (int)interaction.Kind,
            ["data"] = data,
            ["channel_id"] = channel,
        };
        if (permissions is null)
        {
            json["user"] = userJson;
        }
        else
        {
            json["guild_id"] = guild;
            json["member"] = new JsonObject { ["user"] = userJson, ["permissions"] = permissions };
        }

        return json;
    }

    private static JsonObject CommandData(string path, IEnumerable<JsonObject> options)
    {
        var words = path.Split(' ');
        var last = new JsonObject { ["type"] = 1, ["name"] = words[^1], ["options"] = new JsonArray([.. options]) };
        var first = words.Length == 1 ? last : new JsonObject { ["type"] = 2, ["name"] = words[0], ["options"] = new JsonArray(last) };
        return new JsonObject { ["id"] = "1", ["name"] = "news", ["type"] = 1, ["options"] = new JsonArray(first) };
    }

    // The option “count” is a number; all others are text.
    private static JsonObject Option(string name, string value) => int.TryParse(value, out var number) && name == "count"
        ? new JsonObject { ["type"] = 4, ["name"] = name, ["value"] = number }
        : new JsonObject { ["type"] = 3, ["name"] = name, ["value"] = value };
}
