using System.Globalization;
using AlertBot.Stories;

namespace AlertBot.Chat.Content;

/// <summary>
/// The id that a button carries. It is stateless and versioned: a button that is pressed months and releases later still works, or gets
/// a reply that explains why not.
/// </summary>
/// <param name="Action">What the button does.</param>
/// <param name="Story">The story it does it to.</param>
internal sealed record ButtonId(ButtonAction Action, StoryId Story)
{
    private const string Version = "news1";

    private static readonly (ButtonAction Action, string Word)[] ActionNames =
    [
        (ButtonAction.MoreQuotes, "quotes"), (ButtonAction.Sources, "sources"), (ButtonAction.Mute, "mute"),
        (ButtonAction.Unmute, "unmute"), (ButtonAction.Why, "why"),
    ];

    /// <summary>At most 100 characters, the limit of Discord's <c>custom_id</c>.</summary>
    public override string ToString() => $"{Version}:{ActionNames.First(known => known.Action == Action).Word}:{Story}";

    /// <returns>Null when the text is not an id of this version.</returns>
    public static ButtonId? Parse(string text) =>
        text.Split(':') is [Version, var word, var story]
        && Array.FindIndex(ActionNames, known => known.Word == word) is >= 0 and var index
        && long.TryParse(story, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new ButtonId(ActionNames[index].Action, new StoryId(id))
            : null;

    /// <summary>The buttons under a card.</summary>
    /// <param name="hasMoreQuotes">The story has quotes that the card does not show.</param>
    public static IReadOnlyList<ReplyButton> ForCard(StoryId story, bool hasMoreQuotes) =>
    [
        new("Sources", new ButtonId(ButtonAction.Sources, story).ToString()),
        new("Mute story", new ButtonId(ButtonAction.Mute, story).ToString()),
        new("Why", new ButtonId(ButtonAction.Why, story).ToString()),
        .. hasMoreQuotes ? [new ReplyButton("More quotes", new ButtonId(ButtonAction.MoreQuotes, story).ToString())]
            : Array.Empty<ReplyButton>(),
    ];
}

/// <summary>What a button does.</summary>
internal enum ButtonAction
{
    MoreQuotes,
    Sources,
    Mute,
    Unmute,
    Why,
}
