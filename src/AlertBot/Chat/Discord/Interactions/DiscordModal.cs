using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Messages;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// A form as a modal: https://docs.discord.com/developers/components/reference#label (a label around each field; rows in modals are
/// deprecated).
/// </summary>
internal sealed record DiscordModal(string CustomId, string Title, IReadOnlyList<DiscordModal.Label> Components)
{
    /// <summary>Versioned as the buttons are: a form may stay open over a new release.</summary>
    private const string CustomIdPrefix = "form1:";

    public static DiscordModal From(ReplyForm form) => new(
        CustomIdPrefix + form.Path,
        DisplayText.Truncate(form.Title, DiscordLimits.MaxModalTitle),
        [.. form.Fields.Take(DiscordLimits.MaxModalFields).Select(Label.From)]);

    /// <returns>The command to run with the fields; null where the form is not of this version.</returns>
    public static string? ParseCommandPath(string customId) =>
        customId.StartsWith(CustomIdPrefix, StringComparison.Ordinal) ? customId[CustomIdPrefix.Length..] : null;

    internal sealed record Label(int Type, [property: System.Text.Json.Serialization.JsonPropertyName("label")] string Text,
        Input Component)
    {
        /// <summary>At most 100 characters.</summary>
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
        private const int Short = 1;
        private const int Paragraph = 2;

        public static Input From(ReplyForm.Field field)
        {
            var max = Math.Clamp(field.MaxLength, 1, DiscordLimits.MaxFieldValue);
            var value = string.IsNullOrEmpty(field.Value) || DisplayText.CountCodePoints(field.Value) > max ? null : field.Value;
            return new Input(TypeTextInput, field.Option, field.IsMultiline ? Paragraph : Short, value, field.IsRequired, max);
        }
    }
}
