using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AlertBot.Summaries.LanguageModel;

/// <summary>Parses the response body of the chat completions API. The body is not trusted.</summary>
internal static class ChatCompletionParser
{
    /// <exception cref="LanguageModelException">The body is not a chat completion, or contains no text.</exception>
    public static ChatResponse Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (Choice(document.RootElement) is not { } choice || Field(choice, "message") is not { } message)
            {
                throw new LanguageModelException(
                    "its answer is not a chat completion; summaries.endpoint must be the base URL, such as …/v1");
            }

            var text = Text(Field(message, "content"));
            return string.IsNullOrWhiteSpace(text)
                ? throw new LanguageModelException("its answer contains no text; a reasoning model may have reached its token limit")
                : new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
                {
                    FinishReason = Text(Field(choice, "finish_reason")) is "length" ? ChatFinishReason.Length : ChatFinishReason.Stop,
                };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is not valid Unicode.
            throw new LanguageModelException("its answer is not JSON; summaries.endpoint must be the base URL, such as …/v1");
        }
    }

    private static JsonElement? Choice(JsonElement root) =>
        Field(root, "choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0 ? choices[0] : null;

    private static JsonElement? Field(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var field) ? field : null;

    /// <summary>The content: a string, or a list of parts as some services return it.</summary>
    private static string? Text(JsonElement? content) => content switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Array } parts =>
            string.Concat(parts.EnumerateArray()
                .Select(part => Field(part, "text"))
                .Where(text => text is { ValueKind: JsonValueKind.String })
                .Select(text => text!.Value.GetString())),
        _ => null,
    };
}
