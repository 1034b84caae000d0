using System.Text.Json.Serialization;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// A Block Kit block of a message or modal. Null properties are not serialized. https://docs.slack.dev/reference/block-kit/blocks
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Header), "header")]
[JsonDerivedType(typeof(Section), "section")]
[JsonDerivedType(typeof(Context), "context")]
[JsonDerivedType(typeof(Divider), "divider")]
[JsonDerivedType(typeof(RichText), "rich_text")]
[JsonDerivedType(typeof(Actions), "actions")]
[JsonDerivedType(typeof(Input), "input")]
internal abstract record SlackBlock
{
    private SlackBlock()
    {
    }

    /// <summary>Unique within the message or modal. Null: Slack generates one.</summary>
    public string? BlockId { get; init; }

    internal sealed record Header(SlackTextObject Text) : SlackBlock;

    internal sealed record Section(SlackTextObject Text) : SlackBlock;

    internal sealed record Context(IReadOnlyList<SlackTextObject> Elements) : SlackBlock;

    internal sealed record Divider : SlackBlock;

    /// <summary>Text that is formatted by its structure: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block</summary>
    internal sealed record RichText(IReadOnlyList<SlackRichTextQuote> Elements) : SlackBlock;

    internal sealed record Actions(IReadOnlyList<SlackElement> Elements) : SlackBlock;

    /// <summary>A form field; allowed only in modals.</summary>
    internal sealed record Input(SlackTextObject Label, SlackElement Element) : SlackBlock
    {
        /// <summary>Shown below the field.</summary>
        public SlackTextObject? Hint { get; init; }

        public bool? Optional { get; init; }

        /// <summary>True: Slack sends an interaction when the field changes, before the modal is submitted.</summary>
        public bool? DispatchAction { get; init; }
    }
}

/// <summary>https://docs.slack.dev/reference/block-kit/composition-objects/text-object</summary>
/// <param name="Emoji">False: Slack shows “:smile:” as text, as a quote needs it.</param>
/// <param name="Verbatim">True: Slack does not turn text into links.</param>
internal sealed record SlackTextObject(string Type, string Text, bool? Emoji, bool? Verbatim)
{
    public static SlackTextObject Plain(string text) => new("plain_text", text, false, null);

    public static SlackTextObject Mrkdwn(string text) => new("mrkdwn", text, null, true);
}

/// <summary>
/// A block quote: https://docs.slack.dev/reference/block-kit/block-elements/rich-text-quote-element. AlertBot creates no links and mentions
/// in it.
/// </summary>
internal sealed record SlackRichTextQuote(IReadOnlyList<SlackRichTextSpan> Elements)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "rich_text_quote";
}

/// <summary>Text in a rich text block. Slack shows it as it is: it has no marks and no entities, so it is not escaped.</summary>
internal sealed record SlackRichTextSpan(string Text)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "text";

    public SlackRichTextStyle? Style { get; init; }
}

/// <summary>The style of a <see cref="SlackRichTextSpan"/>.</summary>
internal sealed record SlackRichTextStyle(bool Bold);
