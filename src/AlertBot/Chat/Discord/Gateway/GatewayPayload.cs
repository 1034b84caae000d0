using System.Buffers;
using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Gateway;

/// <summary>One message of the gateway: https://docs.discord.com/developers/events/gateway-events#payload-structure</summary>
/// <param name="Data">Undefined where there is none. Stays valid.</param>
/// <param name="Sequence">Null for anything but an event.</param>
/// <param name="Event">The event's name; null for anything but an event.</param>
internal sealed record GatewayPayload(long Op, JsonElement Data, long? Sequence, string? Event)
{
    public const int Dispatch = 0;
    public const int Heartbeat = 1;
    public const int Identify = 2;
    public const int Resume = 6;
    public const int Reconnect = 7;
    public const int InvalidSession = 9;
    public const int Hello = 10;
    public const int HeartbeatAck = 11;

    /// <summary>Guilds, channels, threads and roles; no privileged intent and no messages.</summary>
    private const int GuildsIntent = 1;

    /// <returns>Null for invalid JSON and for a message without an opcode.</returns>
    public static GatewayPayload? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.Number("op") is { } op
                ? new GatewayPayload(op, root.Field("d")?.Clone() ?? default, root.Number("s"), root.Text("t"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static ReadOnlyMemory<byte> WriteHeartbeat(long? sequence) => Write(Heartbeat, writer =>
    {
        if (sequence is { } last)
        {
            writer.WriteNumber("d", last);
        }
        else
        {
            writer.WriteNull("d");
        }
    });

    public static ReadOnlyMemory<byte> WriteIdentify(string token) => Write(Identify, writer =>
    {
        writer.WriteStartObject("d");
        writer.WriteString("token", token);
        writer.WriteNumber("intents", GuildsIntent);
        writer.WriteStartObject("properties");
        writer.WriteString("os", OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux");
        writer.WriteString("browser", "AlertBot");
        writer.WriteString("device", "AlertBot");
        writer.WriteEndObject();
        writer.WriteStartArray("shard");
        writer.WriteNumberValue(0);
        writer.WriteNumberValue(1);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> WriteResume(string token, string sessionId, long sequence) => Write(Resume, writer =>
    {
        writer.WriteStartObject("d");
        writer.WriteString("token", token);
        writer.WriteString("session_id", sessionId);
        writer.WriteNumber("seq", sequence);
        writer.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Write(int op, Action<Utf8JsonWriter> writeData)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("op", op);
            writeData(writer);
            writer.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }
}
