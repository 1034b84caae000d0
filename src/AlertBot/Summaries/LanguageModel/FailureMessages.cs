using System.Text.Json;
using AlertBot.Text;

namespace AlertBot.Summaries.LanguageModel;

/// <summary>Says in words, with the mend, why a language model did not answer. None of them holds the key.</summary>
internal static class FailureMessages
{
    /// <summary>Servers that echo a key hide its middle, so that its ends alone must be looked for too.</summary>
    private const int MinSecretPieceLength = 4;

    private const int MaxMessageLength = 400;

    /// <param name="body">What the server says; shown only where it tells what is wrong with the request.</param>
    public static string Describe(int status, string body, SummaryOptions options) => status switch
    {
        400 or 422 => $"it answers {status}{QuoteServerMessage(body, options)}",
        401 or 403 => $"it answers {status}: look at summaries.apiKey",
        404 => $"it answers 404: it does not know the model {options.Model} (with Ollama: ollama pull {options.Model}), or "
            + $"summaries.endpoint is not the base address, such as …/v1",
        429 => "it answers 429: too many requests, or the account's money is used up",
        >= 300 and < 400 => $"it answers {status}, and redirects are not followed: give summaries.endpoint the address that it leads to",
        _ => $"it answers {status}",
    };

    public static string Describe(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "its host name was not found: look at summaries.endpoint",
        HttpRequestError.ConnectionError => "its host refused the connection: is it running, and is summaries.endpoint right?",
        HttpRequestError.SecureConnectionError => "no secure connection (TLS) came about: does summaries.endpoint speak https?",
        HttpRequestError.InvalidResponse => "its answer is no HTTP: look at summaries.endpoint",
        _ => "the connection broke",
    };

    private static string QuoteServerMessage(string body, SummaryOptions options)
    {
        if (Message(body) is not { Length: > 0 } whole)
        {
            return "";
        }

        var message = whole.AsSpan(0, Math.Min(whole.Length, MaxMessageLength));

        // A piece of the key is a secret too, and a server may echo it in its own way.
        return options.ApiKey is { } key && ContainsPieceOf(key, message) ? "" : $": {UntrustedText.Sanitize(message.ToString())}";
    }

    private static bool ContainsPieceOf(string key, ReadOnlySpan<char> message)
    {
        var piece = Math.Min(MinSecretPieceLength, key.Length);
        for (var at = 0; at + piece <= key.Length; at++)
        {
            if (message.Contains(key.AsSpan(at, piece), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Message(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error", out var error)
                ? error.ValueKind == JsonValueKind.String ? error.GetString()
                    : error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message)
                        && message.ValueKind == JsonValueKind.String ? message.GetString() : null
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
