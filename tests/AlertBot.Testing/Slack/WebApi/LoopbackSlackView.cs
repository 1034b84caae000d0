using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>A modal as it stands before a person.</summary>
internal sealed class LoopbackSlackView(string id, string rootId, string? previousId)
{
    public string Id { get; } = id;

    /// <summary>The first of those that lie on each other.</summary>
    public string RootId { get; } = rootId;

    /// <summary>The one that it lies on; null: none.</summary>
    public string? PreviousId { get; } = previousId;

    /// <summary>As <c>views.open</c> answers it and interactions carry it.</summary>
    public JsonObject Json { get; private set; } = [];

    public string Hash => (string)Json["hash"]!;

    public JsonArray Blocks => Json["blocks"]!.AsArray();

    public string CallbackId => (string?)Json["callback_id"] ?? "";

    public string PrivateMetadata => (string?)Json["private_metadata"] ?? "";

    public string Title => (string)Json["title"]!["text"]!;

    /// <summary>False once the person has closed or submitted it.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>How often it was updated.</summary>
    public int UpdateCount { get; private set; }

    /// <summary>The errors of the last submission, by block id; empty where there were none.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; set; } = new Dictionary<string, string>();

    /// <summary>All that the view says, a line a text.</summary>
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

        (json["id"], json["hash"], json["team_id"]) = (Id, hash, LoopbackSlack.TeamId);
        (json["app_id"], json["bot_id"]) = (LoopbackSlack.AppId, LoopbackSlack.BotId);
        (json["root_view_id"], json["previous_view_id"]) = (RootId, PreviousId);
        json["state"] = new JsonObject { ["values"] = new JsonObject() };
        json["private_metadata"] ??= "";
        json["callback_id"] ??= "";
        (Json, Errors) = (json, new Dictionary<string, string>());
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } text when text["text"] is JsonValue told && (string?)text["type"] is "plain_text" or "mrkdwn" =>
            [(string)told!],
        JsonObject other => other.SelectMany(member => Texts(member.Value)),
        JsonArray many => many.SelectMany(Texts),
        _ => [],
    };
}
