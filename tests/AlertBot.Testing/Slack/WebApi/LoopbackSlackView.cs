using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>A modal that was opened.</summary>
internal sealed class LoopbackSlackView(string id, string rootId, string? previousId)
{
    public string Id { get; } = id;

    /// <summary>The bottom view of the stack.</summary>
    public string RootId { get; } = rootId;

    /// <summary>The view below; null: none.</summary>
    public string? PreviousId { get; } = previousId;

    /// <summary>The view as <c>views.open</c> returns it and interactions contain it.</summary>
    public JsonObject Json { get; private set; } = [];

    public string Hash => (string)Json["hash"]!;

    public JsonArray Blocks => Json["blocks"]!.AsArray();

    public string CallbackId => (string?)Json["callback_id"] ?? "";

    public string PrivateMetadata => (string?)Json["private_metadata"] ?? "";

    public string Title => (string)Json["title"]!["text"]!;

    /// <summary>False: a person has closed or submitted it.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>The number of updates.</summary>
    public int UpdateCount { get; private set; }

    /// <summary>The errors of the last submission, by block id.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; set; } = new Dictionary<string, string>();

    /// <summary>All texts of the view, one per line.</summary>
    public string AllText => string.Join('\n', Texts(Blocks));

    public JsonElement Element => JsonSerializer.SerializeToElement(Json);

    public void Update(JsonNode view, string hash)
    {
        UpdateCount += Json.Count > 0 ? 1 : 0;
        var json = view.DeepClone().AsObject();
        foreach (var (block, i) in json["blocks"]!.AsArray().Select((block, i) => (block!, i)))
        {
            block["block_id"] ??= $"v{i}{Guid.NewGuid().ToString("N")[..5]}";
        }

        json["id"] = Id;
        json["hash"] = hash;
        json["team_id"] = LoopbackSlack.TeamId;
        json["app_id"] = LoopbackSlack.AppId;
        json["bot_id"] = LoopbackSlack.BotId;
        json["root_view_id"] = RootId;
        json["previous_view_id"] = PreviousId;
        json["state"] = new JsonObject { ["values"] = new JsonObject() };
        json["private_metadata"] ??= "";
        json["callback_id"] ??= "";
        Json = json;
        Errors = new Dictionary<string, string>();
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } text when text["text"] is JsonValue content && (string?)text["type"] is "plain_text" or "mrkdwn" =>
            [(string)content!],
        JsonObject other => other.SelectMany(member => Texts(member.Value)),
        JsonArray many => many.SelectMany(Texts),
        _ => [],
    };
}
