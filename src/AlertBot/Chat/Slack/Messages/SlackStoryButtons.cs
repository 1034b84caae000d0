using AlertBot.Chat.Content;
using AlertBot.Stories;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// The buttons of an alert and an overflow menu for the less common actions. Muting affects everyone in the channel, so it needs a
/// confirmation. Slack confirms either all entries of a menu or none, so muting is a button and unmuting a menu entry.
/// </summary>
internal static class SlackStoryButtons
{
    /// <param name="hasMoreQuotes">The story has quotes that the card does not show.</param>
    public static SlackBlock.Actions Create(StoryId story, bool hasMoreQuotes) => new(
    [
        .. hasMoreQuotes ? [Button(ButtonAction.MoreQuotes, "More quotes", story)] : Array.Empty<SlackElement>(),
        Button(ButtonAction.Sources, "Sources", story),
        Button(ButtonAction.Mute, "Mute story", story) with { Confirm = MuteConfirmation },
        new SlackElement.Overflow("more",
            [Option(ButtonAction.Why, "Why was this posted?", story), Option(ButtonAction.Unmute, "Unmute story", story)]),
    ]);

    /// <summary>The confirmation dialog of the mute button.</summary>
    public static SlackConfirm MuteConfirmation { get; } = new(
        SlackTextObject.Plain("Mute this story for everyone here?"),
        SlackTextObject.Plain(
            "Its message is no longer updated, for everyone in this channel. Other stories are not affected. To undo, open the menu with "
                + "the three dots and choose “Unmute story”."),
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
