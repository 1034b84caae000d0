using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Events;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AlertBot.Web;

/// <summary>What a request of Slack's holds.</summary>
internal abstract record SlackHttpRequest
{
    private SlackHttpRequest()
    {
    }

    internal sealed record Received(SlackInboundEvent Event) : SlackHttpRequest;

    /// <summary>Slack wants to hear this, to know that the address is ours.</summary>
    internal sealed record UrlVerification(string Text) : SlackHttpRequest;

    /// <summary>Slack tries the address: nothing is to be done.</summary>
    internal sealed record SslCheck : SlackHttpRequest;

    /// <summary>A message that the bot does nothing with.</summary>
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

    // What has no id of Slack's own is known again by its words: they come the same at each retry.
    private static SlackHttpRequest ToReceived(SlackInboundEventKind kind, JsonElement payload, byte[] body)
    {
        try
        {
            return SlackInboundEvent.TryCreate(kind, payload, Convert.ToHexStringLower(SHA256.HashData(body))) is { } inbound
                ? new Received(inbound) : new Malformed();
        }
        catch (InvalidOperationException)
        {
            return new Malformed();
        }
    }

    private static bool HasMediaType(HttpRequest request, string type) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var given)
            && given.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);

    /// <returns>Null: it is none, or larger than any of Slack's.</returns>
    private static Dictionary<string, string>? ReadForm(HttpRequest request, byte[] body)
    {
        if (!HasMediaType(request, "application/x-www-form-urlencoded"))
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
