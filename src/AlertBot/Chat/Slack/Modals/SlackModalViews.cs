using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>The modals that lead someone who typed <c>/news</c> alone.</summary>
internal static class SlackModalViews
{
    public const string NewTopicAction = "new-topic";

    /// <summary>In a modal that only tells something.</summary>
    private const string MessageCallbackId = "told1";

    /// <summary>@slack/types block-kit/block-elements.d.ts, StaticSelect.</summary>
    private const int MaxOptions = 100;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, PlainTextOption.</summary>
    private const int MaxOptionText = 75;
    private const int MaxOptionValue = 150;

    private const string FollowedMark = " ✓";

    /// <summary>Offers the topics that the workspace sees, and a new one.</summary>
    /// <param name="followed">What comes to the channel already.</param>
    /// <param name="said">What was just done. Null: nothing yet.</param>
    /// <param name="chosen">The topic that is offered first.</param>
    public static SlackView Start(IReadOnlyList<string> topics, IReadOnlyCollection<string> followed, SlackModalMetadata place,
        IReadOnlyList<SlackBlock> said, string? chosen)
    {
        var follows = followed.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fit = topics.Where(topic => topic.Length <= MaxOptionValue)
            .OrderBy(topic => topic == chosen ? 0 : follows.Contains(topic) ? 2 : 1).ToList();
        var options = fit.Take(MaxOptions).Select(topic => Option(topic, follows.Contains(topic))).ToList();
        IReadOnlyList<SlackBlock> blocks =
        [
            .. said,
            TitledSection("*Follow a topic*",
                $"Its news then comes "
                    + $"to {SlackMrkdwn.Format(RichText.Of(ThisChannel(place)), DateTimeOffset.UnixEpoch, MaxOptionText)} as it "
                    + $"appears, with what was said word for word."),
            .. options.Count == 0 ? (SlackBlock[])[ContextLine("There is no topic yet: make the first one.")]
                : [SlackFormView.CreateField("topic", "Topic", SlackFormView.CreateSelect(options) with
                {
                    Placeholder = SlackTextObject.Plain("Choose a topic"),
                    InitialOption = options.Find(option => option.Value == chosen),
                })],
            .. follows.Count > 0 ? [ContextLine(FollowedMark.Trim() + " comes to this channel already.")] : Array.Empty<SlackBlock>(),
            .. fit.Count > MaxOptions
                ? [ContextLine($"{fit.Count - MaxOptions} more have no room here: type /news subscribe and the name.")]
                : Array.Empty<SlackBlock>(),
            new SlackBlock.Actions([new SlackElement.Button(NewTopicAction, SlackTextObject.Plain("New topic"), NewTopicAction)]),
            ContextLine("Everything can also be typed: /news help lists it."),
        ];
        var view = SlackFormView.CreateView(SlackCommandDispatcher.SubscribePath, "AlertBot", "Subscribe", place, blocks);
        return options.Count == 0 ? view with { Submit = null } : view;
    }

    /// <summary>Tells what came of it.</summary>
    public static SlackView Message(IReadOnlyList<SlackBlock> said, SlackModalMetadata place) =>
        new(SlackTextObject.Plain("AlertBot"), said, MessageCallbackId) { Close = SlackTextObject.Plain("Close"),
            PrivateMetadata = place.ToJson() };

    /// <summary>Stands until it is known what came of it.</summary>
    public static SlackView InProgress(SlackModalMetadata place) =>
        Message([new SlackBlock.Section(SlackTextObject.Plain("Working on it …"))], place);

    private static SlackOption Option(string topic, bool isFollowed) =>
        new(SlackTextObject.Plain(
            DisplayText.TruncateEscaped(topic, MaxOptionText - FollowedMark.Length, SlackText.Escape) + (isFollowed ? FollowedMark : "")),
            topic);

    private static RichText.Span.DestinationLink ThisChannel(SlackModalMetadata place) =>
        new(new DestinationAddress("slack", place.Channel));

    private static SlackBlock.Section TitledSection(string title, string text) => new(SlackTextObject.Mrkdwn($"{title}\n{text}"));

    private static SlackBlock.Context ContextLine(string text) => new([SlackTextObject.Plain(text)]);
}
