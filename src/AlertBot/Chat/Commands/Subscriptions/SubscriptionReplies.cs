using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary>What commands about subscriptions answer alike.</summary>
internal static class SubscriptionReplies
{
    public static Reply FromSettings(string topic, DestinationAddress channel) =>
        Reply.Mistake(channel == DestinationAddress.Console ? OnConsole(topic) : InChat(topic));

    // Without any subscription in the file there is none to find there.
    private static RichText OnConsole(string topic) => RichText.Of(
        "That this console follows ", new Span.Strong(topic), " comes from the settings file, which commands cannot change: see ",
        new Span.Code("subscriptions"),
        " there (without any, the console follows every topic), or stop all alerts here for a while with ", CommandUsage.ToCode("pause"),
        ".");

    private static RichText InChat(string topic) => RichText.Of(
        "That this channel follows ", new Span.Strong(topic),
        " stands in the settings file, which chat cannot change: ask whoever runs AlertBot, or stop all alerts here for a while with ",
        CommandUsage.ToCode("pause"), ".");
}
