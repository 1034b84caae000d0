using System.Text.Json.Serialization;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>An interactive Block Kit element. https://docs.slack.dev/reference/block-kit/block-elements</summary>
/// <param name="ActionId">Unique within the block, at most 255 characters.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Button), "button")]
[JsonDerivedType(typeof(Overflow), "overflow")]
[JsonDerivedType(typeof(StaticSelect), "static_select")]
[JsonDerivedType(typeof(TextInput), "plain_text_input")]
internal abstract record SlackElement(string ActionId)
{
    /// <param name="Value">A <see cref="ButtonId"/> as text.</param>
    internal sealed record Button(string ActionId, SlackTextObject Text, string? Value) : SlackElement(ActionId)
    {
        /// <summary><c>primary</c> or <c>danger</c>; null: neither.</summary>
        public string? Style { get; init; }

        public SlackConfirm? Confirm { get; init; }
    }

    /// <summary>An overflow menu (three dots). The values of its options are <see cref="ButtonId"/>s, as those of buttons.</summary>
    /// <param name="Options">One to five.</param>
    internal sealed record Overflow(string ActionId, IReadOnlyList<SlackOption> Options) : SlackElement(ActionId)
    {
        public SlackConfirm? Confirm { get; init; }
    }

    /// <param name="Options">One to 100.</param>
    internal sealed record StaticSelect(string ActionId, IReadOnlyList<SlackOption> Options) : SlackElement(ActionId)
    {
        public SlackTextObject? Placeholder { get; init; }

        /// <summary>Must be equal to one of the options.</summary>
        public SlackOption? InitialOption { get; init; }
    }

    internal sealed record TextInput(string ActionId) : SlackElement(ActionId)
    {
        public bool? Multiline { get; init; }

        public string? InitialValue { get; init; }

        /// <summary>In characters, at most 3,000.</summary>
        public int? MaxLength { get; init; }

        public SlackDispatchActionConfig? DispatchActionConfig { get; init; }
    }
}

/// <summary>An entry of a menu.</summary>
/// <param name="Text">Plain text, at most 75 characters.</param>
/// <param name="Value">At most 150 characters.</param>
internal sealed record SlackOption(SlackTextObject Text, string Value);

/// <summary>
/// A confirmation dialog. https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
/// </summary>
/// <param name="Title">Plain text, at most 100 characters.</param>
/// <param name="Text">Plain text, at most 300 characters.</param>
/// <param name="Confirm">Plain text, at most 30 characters.</param>
/// <param name="Deny">Plain text, at most 30 characters.</param>
internal sealed record SlackConfirm(SlackTextObject Title, SlackTextObject Text, SlackTextObject Confirm, SlackTextObject Deny)
{
    /// <summary><c>primary</c> or <c>danger</c>.</summary>
    public string? Style { get; init; }
}

/// <summary>When a text input sends an interaction: <c>on_enter_pressed</c>, <c>on_character_entered</c>.</summary>
internal sealed record SlackDispatchActionConfig(IReadOnlyList<string> TriggerActionsOn);
