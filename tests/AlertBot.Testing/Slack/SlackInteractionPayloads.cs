using System.Text.Json.Nodes;
using AlertBot.Testing.Slack.WebApi;

namespace AlertBot.Testing.Slack;

/// <summary>
/// Creates the payloads of interactions: https://docs.slack.dev/reference/interaction-payloads
/// </summary>
internal static class SlackInteractionPayloads
{
    /// <summary>Presses a button of a message, found by its label or action id.</summary>
    public static JsonObject PressButton(LoopbackSlackMessage message, string button, string user = LoopbackSlack.DefaultUser)
    {
        var (block, element) = Find(message.Blocks!, button);
        return InMessage(message, block, new JsonObject
        {
            ["action_id"] = element["action_id"]?.DeepClone() ?? "a0",
            ["type"] = "button",
            ["text"] = element["text"]!.DeepClone(),
            ["value"] = element["value"]?.DeepClone() ?? "",
        }, user);
    }

    /// <summary>Selects an entry of a message's overflow menu, found by its text.</summary>
    public static JsonObject SelectOverflow(LoopbackSlackMessage message, string option, string user = LoopbackSlack.DefaultUser)
    {
        var (block, element) = Elements(message.Blocks!).First(candidate =>
            (string?)candidate.Element["type"] == "overflow"
            && candidate.Element["options"]!.AsArray().Any(each => (string?)each!["text"]!["text"] == option));
        return InMessage(message, block, new JsonObject
        {
            ["action_id"] = element["action_id"]?.DeepClone() ?? "a0",
            ["type"] = "overflow",
            ["selected_option"] = element["options"]!.AsArray().First(each => (string?)each!["text"]!["text"] == option)!.DeepClone(),
        }, user);
    }

    /// <summary>Presses a button in a modal, found by its label or action id.</summary>
    /// <param name="typed">The values of the inputs, by block id.</param>
    public static JsonObject PressInView(LoopbackSlackView view, string button, IReadOnlyDictionary<string, string>? typed = null,
        string user = LoopbackSlack.DefaultUser)
    {
        var (block, element) = Find(view.Blocks, button);
        return OfView(view, block, new JsonObject
        {
            ["action_id"] = element["action_id"]?.DeepClone() ?? "a0",
            ["type"] = "button",
            ["text"] = element["text"]!.DeepClone(),
            ["value"] = element["value"]?.DeepClone() ?? "",
        }, typed, user);
    }

    /// <summary>Changes an input whose block has <c>dispatch_action</c>.</summary>
    public static JsonObject ChangeInput(LoopbackSlackView view, string blockId, IReadOnlyDictionary<string, string> typed,
        string user = LoopbackSlack.DefaultUser)
    {
        var block = view.Blocks.First(candidate => (string?)candidate!["block_id"] == blockId)!;
        var action = Value(block["element"]!, typed[blockId]);
        action["action_id"] = block["element"]!["action_id"]?.DeepClone() ?? "a0";
        return OfView(view, block, action, typed, user);
    }

    /// <summary>Submits a modal: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload</summary>
    /// <param name="typed">The values of the inputs, by block id; for a select, the value of an option.</param>
    public static JsonObject SubmitView(LoopbackSlackView view, IReadOnlyDictionary<string, string>? typed = null,
        string user = LoopbackSlack.DefaultUser) => new()
        {
            ["type"] = "view_submission",
            ["user"] = User(user),
            ["view"] = WithState(view, typed),
            ["response_urls"] = new JsonArray(),
        };

    private static JsonObject InMessage(LoopbackSlackMessage message, JsonNode block, JsonObject action, string user)
    {
        var container = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = message.Ts,
            ["channel_id"] = message.Channel,
            ["is_ephemeral"] = message.EphemeralUser is not null,
        };
        if (message.Json["thread_ts"] is { } thread)
        {
            container["thread_ts"] = thread.DeepClone();
        }

        return new JsonObject
        {
            ["type"] = "block_actions",
            ["user"] = User(user),
            ["container"] = container,
            ["channel"] = new JsonObject { ["id"] = message.Channel, ["name"] = "news" },
            ["message"] = LoopbackSlackMessages.WithoutMember(message.Json, "metadata"),
            ["state"] = new JsonObject { ["values"] = new JsonObject() },
            ["actions"] = new JsonArray(BlockAction(action, block)),
        };
    }

    private static JsonObject OfView(LoopbackSlackView view, JsonNode block, JsonObject action,
        IReadOnlyDictionary<string, string>? typed, string user) => new()
        {
            ["type"] = "block_actions",
            ["user"] = User(user),
            ["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id },
            ["view"] = WithState(view, typed),
            ["actions"] = new JsonArray(BlockAction(action, block)),
        };

    private static JsonObject BlockAction(JsonObject action, JsonNode block)
    {
        action["block_id"] = block["block_id"]?.DeepClone();
        action["action_ts"] = "1402000000.000100";
        return action;
    }

    private static JsonObject WithState(LoopbackSlackView view, IReadOnlyDictionary<string, string>? typed)
    {
        var json = view.Json.DeepClone().AsObject();
        var values = json["state"]!["values"]!.AsObject();
        foreach (var block in view.Blocks.Where(block => (string?)block!["type"] == "input"))
        {
            var id = (string)block!["block_id"]!;
            var action = (string?)block["element"]!["action_id"] ?? "a0";
            var initial = (string?)block["element"]!["initial_value"] ?? (string?)block["element"]!["initial_option"]?["value"];
            var value = typed is not null && typed.TryGetValue(id, out var typedValue) ? typedValue : initial;
            values[id] = new JsonObject { [action] = Value(block["element"]!, value) };
        }

        return json;
    }

    private static JsonObject Value(JsonNode element, string? value)
    {
        if ((string)element["type"]! != "static_select")
        {
            return new JsonObject { ["type"] = (string)element["type"]!, ["value"] = string.IsNullOrEmpty(value) ? null : value };
        }

        var selected = value is null ? null : element["options"]!.AsArray().First(option => (string?)option!["value"] == value);
        return new JsonObject { ["type"] = "static_select", ["selected_option"] = selected?.DeepClone() };
    }

    private static (JsonNode Block, JsonNode Element) Find(JsonArray blocks, string button) => Elements(blocks).First(candidate =>
        (string?)candidate.Element["type"] == "button"
        && ((string?)candidate.Element["text"]!["text"] == button || (string?)candidate.Element["action_id"] == button));

    private static IEnumerable<(JsonNode Block, JsonNode Element)> Elements(JsonArray blocks) =>
        blocks.SelectMany(block => (string?)block!["type"] switch
        {
            "actions" => block["elements"]!.AsArray().Select(element => (block, element!)),
            "section" when block["accessory"] is { } accessory => [(block, accessory)],
            _ => Enumerable.Empty<(JsonNode, JsonNode)>(),
        });

    private static JsonObject User(string id) =>
        new() { ["id"] = id, ["username"] = id.ToLowerInvariant(), ["name"] = id.ToLowerInvariant(), ["team_id"] = LoopbackSlack.TeamId };
}
