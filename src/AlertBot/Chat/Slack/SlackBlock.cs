namespace AlertBot.Chat.Slack;

/// <summary>A section (with text) or context (with elements) block; nulls are left out.</summary>
internal sealed record SlackBlock(string Type, SlackTextObject? Text, IReadOnlyList<SlackTextObject>? Elements)
{
    public static SlackBlock Section(SlackTextObject text) => new("section", text, null);

    public static SlackBlock Context(SlackTextObject element) => new("context", null, [element]);
}

/// <summary>https://docs.slack.dev/reference/block-kit/composition-objects/text-object</summary>
/// <param name="Emoji">False: “:smile:” in a quote stays what was written.</param>
/// <param name="Verbatim">True: nothing in the text is turned into a link by itself.</param>
internal sealed record SlackTextObject(string Type, string Text, bool? Emoji, bool? Verbatim)
{
    public static SlackTextObject Plain(string text) => new("plain_text", text, false, null);

    public static SlackTextObject Marked(string text) => new("mrkdwn", text, null, true);
}
