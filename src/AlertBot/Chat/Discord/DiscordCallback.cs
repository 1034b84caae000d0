using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Discord;

/// <summary>The first answer to an interaction: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object</summary>
internal static class DiscordCallback
{
    private const int TypeMessage = 4;
    private const int TypeDeferred = 5;
    private const int TypeSuggestions = 8;
    private const int TypeForm = 9;

    public static byte[] Of(DiscordMessage message) =>
        JsonSerializer.SerializeToUtf8Bytes(new Answer<DiscordMessage>(TypeMessage, message), DiscordCallbackJson.Default.AnswerDiscordMessage);

    /// <summary>For whom the answer will be is said now and stays.</summary>
    public static byte[] Deferred(bool forAll) =>
        JsonSerializer.SerializeToUtf8Bytes(new Answer<Flagged>(TypeDeferred, forAll ? null : new Flagged(DiscordMessage.Ephemeral)), DiscordCallbackJson.Default.AnswerFlagged);

    public static byte[] Of(IReadOnlyList<Suggestion> suggestions) =>
        JsonSerializer.SerializeToUtf8Bytes(new Answer<Choices>(TypeSuggestions, new Choices([.. suggestions.Where(IsFit).Take(DiscordLimits.Suggestions).Select(Choice.Of)])), DiscordCallbackJson.Default.AnswerChoices);

    public static byte[] Of(DiscordForm form) =>
        JsonSerializer.SerializeToUtf8Bytes(new Answer<DiscordForm>(TypeForm, form), DiscordCallbackJson.Default.AnswerDiscordForm);

    /// <summary>A value that is cut means something else.</summary>
    private static bool IsFit(Suggestion suggestion) => suggestion.Value.Length > 0 && PlainText.Count(suggestion.Value) <= DiscordLimits.Suggestion;

    internal sealed record Answer<T>(int Type, T? Data)
        where T : class;

    internal sealed record Flagged(int Flags);

    internal sealed record Choices([property: JsonPropertyName("choices")] IReadOnlyList<Choice> All);

    internal sealed record Choice(string Name, string Value)
    {
        public static Choice Of(Suggestion suggestion) =>
            new(PlainText.Cut(PlainText.Clean(suggestion.Label) is { Length: > 0 } label ? label : suggestion.Value, DiscordLimits.Suggestion), suggestion.Value);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DiscordCallback.Answer<DiscordMessage>))]
[JsonSerializable(typeof(DiscordCallback.Answer<DiscordCallback.Flagged>))]
[JsonSerializable(typeof(DiscordCallback.Answer<DiscordCallback.Choices>))]
[JsonSerializable(typeof(DiscordCallback.Answer<DiscordForm>))]
internal sealed partial class DiscordCallbackJson : JsonSerializerContext;
