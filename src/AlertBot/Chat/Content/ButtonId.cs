using System.Globalization;
using AlertBot.Stories;

namespace AlertBot.Chat.Content;

/// <summary>
/// What a button carries: stateless and versioned, so that one pressed a month and three releases later still works or says why not.
/// </summary>
/// <param name="Action">What is to be done.</param>
/// <param name="Story">About which story.</param>
internal sealed record ButtonId(ButtonAction Action, StoryId Story)
{
    private const string Version = "news1";

    private static readonly (ButtonAction Action, string Word)[] ActionNames =
    [
        (ButtonAction.MoreQuotes, "quotes"), (ButtonAction.Sources, "sources"), (ButtonAction.Mute, "mute"),
        (ButtonAction.Unmute, "unmute"), (ButtonAction.Why, "why"),
    ];

    /// <summary>At most 100 characters.</summary>
    public override string ToString() => $"{Version}:{ActionNames.First(word => word.Action == Action).Word}:{Story}";

    /// <returns>Null where the text is not of this version.</returns>
    public static ButtonId? Parse(string text) =>
        text.Split(':') is [Version, var word, var story]
        && Array.FindIndex(ActionNames, known => known.Word == word) is >= 0 and var at
        && long.TryParse(story, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new ButtonId(ActionNames[at].Action, new StoryId(id))
            : null;

    /// <summary>The buttons under a card.</summary>
    public static IReadOnlyList<ReplyButton> ForCard(StoryId story) =>
    [
        new("More quotes", new ButtonId(ButtonAction.MoreQuotes, story).ToString()),
        new("Sources", new ButtonId(ButtonAction.Sources, story).ToString()),
        new("Mute story", new ButtonId(ButtonAction.Mute, story).ToString()),
        new("Why", new ButtonId(ButtonAction.Why, story).ToString()),
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
