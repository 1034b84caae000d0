using System.Text.Json.Serialization;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>Something to press, choose or fill in. https://docs.slack.dev/reference/block-kit/block-elements</summary>
/// <param name="ActionId">Unique in its block, at most 255 characters.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Button), "button")]
[JsonDerivedType(typeof(Overflow), "overflow")]
[JsonDerivedType(typeof(StaticSelect), "static_select")]
[JsonDerivedType(typeof(TextInput), "plain_text_input")]
internal abstract record SlackElement(string ActionId)
{
    /// <param name="ActionId">Unique in its block.</param>
    /// <param name="Value">What <see cref="ButtonId"/> writes: what the press is about.</param>
    internal sealed record Button(string ActionId, SlackTextObject Text, string? Value) : SlackElement(ActionId)
    {
        /// <summary><c>primary</c> or <c>danger</c>; null: neither.</summary>
        public string? Style { get; init; }

        public SlackConfirm? Confirm { get; init; }
    }

    /// <summary>A menu behind three dots; each option's value is what a button's would be.</summary>
    /// <param name="Options">One to five.</param>
    internal sealed record Overflow(string ActionId, IReadOnlyList<SlackOption> Options) : SlackElement(ActionId)
    {
        public SlackConfirm? Confirm { get; init; }
    }

    /// <param name="Options">One to a hundred.</param>
    internal sealed record StaticSelect(string ActionId, IReadOnlyList<SlackOption> Options) : SlackElement(ActionId)
    {
        public SlackTextObject? Placeholder { get; init; }

        /// <summary>One of the options, exactly.</summary>
        public SlackOption? InitialOption { get; init; }
    }

    internal sealed record TextInput(string ActionId) : SlackElement(ActionId)
    {
        public bool? Multiline { get; init; }

        public string? InitialValue { get; init; }

        /// <summary>At most 3,000.</summary>
        public int? MaxLength { get; init; }

        public SlackDispatchActionConfig? DispatchActionConfig { get; init; }
    }
}

/// <summary>An entry of a menu.</summary>
/// <param name="Text">Plain, at most 75 characters.</param>
/// <param name="Value">At most 150 characters.</param>
internal sealed record SlackOption(SlackTextObject Text, string Value);

/// <summary>Asks before a press counts. https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object</summary>
/// <param name="Title">Plain, at most 100 characters.</param>
/// <param name="Text">Plain, at most 300 characters.</param>
/// <param name="Confirm">Plain, at most 30 characters.</param>
/// <param name="Deny">Plain, at most 30 characters.</param>
internal sealed record SlackConfirm(SlackTextObject Title, SlackTextObject Text, SlackTextObject Confirm, SlackTextObject Deny)
{
    /// <summary><c>primary</c> or <c>danger</c>.</summary>
    public string? Style { get; init; }
}

/// <summary>When a text input tells what is typed: <c>on_enter_pressed</c>, <c>on_character_entered</c>.</summary>
internal sealed record SlackDispatchActionConfig(IReadOnlyList<string> TriggerActionsOn);
