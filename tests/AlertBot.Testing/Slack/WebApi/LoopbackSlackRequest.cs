using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>A parsed call of the loopback Web API.</summary>
/// <param name="ApiMethod">E.g. <c>chat.postMessage</c>.</param>
/// <param name="ReceivedAt">By the server's clock.</param>
/// <param name="Body">The arguments from JSON, form or query. JSON in a form field is parsed.</param>
internal sealed record LoopbackSlackRequest(string ApiMethod, DateTimeOffset ReceivedAt, JsonNode Body)
{
    /// <summary>Null: the call has no channel argument.</summary>
    public string? Channel => Text("channel");

    /// <summary>Null: missing, or not a string.</summary>
    public string? Text(string name) =>
        Body is JsonObject body && body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A boolean argument from JSON, or from a form, where it is text.</summary>
    public bool Flag(string name) =>
        Body[name] is JsonValue value && (value.TryGetValue<bool>(out var flag) ? flag : Text(name) is "true" or "1");

    public int? Number(string name) => Body[name] is not JsonValue value ? null
        : value.TryGetValue<int>(out var number) ? number
        : int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;

    /// <summary>The argument as an element for the rules; undefined if it is missing.</summary>
    public JsonElement Element(string name) =>
        Body is JsonObject body && body.ContainsKey(name) ? JsonSerializer.SerializeToElement(body[name]) : default;

    public override string ToString() => Channel is null ? ApiMethod : $"{ApiMethod} {Channel}";
}
