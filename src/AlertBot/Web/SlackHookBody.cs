using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AlertBot.Chat;
using AlertBot.Chat.Slack;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AlertBot.Web;

/// <summary>What a request of Slack's holds.</summary>
internal abstract record SlackHookBody
{
    private SlackHookBody()
    {
    }

    internal sealed record Told(SlackInbound Inbound) : SlackHookBody;

    /// <summary>Slack wants to hear this, to know that the address is ours.</summary>
    internal sealed record Challenge(string Text) : SlackHookBody;

    /// <summary>Slack tries the address: nothing is to be done.</summary>
    internal sealed record Trial : SlackHookBody;

    /// <summary>A message that the bot does nothing with.</summary>
    internal sealed record Other : SlackHookBody;

    internal sealed record Unreadable : SlackHookBody;

    /// <summary>A form whose fields are the command. https://docs.slack.dev/interactivity/implementing-slash-commands</summary>
    public static SlackHookBody ReadCommand(HttpRequest request, byte[] body) => Form(request, body) switch
    {
        null => new Unreadable(),
        var form when form.GetValueOrDefault("ssl_check") == "1" => new Trial(),
        var form when form.ContainsKey("command") => Tell(SlackInboundKind.Command, Json(form), body),
        _ => new Unreadable(),
    };

    /// <summary>A form with JSON in its field <c>payload</c>. https://docs.slack.dev/interactivity/handling-user-interaction</summary>
    public static SlackHookBody ReadInteraction(HttpRequest request, byte[] body) => Form(request, body) switch
    {
        null => new Unreadable(),
        var form when form.GetValueOrDefault("ssl_check") == "1" => new Trial(),
        var form when form.GetValueOrDefault("payload") is { } payload && Parse(Encoding.UTF8.GetBytes(payload)) is { } json => Tell(SlackInboundKind.Interaction, json, body),
        _ => new Unreadable(),
    };

    /// <summary>https://docs.slack.dev/apis/events-api</summary>
    public static SlackHookBody ReadEvent(HttpRequest request, byte[] body)
    {
        if (!HasType(request, "application/json") || Parse(body) is not { } json)
        {
            return new Unreadable();
        }

        try
        {
            return json.Text("type") switch
            {
                "url_verification" => json.Text("challenge") is { } challenge ? new Challenge(challenge) : new Unreadable(),
                "event_callback" => Tell(SlackInboundKind.Event, json, body),
                null => new Unreadable(),
                _ => new Other(),
            };
        }
        catch (InvalidOperationException)
        {
            // A text with half of a surrogate pair.
            return new Unreadable();
        }
    }

    // What has no id of Slack's own is known again by its words: they come the same at each retry.
    private static SlackHookBody Tell(SlackInboundKind kind, JsonElement payload, byte[] body)
    {
        try
        {
            return SlackInbound.Of(kind, payload, Convert.ToHexStringLower(SHA256.HashData(body))) is { } inbound ? new Told(inbound) : new Unreadable();
        }
        catch (InvalidOperationException)
        {
            return new Unreadable();
        }
    }

    private static bool HasType(HttpRequest request, string type) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var given) && given.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);

    /// <returns>Null: it is none, or larger than any of Slack's.</returns>
    private static Dictionary<string, string>? Form(HttpRequest request, byte[] body)
    {
        if (!HasType(request, "application/x-www-form-urlencoded"))
        {
            return null;
        }

        try
        {
            // Of a field that comes twice, the first counts.
            using var reader = new FormReader(Encoding.UTF8.GetString(body)) { ValueCountLimit = 100 };
            return reader.ReadForm().ToDictionary(field => field.Key, field => field.Value[0] ?? "");
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static JsonElement Json(Dictionary<string, string> form)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in form)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return Parse(bytes.WrittenMemory)!.Value;
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
