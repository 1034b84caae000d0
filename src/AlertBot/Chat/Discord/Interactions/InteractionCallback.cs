using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Messages;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// The first answer to an interaction:
/// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
/// </summary>
internal static class InteractionCallback
{
    private const int TypeChannelMessage = 4;
    private const int TypeDeferredChannelMessage = 5;
    private const int TypeAutocompleteResult = 8;
    private const int TypeModal = 9;

    public static byte[] Create(DiscordMessage message) =>
        JsonSerializer.SerializeToUtf8Bytes(new Answer<DiscordMessage>(TypeChannelMessage, message),
            InteractionCallbackJson.Default.AnswerDiscordMessage);

    /// <summary>For whom the answer will be is said now and stays.</summary>
    public static byte[] Deferred(bool forAll) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Answer<Flagged>(TypeDeferredChannelMessage, forAll ? null : new Flagged(DiscordMessage.EphemeralFlag)),
            InteractionCallbackJson.Default.AnswerFlagged);

    public static byte[] Create(IReadOnlyList<Suggestion> suggestions) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Answer<Choices>(TypeAutocompleteResult,
                new Choices([.. suggestions.Where(FitsLimits).Take(DiscordLimits.MaxAutocompleteChoices).Select(Choice.From)])),
                InteractionCallbackJson.Default.AnswerChoices);

    public static byte[] Create(DiscordModal form) =>
        JsonSerializer.SerializeToUtf8Bytes(new Answer<DiscordModal>(TypeModal, form), InteractionCallbackJson.Default.AnswerDiscordModal);

    /// <summary>A value that is cut means something else.</summary>
    private static bool FitsLimits(Suggestion suggestion) =>
        suggestion.Value.Length > 0 && DisplayText.CountCodePoints(suggestion.Value) <= DiscordLimits.MaxChoiceLength;

    internal sealed record Answer<T>(int Type, T? Data)
        where T : class;

    internal sealed record Flagged(int Flags);

    internal sealed record Choices([property: JsonPropertyName("choices")] IReadOnlyList<Choice> All);

    internal sealed record Choice(string Name, string Value)
    {
        public static Choice From(Suggestion suggestion) =>
            new(DisplayText.Truncate(DisplayText.Clean(suggestion.Label) is { Length: > 0 } label ? label : suggestion.Value,
                DiscordLimits.MaxChoiceLength), suggestion.Value);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InteractionCallback.Answer<DiscordMessage>))]
[JsonSerializable(typeof(InteractionCallback.Answer<InteractionCallback.Flagged>))]
[JsonSerializable(typeof(InteractionCallback.Answer<InteractionCallback.Choices>))]
[JsonSerializable(typeof(InteractionCallback.Answer<DiscordModal>))]
internal sealed partial class InteractionCallbackJson : JsonSerializerContext;
