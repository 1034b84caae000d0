using System.Text.Json;
using AlertBot.Text;

namespace AlertBot.Summaries.LanguageModel;

/// <summary>
/// Describes why a language model did not answer, and how to fix it. The messages continue a sentence about the model, and never contain
/// the API key.
/// </summary>
internal static class FailureMessages
{
    /// <summary>Parts of the key of this length are secret too: servers often echo a key with its middle masked.</summary>
    private const int MinSecretLength = 4;

    /// <summary>The length of the server message that is searched for the key, in UTF-16 code units. It is shown shorter.</summary>
    private const int MaxMessageLength = 400;

    /// <param name="body">The response body. Its message is shown only for status codes that report an error in the request.</param>
    public static string Describe(int status, string body, SummaryOptions options) => status switch
    {
        400 or 422 => $"it answered {status}{QuoteServerMessage(body, options)}",
        401 or 403 => $"it answered {status}; check summaries.apiKey",
        404 => $"it answered 404: the model {options.Model} does not exist there (with Ollama: ollama pull {options.Model}), or "
            + "summaries.endpoint is not the base URL, such as …/v1",
        429 => "it answered 429: too many requests, or the quota of the account is used up",
        >= 300 and < 400 => $"it answered {status}: redirects are not followed; set summaries.endpoint to the target of the redirect",
        _ => $"it answered {status}",
    };

    public static string Describe(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "its host name was not found; check summaries.endpoint",
        HttpRequestError.ConnectionError => "its host refused the connection; check that it is running, and summaries.endpoint",
        HttpRequestError.SecureConnectionError => "the TLS handshake failed; check that summaries.endpoint supports https",
        HttpRequestError.InvalidResponse => "its answer is not HTTP; check summaries.endpoint",
        _ => "the connection was lost",
    };

    private static string QuoteServerMessage(string body, SummaryOptions options)
    {
        if (ReadMessage(body) is not { Length: > 0 } whole)
        {
            return "";
        }

        var message = whole.AsSpan(0, Math.Min(whole.Length, MaxMessageLength));

        // A part of the key is a secret too.
        return options.ApiKey is { } key && ContainsPartOf(key, message) ? "" : $": {UntrustedText.Sanitize(message.ToString())}";
    }

    private static bool ContainsPartOf(string key, ReadOnlySpan<char> message)
    {
        var length = Math.Min(MinSecretLength, key.Length);
        for (var start = 0; start + length <= key.Length; start++)
        {
            if (message.Contains(key.AsSpan(start, length), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The message of <c>{"error":"…"}</c> or <c>{"error":{"message":"…"}}</c>.</summary>
    private static string? ReadMessage(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Field(document.RootElement, "error") switch
            {
                { ValueKind: JsonValueKind.String } error => error.GetString(),
                { ValueKind: JsonValueKind.Object } error when Field(error, "message") is { ValueKind: JsonValueKind.String } message =>
                    message.GetString(),
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Field(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var field) ? field : null;
}
