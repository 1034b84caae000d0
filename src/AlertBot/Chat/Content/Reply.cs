using AlertBot.Stories;

namespace AlertBot.Chat.Content;

/// <summary>The reply to a command, for every platform. Each platform renders the blocks in its own markup.</summary>
internal sealed record Reply(IReadOnlyList<ReplyBlock> Blocks)
{
    /// <summary>True: shown to everyone in the channel. False: only to the caller.</summary>
    public bool IsPublic { get; init; }

    public IReadOnlyList<ReplyButton> Buttons { get; init; } = [];

    /// <summary>If set, the platform shows this form instead of the blocks.</summary>
    public ReplyForm? Form { get; init; }

    /// <summary>True when the caller made a mistake; the blocks explain it and what to type instead.</summary>
    public bool IsMistake { get; init; }

    /// <summary>The option with the mistake; a form shows the reply next to that option's field. Null: no single option.</summary>
    public string? MistakenOption { get; init; }

    public static Reply Of(params IReadOnlyList<ReplyBlock> blocks) => new(blocks);

    public static Reply Mistake(RichText text) => new([new ReplyBlock.Paragraph(text)]) { IsMistake = true };
}

/// <summary>A part of a reply, shown on its own line or in its own box.</summary>
internal abstract record ReplyBlock
{
    private ReplyBlock()
    {
    }

    internal sealed record Heading(string Text) : ReplyBlock;

    internal sealed record Paragraph(RichText Text) : ReplyBlock
    {
        public static Paragraph Of(params IReadOnlyList<RichText.Span> spans) => new(RichText.Of(spans));
    }

    /// <summary>One item of a list.</summary>
    internal sealed record Item(RichText Text) : ReplyBlock
    {
        public static Item Of(params IReadOnlyList<RichText.Span> spans) => new(RichText.Of(spans));
    }

    /// <summary>A quote with its speaker and its source.</summary>
    internal sealed record Quotation(CardQuote Quote, CardSource Source) : ReplyBlock;

    /// <summary>A whole brief with its buttons; a message of its own on platforms with messages.</summary>
    internal sealed record Story(Card Card, StoryId Id) : ReplyBlock;

    /// <summary>Small print: what to type next, how to undo.</summary>
    internal sealed record Hint(RichText Text) : ReplyBlock
    {
        public static Hint Of(params IReadOnlyList<RichText.Span> spans) => new(RichText.Of(spans));
    }
}

/// <summary>A button under a reply or a card.</summary>
/// <param name="Label">At most 75 characters, Slack's limit.</param>
/// <param name="Action">A <see cref="ButtonId"/> as text.</param>
internal sealed record ReplyButton(string Label, string Action, bool IsDestructive = false);

/// <summary>A form that asks for the options of a command.</summary>
/// <param name="Path">The command that runs with the values of the form.</param>
/// <param name="Title">At most 24 characters, Slack's limit.</param>
internal sealed record ReplyForm(string Path, string Title, IReadOnlyList<ReplyForm.Field> Fields)
{
    /// <param name="Option">The name of the command's option.</param>
    /// <param name="Value">The initial value; null: empty.</param>
    /// <param name="MaxLength">In UTF-16 code units.</param>
    internal sealed record Field(string Option, string Label, string? Value, bool IsRequired, bool IsMultiline, int MaxLength)
    {
        /// <summary>What to fill in, at most 100 characters; empty: no hint.</summary>
        public string Hint { get; init; } = "";
    }
}
