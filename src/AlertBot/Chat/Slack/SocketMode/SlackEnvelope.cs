using System.Buffers;
using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Events;

namespace AlertBot.Chat.Slack.SocketMode;

/// <summary>One message of Socket Mode. https://docs.slack.dev/apis/events-api/using-socket-mode</summary>
/// <param name="Id">Of what has to be acknowledged; another each time that it is told.</param>
/// <param name="Payload">Not set where there is none; stays valid.</param>
/// <param name="AcceptsResponsePayload">Whether the acknowledgement may say something.</param>
/// <param name="Reason">Of <c>disconnect</c>: why.</param>
internal sealed record SlackEnvelope(string? Type, string? Id, JsonElement Payload, bool AcceptsResponsePayload, string? Reason)
{
    public const string Hello = "hello";
    public const string Disconnect = "disconnect";

    /// <returns>Null for what is no JSON object.</returns>
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
            // The latter: a text with half of a surrogate pair.
            return null;
        }
    }

    /// <returns>Null for what the bot does nothing with.</returns>
    public SlackInboundEvent? ToInboundEvent() => (Type, Id) switch
    {
        (_, null) => null,
        ("slash_commands", { } id) => SlackInboundEvent.TryCreate(SlackInboundEventKind.Command, Payload, id),
        ("interactive", { } id) => SlackInboundEvent.TryCreate(SlackInboundEventKind.Interaction, Payload, id),
        ("events_api", { } id) => SlackInboundEvent.TryCreate(SlackInboundEventKind.Event, Payload, id),
        _ => null,
    };

    /// <param name="payload">What the acknowledgement says. Null: nothing.</param>
    public static byte[] WriteAcknowledgement(string id, ReadOnlyMemory<byte>? payload)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("envelope_id", id);
            if (payload is { } answer)
            {
                writer.WritePropertyName("payload");
                writer.WriteRawValue(answer.Span);
            }

            writer.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
