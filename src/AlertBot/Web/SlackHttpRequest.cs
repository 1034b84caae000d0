using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Events;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AlertBot.Web;

/// <summary>A parsed HTTP request from Slack.</summary>
internal abstract record SlackHttpRequest
{
    private SlackHttpRequest()
    {
    }

    internal sealed record Received(SlackInboundEvent Event) : SlackHttpRequest;

    /// <summary>Slack verifies the address: the response must be the challenge.</summary>
    internal sealed record UrlVerification(string Challenge) : SlackHttpRequest;

    /// <summary>Slack checks the TLS certificate of the address; no response is needed.</summary>
    internal sealed record SslCheck : SlackHttpRequest;

    /// <summary>A valid request of another type.</summary>
    internal sealed record Ignored : SlackHttpRequest;

    internal sealed record Malformed : SlackHttpRequest;

    /// <summary>A form whose fields are the command. https://docs.slack.dev/interactivity/implementing-slash-commands</summary>
    public static SlackHttpRequest ReadCommand(HttpRequest request, byte[] body) => ReadForm(request, body) switch
    {
        null => new Malformed(),
        var form when form.GetValueOrDefault("ssl_check") == "1" => new SslCheck(),
        var form when form.ContainsKey("command") => ToReceived(SlackInboundEventKind.Command, ToJson(form), body),
        _ => new Malformed(),
    };

    /// <summary>A form with JSON in its field <c>payload</c>. https://docs.slack.dev/interactivity/handling-user-interaction</summary>
    public static SlackHttpRequest ReadInteraction(HttpRequest request, byte[] body) => ReadForm(request, body) switch
    {
        null => new Malformed(),
        var form when form.GetValueOrDefault("ssl_check") == "1" => new SslCheck(),
        var form when form.GetValueOrDefault("payload") is { } payload && Parse(Encoding.UTF8.GetBytes(payload)) is { } json =>
            ToReceived(SlackInboundEventKind.Interaction, json, body),
        _ => new Malformed(),
    };

    /// <summary>https://docs.slack.dev/apis/events-api</summary>
    public static SlackHttpRequest ReadEvent(HttpRequest request, byte[] body)
    {
        if (!HasMediaType(request, "application/json") || Parse(body) is not { } json)
        {
            return new Malformed();
        }

        try
        {
            return json.Text("type") switch
            {
                "url_verification" => json.Text("challenge") is { } challenge ? new UrlVerification(challenge) : new Malformed(),
                "event_callback" => ToReceived(SlackInboundEventKind.Event, json, body),
                null => new Malformed(),
                _ => new Ignored(),
            };
        }
        catch (InvalidOperationException)
        {
            // A text with half of a surrogate pair.
            return new Malformed();
        }
    }

    // A request without an id from Slack is identified by the hash of its body, which is the same in each retry.
    private static SlackHttpRequest ToReceived(SlackInboundEventKind kind, JsonElement payload, byte[] body)
    {
        try
        {
            return SlackInboundEvent.TryCreate(kind, payload, Convert.ToHexStringLower(SHA256.HashData(body))) is { } inbound
                ? new Received(inbound)
                : new Malformed();
        }
        catch (InvalidOperationException)
        {
            return new Malformed();
        }
    }

    private static bool HasMediaType(HttpRequest request, string type) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var contentType)
        && contentType.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);

    /// <returns>Null: the body is not a form, or has more than 100 fields, which Slack never sends.</returns>
    private static Dictionary<string, string>? ReadForm(HttpRequest request, byte[] body)
    {
        if (!HasMediaType(request, "application/x-www-form-urlencoded"))
        {
            return null;
        }

        try
        {
            // The first value of a repeated field counts.
            using var reader = new FormReader(Encoding.UTF8.GetString(body)) { ValueCountLimit = 100 };
            return reader.ReadForm().ToDictionary(field => field.Key, field => field.Value[0] ?? "");
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static JsonElement ToJson(Dictionary<string, string> form)
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
