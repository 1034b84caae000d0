using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Discord;

/// <summary>A form as a modal: https://docs.discord.com/developers/components/reference#label (a label around each field; rows in modals are deprecated).</summary>
internal sealed record DiscordForm(string CustomId, string Title, IReadOnlyList<DiscordForm.Label> Components)
{
    /// <summary>Versioned as the buttons are: a form may stay open over a new release.</summary>
    private const string Prefix = "form1:";

    public static DiscordForm Of(ReplyForm form) => new(
        Prefix + form.Path,
        PlainText.Cut(form.Title, DiscordLimits.ModalTitle),
        [.. form.Fields.Take(DiscordLimits.ModalFields).Select(Label.Of)]);

    /// <returns>The command to run with the fields; null where the form is not of this version.</returns>
    public static string? PathOf(string customId) => customId.StartsWith(Prefix, StringComparison.Ordinal) ? customId[Prefix.Length..] : null;

    internal sealed record Label(int Type, [property: System.Text.Json.Serialization.JsonPropertyName("label")] string Text, Input Component)
    {
        /// <summary>At most 100 characters.</summary>
        public string? Description { get; init; }

        private const int TypeLabel = 18;

        public static Label Of(ReplyForm.Field field) => new(TypeLabel, PlainText.Cut(field.Label, DiscordLimits.FieldLabel), Input.Of(field))
        {
            Description = field.Hint.Length > 0 ? PlainText.Cut(field.Hint, DiscordLimits.FieldDescription) : null,
        };
    }

    /// <summary>https://docs.discord.com/developers/components/reference#text-input</summary>
    internal sealed record Input(int Type, string CustomId, int Style, string? Value, bool Required, int MaxLength)
    {
        private const int TypeTextInput = 4;
        private const int Short = 1;
        private const int Paragraph = 2;

        public static Input Of(ReplyForm.Field field)
        {
            var max = Math.Clamp(field.MaxLength, 1, DiscordLimits.FieldValue);
            var value = string.IsNullOrEmpty(field.Value) || PlainText.Count(field.Value) > max ? null : field.Value;
            return new Input(TypeTextInput, field.Option, field.IsLong ? Paragraph : Short, value, field.IsRequired, max);
        }
    }
}
