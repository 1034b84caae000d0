using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary>Replies that several commands about subscriptions share.</summary>
internal static class SubscriptionReplies
{
    public static Reply FromSettings(string topic, DestinationAddress channel) =>
        Reply.Mistake(channel == DestinationAddress.Console ? ForConsole(topic) : ForChat(topic));

    // The settings file may have no subscriptions at all.
    private static RichText ForConsole(string topic) => RichText.Of(
        "The console follows ", new Span.Strong(topic), " because of the settings file, which commands cannot change. Edit ",
        new Span.Code("subscriptions"), " in that file (without any, the console follows every topic). To pause all alerts here: ",
        CommandUsage.ToCode("pause"));

    private static RichText ForChat(string topic) => RichText.Of(
        "This channel follows ", new Span.Strong(topic),
        " because of the settings file, which chat commands cannot change. Ask the operator of AlertBot. To pause all alerts here: ",
        CommandUsage.ToCode("pause"));
}
