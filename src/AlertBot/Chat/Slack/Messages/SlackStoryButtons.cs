using AlertBot.Chat.Content;
using AlertBot.Stories;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// The row under an alert: what people press most as buttons, the rest behind three dots. Muting, which counts for everyone in the channel,
/// asks first; a menu can only ask for all of its entries, so it is a button and its undo is in the menu.
/// </summary>
internal static class SlackStoryButtons
{
    public static SlackBlock.Actions Create(StoryId story) => new(
    [
        Button(ButtonAction.MoreQuotes, "More quotes", story),
        Button(ButtonAction.Sources, "Sources", story),
        Button(ButtonAction.Mute, "Mute story", story) with { Confirm = MuteConfirmation },
        new SlackElement.Overflow("more",
            [Option(ButtonAction.Why, "Why was this posted?", story), Option(ButtonAction.Unmute, "Unmute story", story)]),
    ]);

    /// <summary>Asked before a story is muted.</summary>
    public static SlackConfirm MuteConfirmation { get; } = new(
        SlackTextObject.Plain("Mute this story for everyone here?"),
        SlackTextObject.Plain(
            "Its message stays as it is, for everyone in this channel, whatever else is reported. Other stories go on. To undo, open "
                + "the menu with the three dots and choose “Unmute story”."),
        SlackTextObject.Plain("Mute story"),
        SlackTextObject.Plain("Cancel"))
    {
        Style = "danger",
    };

    private static SlackElement.Button Button(ButtonAction action, string label, StoryId story) =>
        new(action.ToString(), SlackTextObject.Plain(label), new ButtonId(action, story).ToString());

    private static SlackOption Option(ButtonAction action, string label, StoryId story) =>
        new(SlackTextObject.Plain(label), new ButtonId(action, story).ToString());
}
