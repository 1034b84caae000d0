using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>One call of the loopback Web API, taken apart.</summary>
/// <param name="ApiMethod">E.g. <c>chat.postMessage</c>.</param>
/// <param name="ReceivedAt">When it came, by the server's clock.</param>
/// <param name="Body">The arguments, whether they came as JSON, form or query; what is JSON in a form is read.</param>
internal sealed record LoopbackSlackRequest(string ApiMethod, DateTimeOffset ReceivedAt, JsonNode Body)
{
    /// <summary>Null where the call names none.</summary>
    public string? Channel => Text("channel");

    /// <summary>Null: not given, or no text.</summary>
    public string? Text(string name) =>
        Body is JsonObject body && body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Of forms, where all is text, and of JSON.</summary>
    public bool Flag(string name) =>
        Body[name] is JsonValue value && (value.TryGetValue<bool>(out var flag) ? flag : Text(name) is "true" or "1");

    public int? Number(string name) => Body[name] is not JsonValue value ? null
        : value.TryGetValue<int>(out var number) ? number
        : int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;

    /// <summary>For the rules; the default where the argument is not given.</summary>
    public JsonElement Element(string name) =>
        Body is JsonObject body && body.ContainsKey(name) ? JsonSerializer.SerializeToElement(body[name]) : default;

    public override string ToString() => Channel is null ? ApiMethod : $"{ApiMethod} {Channel}";
}
