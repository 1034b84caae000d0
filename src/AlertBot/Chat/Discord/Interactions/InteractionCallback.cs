using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Messages;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// The initial response to an interaction:
/// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
/// </summary>
internal static class InteractionCallback
{
    private const int TypeChannelMessage = 4;
    private const int TypeDeferredChannelMessage = 5;
    private const int TypeAutocompleteResult = 8;
    private const int TypeModal = 9;

    public static byte[] Create(DiscordMessage message) =>
        JsonSerializer.SerializeToUtf8Bytes(new Response<DiscordMessage>(TypeChannelMessage, message),
            InteractionCallbackJson.Default.ResponseDiscordMessage);

    /// <param name="isPublic">Also decides who sees the reply that follows: it cannot be changed later.</param>
    public static byte[] Deferred(bool isPublic) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Response<DeferredMessage>(TypeDeferredChannelMessage, isPublic ? null : new DeferredMessage(DiscordMessage.EphemeralFlag)),
            InteractionCallbackJson.Default.ResponseDeferredMessage);

    public static byte[] Create(IReadOnlyList<Suggestion> suggestions) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Response<Choices>(TypeAutocompleteResult,
                new Choices([.. suggestions.Where(FitsLimits).Take(DiscordLimits.MaxAutocompleteChoices).Select(Choice.From)])),
            InteractionCallbackJson.Default.ResponseChoices);

    public static byte[] Create(DiscordModal modal) =>
        JsonSerializer.SerializeToUtf8Bytes(new Response<DiscordModal>(TypeModal, modal),
            InteractionCallbackJson.Default.ResponseDiscordModal);

    /// <summary>A value cannot be truncated: it would mean something else.</summary>
    private static bool FitsLimits(Suggestion suggestion) =>
        suggestion.Value.Length > 0 && DisplayText.CountCodePoints(suggestion.Value) <= DiscordLimits.MaxChoiceLength;

    internal sealed record Response<T>(int Type, T? Data)
        where T : class;

    /// <param name="Flags">As <see cref="DiscordMessage.Flags"/>.</param>
    internal sealed record DeferredMessage(int Flags);

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
[JsonSerializable(typeof(InteractionCallback.Response<DiscordMessage>))]
[JsonSerializable(typeof(InteractionCallback.Response<InteractionCallback.DeferredMessage>))]
[JsonSerializable(typeof(InteractionCallback.Response<InteractionCallback.Choices>))]
[JsonSerializable(typeof(InteractionCallback.Response<DiscordModal>))]
internal sealed partial class InteractionCallbackJson : JsonSerializerContext;
