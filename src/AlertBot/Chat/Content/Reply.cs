using AlertBot.Stories;

namespace AlertBot.Chat.Content;

/// <summary>What a command answers, said once: each platform writes it in its own manner.</summary>
internal sealed record Reply(IReadOnlyList<ReplyBlock> Blocks)
{
    /// <summary>For everyone in the channel; else only for the asker.</summary>
    public bool IsPublic { get; init; }

    public IReadOnlyList<ReplyButton> Buttons { get; init; } = [];

    /// <summary>The platform asks with it instead of answering.</summary>
    public ReplyForm? Form { get; init; }

    /// <summary>The blocks say what was wrong and what to type instead.</summary>
    public bool IsMistake { get; init; }

    /// <summary>The option that the mistake is in: a form shows it beside its field. Null: none by itself.</summary>
    public string? MistakenOption { get; init; }

    public static Reply Of(params IReadOnlyList<ReplyBlock> blocks) => new(blocks);

    public static Reply Mistake(RichText text) => new([new ReplyBlock.Paragraph(text)]) { IsMistake = true };
}

/// <summary>A part of a reply, in its own line or box.</summary>
internal abstract record ReplyBlock
{
    private ReplyBlock()
    {
    }

    internal sealed record Heading(string Text) : ReplyBlock;

    internal sealed record Paragraph(RichText Text) : ReplyBlock;

    /// <summary>One item of a list.</summary>
    internal sealed record Item(RichText Text) : ReplyBlock;

    /// <summary>A quotation with who said it, and where it stands.</summary>
    internal sealed record Quotation(CardQuote Quote, CardSource Source) : ReplyBlock;

    /// <summary>A whole brief with its buttons: a message of its own where the platform has them.</summary>
    internal sealed record Story(Card Card, StoryId Id) : ReplyBlock;

    /// <summary>In small letters: a hint, how to undo.</summary>
    internal sealed record Hint(RichText Text) : ReplyBlock;
}

/// <summary>A button under a reply or a card.</summary>
/// <param name="Label">At most 75 characters.</param>
/// <param name="Action">What <see cref="ButtonId"/> writes.</param>
internal sealed record ReplyButton(string Label, string Action, bool IsDestructive = false);

/// <summary>Asks for the options of a command.</summary>
/// <param name="Path">The command that is run with what is filled in.</param>
/// <param name="Title">At most 24 characters.</param>
internal sealed record ReplyForm(string Path, string Title, IReadOnlyList<ReplyForm.Field> Fields)
{
    /// <param name="Option">The name of the command's option.</param>
    /// <param name="Value">What stands in it at first.</param>
    internal sealed record Field(string Option, string Label, string? Value, bool IsRequired, bool IsMultiline, int MaxLength)
    {
        /// <summary>What to fill in, at most 100 characters; empty: nothing.</summary>
        public string Hint { get; init; } = "";
    }
}
