using static AlertBot.Chat.Commands.RichText;

namespace AlertBot.Chat.Commands;

/// <summary>What commands about subscriptions answer alike.</summary>
internal static class SubscriptionReplies
{
    public static Reply OfSettings(string topic) => Reply.Mistake(RichText.Of(
        "That this channel follows ", new Span.Strong(topic), " stands in the settings file, which chat cannot change: ask whoever runs AlertBot, or stop all alerts here for a while with ",
        CommandUsage.Typed("pause"), "."));
}
