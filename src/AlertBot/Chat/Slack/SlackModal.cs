using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Slack;

/// <summary>The modals that lead someone who typed <c>/news</c> alone.</summary>
internal static class SlackModal
{
    public const string NewTopic = "new-topic";

    /// <summary>In a modal that only tells something.</summary>
    private const string Told = "told1";

    /// <summary>@slack/types block-kit/block-elements.d.ts, StaticSelect.</summary>
    private const int MostOptions = 100;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, PlainTextOption.</summary>
    private const int OptionText = 75;
    private const int OptionValue = 150;

    private const string Followed = " ✓";

    /// <summary>Offers the topics that the workspace sees, and a new one.</summary>
    /// <param name="followed">What comes to the channel already.</param>
    /// <param name="said">What was just done. Null: nothing yet.</param>
    /// <param name="chosen">The topic that is offered first.</param>
    public static SlackView Start(IReadOnlyList<string> topics, IReadOnlyCollection<string> followed, SlackModalPlace place, IReadOnlyList<SlackBlock> said, string? chosen)
    {
        var follows = followed.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fit = topics.Where(topic => topic.Length <= OptionValue).OrderBy(topic => topic == chosen ? 0 : follows.Contains(topic) ? 2 : 1).ToList();
        var options = fit.Take(MostOptions).Select(topic => Option(topic, follows.Contains(topic))).ToList();
        IReadOnlyList<SlackBlock> blocks =
        [
            .. said,
            Line("*Follow a topic*", $"Its news then comes to {SlackRichText.Write(RichText.Of(Here(place)), DateTimeOffset.UnixEpoch, OptionText)} as it appears, with what was said word for word."),
            .. options.Count == 0 ? (SlackBlock[])[Small("There is no topic yet: make the first one.")]
                : [SlackForm.Field("topic", "Topic", SlackForm.Select(options) with
                {
                    Placeholder = SlackTextObject.Plain("Choose a topic"),
                    InitialOption = options.Find(option => option.Value == chosen),
                })],
            .. follows.Count > 0 ? [Small(Followed.Trim() + " comes to this channel already.")] : Array.Empty<SlackBlock>(),
            .. fit.Count > MostOptions ? [Small($"{fit.Count - MostOptions} more have no room here: type /news subscribe and the name.")] : Array.Empty<SlackBlock>(),
            new SlackBlock.Actions([new SlackElement.Button(NewTopic, SlackTextObject.Plain("New topic"), NewTopic)]),
            Small("Everything can also be typed: /news help lists it."),
        ];
        var view = SlackForm.View(SlackDesk.Subscribe, "AlertBot", "Subscribe", place, blocks);
        return options.Count == 0 ? view with { Submit = null } : view;
    }

    /// <summary>Tells what came of it.</summary>
    public static SlackView Words(IReadOnlyList<SlackBlock> said, SlackModalPlace place) =>
        new(SlackTextObject.Plain("AlertBot"), said, Told) { Close = SlackTextObject.Plain("Close"), PrivateMetadata = place.Write() };

    /// <summary>Stands until it is known what came of it.</summary>
    public static SlackView Working(SlackModalPlace place) => Words([new SlackBlock.Section(SlackTextObject.Plain("Working on it …"))], place);

    private static SlackOption Option(string topic, bool isFollowed) =>
        new(SlackTextObject.Plain(PlainText.Fit(topic, OptionText - Followed.Length, SlackText.Escape) + (isFollowed ? Followed : "")), topic);

    private static RichText.Span.Place Here(SlackModalPlace place) => new(new Alerts.DestinationAddress("slack", place.Channel));

    private static SlackBlock.Section Line(string title, string text) => new(SlackTextObject.Marked($"{title}\n{text}"));

    private static SlackBlock.Context Small(string text) => new([SlackTextObject.Plain(text)]);
}
