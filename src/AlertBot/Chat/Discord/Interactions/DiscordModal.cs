using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Messages;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// A form as a modal: https://docs.discord.com/developers/components/reference#label. Each field is in a label, because action rows in
/// modals are deprecated.
/// </summary>
internal sealed record DiscordModal(string CustomId, string Title, IReadOnlyList<DiscordModal.Label> Components)
{
    /// <summary>Holds a version: a form may be open while AlertBot is updated.</summary>
    private const string CustomIdPrefix = "form1:";

    public static DiscordModal From(ReplyForm form) => new(
        CustomIdPrefix + form.Path,
        DisplayText.Truncate(form.Title, DiscordLimits.MaxModalTitle),
        [.. form.Fields.Take(DiscordLimits.MaxModalFields).Select(Label.From)]);

    /// <returns>The path of the command to run with the fields; null for a form of another version.</returns>
    public static string? ParseCommandPath(string customId) =>
        customId.StartsWith(CustomIdPrefix, StringComparison.Ordinal) ? customId[CustomIdPrefix.Length..] : null;

    internal sealed record Label(int Type, [property: System.Text.Json.Serialization.JsonPropertyName("label")] string Text,
        Input Component)
    {
        /// <summary>At most <see cref="DiscordLimits.MaxFieldDescription"/> code points.</summary>
        public string? Description { get; init; }

        private const int TypeLabel = 18;

        public static Label From(ReplyForm.Field field) =>
            new(TypeLabel, DisplayText.Truncate(field.Label, DiscordLimits.MaxFieldLabel), Input.From(field))
            {
                Description = field.Hint.Length > 0 ? DisplayText.Truncate(field.Hint, DiscordLimits.MaxFieldDescription) : null,
            };
    }

    /// <summary>https://docs.discord.com/developers/components/reference#text-input</summary>
    internal sealed record Input(int Type, string CustomId, int Style, string? Value, bool Required, int MaxLength)
    {
        private const int TypeTextInput = 4;
        private const int StyleShort = 1;
        private const int StyleParagraph = 2;

        public static Input From(ReplyForm.Field field)
        {
            var maxLength = Math.Clamp(field.MaxLength, 1, DiscordLimits.MaxFieldValue);
            var fits = !string.IsNullOrEmpty(field.Value) && DisplayText.CountCodePoints(field.Value) <= maxLength;
            return new Input(TypeTextInput, field.Option, field.IsMultiline ? StyleParagraph : StyleShort, fits ? field.Value : null,
                field.IsRequired, maxLength);
        }
    }
}
