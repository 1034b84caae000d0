using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AlertBot.Summaries.LanguageModel;

/// <summary>Reads the body of a chat completion; what is not one is said, never trusted.</summary>
internal static class ChatCompletionParser
{
    /// <exception cref="LanguageModelException">It is no chat completion, or holds no text.</exception>
    public static ChatResponse Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (Choice(document.RootElement) is not { } choice || Field(choice, "message") is not { } message)
            {
                throw new LanguageModelException("its answer is no chat completion: is summaries.endpoint the base address, such as …/v1?");
            }

            var text = Text(Field(message, "content"));
            return string.IsNullOrWhiteSpace(text)
                ? throw new LanguageModelException("its answer holds no text; a model that reasons may have come to no end")
                : new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
                {
                    FinishReason = Text(Field(choice, "finish_reason")) is "length" ? ChatFinishReason.Length : ChatFinishReason.Stop,
                };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: a string that is no Unicode.
            throw new LanguageModelException("its answer is no JSON: is summaries.endpoint the base address, such as …/v1?");
        }
    }

    private static JsonElement? Choice(JsonElement root) =>
        Field(root, "choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0 ? choices[0] : null;

    private static JsonElement? Field(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var field) ? field : null;

    /// <summary>A text, or its parts as some services give it.</summary>
    private static string? Text(JsonElement? content) => content switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Array } parts =>
            string.Concat(
                parts.EnumerateArray().Select(part => Field(part, "text")).Where(text => text is { ValueKind: JsonValueKind.String })
                    .Select(text => text!.Value.GetString())),
        _ => null,
    };
}
