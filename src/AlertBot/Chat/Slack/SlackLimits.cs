namespace AlertBot.Chat.Slack;

/// <summary>What Slack takes, in Unicode code points.</summary>
internal static class SlackLimits
{
    /// <summary>Of a message: https://docs.slack.dev/reference/block-kit/blocks</summary>
    public const int Blocks = 50;

    /// <summary>@slack/types block-kit/blocks.d.ts, HeaderBlock; https://docs.slack.dev/reference/block-kit/blocks/header-block</summary>
    public const int HeaderText = 150;

    /// <summary>https://docs.slack.dev/reference/block-kit/blocks/section-block</summary>
    public const int SectionText = 3_000;

    /// <summary>https://docs.slack.dev/reference/block-kit/composition-objects/text-object: the text of one context element.</summary>
    public const int ContextText = 3_000;

    /// <summary>Advised for the fallback text: https://docs.slack.dev/reference/methods/chat.postMessage#truncating</summary>
    public const int FallbackText = 4_000;
}
