using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>A message as it stands in a loopback channel.</summary>
internal sealed class LoopbackSlackMessage(string channel, JsonObject json)
{
    public string Channel { get; } = channel;

    public string Ts => (string)Json["ts"]!;

    /// <summary>As <c>conversations.history</c> gives it, metadata included.</summary>
    public JsonObject Json { get; set; } = json;

    public string Text => (string?)Json["text"] ?? "";

    public JsonArray? Blocks => Json["blocks"] as JsonArray;

    /// <summary>Null where it stands in the channel itself.</summary>
    public string? ThreadTs => (string?)Json["thread_ts"] is { } thread && thread != Ts ? thread : null;

    public JsonNode? Metadata => Json["metadata"];

    /// <summary>How often it was updated.</summary>
    public int EditCount { get; set; }

    public bool IsDeleted { get; set; }

    /// <summary>By the bot itself.</summary>
    public bool IsByBot => (string?)Json["user"] == LoopbackSlack.BotUser;

    /// <summary>Of an ephemeral message: who saw it.</summary>
    public string? EphemeralUser { get; init; }

    /// <summary>The text of the first header; null where there is none.</summary>
    public string? Headline => (string?)Blocks?.FirstOrDefault(block => (string?)block!["type"] == "header")?["text"]?["text"];
}
