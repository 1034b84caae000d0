namespace AlertBot.Chat.Slack.Messages;

/// <summary>Slack's limits of messages. Text lengths are in Unicode code points.</summary>
internal static class SlackLimits
{
    /// <summary>Blocks in a message: https://docs.slack.dev/reference/block-kit/blocks</summary>
    public const int MaxBlocks = 50;

    /// <summary>@slack/types block-kit/blocks.d.ts, HeaderBlock; https://docs.slack.dev/reference/block-kit/blocks/header-block</summary>
    public const int MaxHeaderText = 150;

    /// <summary>https://docs.slack.dev/reference/block-kit/blocks/section-block</summary>
    public const int MaxSectionText = 3_000;

    /// <summary>
    /// A quote with its attribution. Slack documents no limit of rich text: this is the one of a section, which quotes were in before.
    /// </summary>
    public const int MaxQuoteText = MaxSectionText;

    /// <summary>One element of a context block: https://docs.slack.dev/reference/block-kit/composition-objects/text-object</summary>
    public const int MaxContextText = 3_000;

    /// <summary>
    /// Slack's recommendation for the fallback text: https://docs.slack.dev/reference/methods/chat.postMessage#truncating
    /// </summary>
    public const int MaxFallbackText = 4_000;
}
