using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Discord.Validation;

namespace AlertBot.Testing.Discord.Rest;

/// <summary>The routes of the loopback Discord. A request of another route is a violation.</summary>
internal sealed class LoopbackDiscordRoutes(LoopbackDiscord discord, LoopbackDiscordRest rest)
{
    public LoopbackDiscordResponse Handle(LoopbackDiscordRequest request) => request.Segments switch
    {
        ["interactions", var id, var token, "callback"] when request.Method == "POST" => rest.Interactions.Callback(request, id, token),
        ["webhooks", LoopbackDiscord.ApplicationId, var token, ..] => rest.Interactions.Webhook(request, token),
        ["channels", var channel, .. var more] => Channel(request, channel, more),
        ["guilds", var guild, .. var more] when request.Method == "GET" => Guild(guild, more),
        ["applications", LoopbackDiscord.ApplicationId, "commands"] => Commands(request),
        ["gateway", "bot"] when request.Method == "GET" => LoopbackDiscordResponse.Ok(Gateway()),
        ["users", "@me"] when request.Method == "GET" => LoopbackDiscordResponse.Ok(Bot()),
        ["applications", "@me"] or ["oauth2", "applications", "@me"] when request.Method == "GET" =>
            LoopbackDiscordResponse.Ok(Application()),
        _ => Unknown(request),
    };

    private LoopbackDiscordResponse Channel(LoopbackDiscordRequest request, string channel, string[] rest) => (request.Method, rest) switch
    {
        ("GET", []) => GetChannel(channel),
        ("POST", ["messages"]) => Messages.Create(channel, request.Body),
        ("GET", ["messages"]) => Messages.List(channel, request.Query["limit"]),
        ("GET", ["messages", var id]) => Messages.Get(channel, id),
        ("PATCH", ["messages", var id]) => Messages.Edit(channel, id, request.Body),
        ("DELETE", ["messages", var id]) => Messages.Remove(channel, id),
        ("POST", ["messages", var id, "threads"]) => Messages.CreateThread(channel, id, request.Body),
        ("POST", ["threads"]) => Messages.CreatePost(channel, request.Body),
        _ => Unknown(request),
    };

    private LoopbackDiscordMessages Messages => rest.Messages;

    private LoopbackDiscordResponse GetChannel(string channel)
    {
        if (Messages.CheckPermissions(channel, 0) is { } problem)
        {
            return problem;
        }

        return LoopbackDiscordResponse.Ok(
            Messages.Threads.FirstOrDefault(thread => thread.Id == channel)?.Json()
                ?? Json(discord.FindGuildOf(channel)!, discord.FindChannel(channel)!));
    }

    private LoopbackDiscordResponse Guild(string id, string[] rest)
    {
        if (discord.Guilds.Find(candidate => candidate.Id == id) is not { } guild)
        {
            return LoopbackDiscordResponse.Error(10004);
        }

        return rest switch
        {
            [] => LoopbackDiscordResponse.Ok(LoopbackGuildJson.Guild(guild)),
            ["channels"] => LoopbackDiscordResponse.Ok(new JsonArray([.. guild.Channels.Select(channel => Json(guild, channel))])),
            ["members", LoopbackDiscord.ApplicationId] =>
                LoopbackDiscordResponse.Ok(LoopbackGuildJson.Member(guild.BotRoles, LoopbackDiscord.ApplicationId)),
            ["threads", "active"] => Messages.ActiveThreads(id),
            _ => LoopbackDiscordResponse.Error(0),
        };
    }

    private LoopbackDiscordResponse Commands(LoopbackDiscordRequest request)
    {
        if (request.Method == "GET")
        {
            return LoopbackDiscordResponse.Ok(JsonNode.Parse(rest.Commands.GetRawText())!);
        }

        if (request.Method != "PUT")
        {
            return Unknown(request);
        }

        var shape = new DiscordBodyValidator();
        DiscordCommandRules.Check(request.Body, shape);
        if (shape.Errors.Count > 0)
        {
            return LoopbackDiscordResponse.InvalidFormBody(shape.Errors);
        }

        var written = (JsonArray)JsonNode.Parse(request.Body.GetRawText())!;
        foreach (var (command, i) in written.Select((command, i) => ((JsonObject)command!, i)))
        {
            Complete(command, i);
        }

        rest.Commands = JsonDocument.Parse(written.ToJsonString()).RootElement;
        return LoopbackDiscordResponse.Ok(written);
    }

    /// <summary>Adds what Discord adds to a definition: ids and defaults.</summary>
    private static void Complete(JsonObject command, int i)
    {
        command["id"] = (1_402_000_000_000_900_000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture);
        command["application_id"] = LoopbackDiscord.ApplicationId;
        command["version"] = (1_402_000_000_000_950_000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture);
        command["type"] ??= 1;
        command["nsfw"] ??= false;
        command["dm_permission"] ??= true;
        if (!command.ContainsKey("default_member_permissions"))
        {
            command["default_member_permissions"] = null;
        }
    }

    private JsonObject Gateway() => new()
    {
        ["url"] = discord.GatewayUrl.ToString(),
        ["shards"] = 1,
        ["session_start_limit"] = new JsonObject
        {
            ["total"] = 1_000,
            ["remaining"] = rest.RemainingSessionStarts,
            ["reset_after"] = (long)rest.SessionStartsResetAfter.TotalMilliseconds,
            ["max_concurrency"] = 1,
        },
    };

    private static JsonObject Bot() =>
        new()
        {
            ["id"] = LoopbackDiscord.ApplicationId,
            ["username"] = "AlertBot",
            ["discriminator"] = "0001",
            ["bot"] = true,
            ["avatar"] = null
        };

    private static JsonObject Application() => new()
    {
        ["id"] = LoopbackDiscord.ApplicationId,
        ["name"] = "AlertBot",
        ["bot_public"] = true,
        ["bot_require_code_grant"] = false,
        ["verify_key"] = new string('a', 64),
        ["flags"] = 0,
        ["bot"] = Bot(),
    };

    private static JsonObject Json(LoopbackGuild guild, LoopbackGuildChannel channel) =>
        LoopbackGuildJson.Channel(guild, channel, LoopbackDiscord.ApplicationId);

    private LoopbackDiscordResponse Unknown(LoopbackDiscordRequest request)
    {
        discord.Violations.Enqueue($"{request.Route}: this route is not expected");
        return LoopbackDiscordResponse.Error(0);
    }
}
