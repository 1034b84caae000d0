using System.Text.Json.Serialization;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>A block of Block Kit, of a message or a modal; nulls are left out. https://docs.slack.dev/reference/block-kit/blocks</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Header), "header")]
[JsonDerivedType(typeof(Section), "section")]
[JsonDerivedType(typeof(Context), "context")]
[JsonDerivedType(typeof(Divider), "divider")]
[JsonDerivedType(typeof(Actions), "actions")]
[JsonDerivedType(typeof(Input), "input")]
internal abstract record SlackBlock
{
    private SlackBlock()
    {
    }

    /// <summary>Unique in its message or modal. Null: Slack gives one.</summary>
    public string? BlockId { get; init; }

    internal sealed record Header(SlackTextObject Text) : SlackBlock;

    internal sealed record Section(SlackTextObject Text) : SlackBlock;

    internal sealed record Context(IReadOnlyList<SlackTextObject> Elements) : SlackBlock;

    internal sealed record Divider : SlackBlock;

    internal sealed record Actions(IReadOnlyList<SlackElement> Elements) : SlackBlock;

    /// <summary>A field of a modal.</summary>
    internal sealed record Input(SlackTextObject Label, SlackElement Element) : SlackBlock
    {
        /// <summary>Below the field.</summary>
        public SlackTextObject? Hint { get; init; }

        public bool? Optional { get; init; }

        /// <summary>What is typed or chosen is told before the modal is submitted.</summary>
        public bool? DispatchAction { get; init; }
    }
}

/// <summary>https://docs.slack.dev/reference/block-kit/composition-objects/text-object</summary>
/// <param name="Emoji">False: “:smile:” in a quote stays what was written.</param>
/// <param name="Verbatim">True: nothing in the text is turned into a link by itself.</param>
internal sealed record SlackTextObject(string Type, string Text, bool? Emoji, bool? Verbatim)
{
    public static SlackTextObject Plain(string text) => new("plain_text", text, false, null);

    public static SlackTextObject Mrkdwn(string text) => new("mrkdwn", text, null, true);
}
