using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>A message in a loopback channel.</summary>
internal sealed class LoopbackSlackMessage(string channel, JsonObject json)
{
    public string Channel { get; } = channel;

    public string Ts => (string)Json["ts"]!;

    /// <summary>The message as <c>conversations.history</c> returns it, with metadata.</summary>
    public JsonObject Json { get; set; } = json;

    public string Text => (string?)Json["text"] ?? "";

    public JsonArray? Blocks => Json["blocks"] as JsonArray;

    /// <summary>Null: not a reply in a thread.</summary>
    public string? ThreadTs => (string?)Json["thread_ts"] is { } thread && thread != Ts ? thread : null;

    public JsonNode? Metadata => Json["metadata"];

    /// <summary>The number of updates.</summary>
    public int EditCount { get; set; }

    public bool IsDeleted { get; set; }

    /// <summary>True: posted by the bot.</summary>
    public bool IsByBot => (string?)Json["user"] == LoopbackSlack.BotUser;

    /// <summary>The user who sees an ephemeral message; null: it is not ephemeral.</summary>
    public string? EphemeralUser { get; init; }

    /// <summary>The text of the first header block; null: there is none.</summary>
    public string? Headline => (string?)Blocks?.FirstOrDefault(block => (string?)block!["type"] == "header")?["text"]?["text"];
}
