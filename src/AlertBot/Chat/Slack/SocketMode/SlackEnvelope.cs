using System.Buffers;
using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Events;

namespace AlertBot.Chat.Slack.SocketMode;

/// <summary>One message of Socket Mode. https://docs.slack.dev/apis/events-api/using-socket-mode</summary>
/// <param name="Id">The envelope to acknowledge; different in each delivery. Null: no acknowledgement is needed.</param>
/// <param name="Payload">Undefined where there is none; stays valid.</param>
/// <param name="AcceptsResponsePayload">True: the acknowledgement may have a payload.</param>
/// <param name="Reason">The reason of a <c>disconnect</c>.</param>
internal sealed record SlackEnvelope(string? Type, string? Id, JsonElement Payload, bool AcceptsResponsePayload, string? Reason)
{
    public const string Hello = "hello";
    public const string Disconnect = "disconnect";

    /// <returns>Null: the message is not a JSON object.</returns>
    public static SlackEnvelope? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new SlackEnvelope(root.Text("type"), root.Text("envelope_id"), root.Field("payload")?.Clone() ?? default,
                    root.Flag("accepts_response_payload"), root.Text("reason"))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text with half of a surrogate pair.
            return null;
        }
    }

    /// <returns>Null: the message is not a command, interaction or event.</returns>
    public SlackInboundEvent? ToInboundEvent() => (Type, Id) switch
    {
        (_, null) => null,
        ("slash_commands", { } id) => SlackInboundEvent.TryCreate(SlackInboundEventKind.Command, Payload, id),
        ("interactive", { } id) => SlackInboundEvent.TryCreate(SlackInboundEventKind.Interaction, Payload, id),
        ("events_api", { } id) => SlackInboundEvent.TryCreate(SlackInboundEventKind.Event, Payload, id),
        _ => null,
    };

    /// <param name="payload">The payload as JSON. Null: none.</param>
    public static byte[] WriteAcknowledgement(string id, ReadOnlyMemory<byte>? payload)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("envelope_id", id);
            if (payload is { } json)
            {
                writer.WritePropertyName("payload");
                writer.WriteRawValue(json.Span);
            }

            writer.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
