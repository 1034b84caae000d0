using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>The modals that do not belong to one command: the start modal of <c>/news</c>, and messages.</summary>
internal static class SlackModalViews
{
    public const string NewTopicAction = "new-topic";

    /// <summary>The callback id of a modal without input.</summary>
    private const string MessageCallbackId = "message1";

    /// <summary>@slack/types block-kit/block-elements.d.ts, StaticSelect.</summary>
    private const int MaxOptions = 100;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, PlainTextOption.</summary>
    private const int MaxOptionText = 75;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, PlainTextOption.</summary>
    private const int MaxOptionValue = 150;

    private const string FollowedMark = " ✓";

    /// <summary>Offers the topics that the workspace can see, and a button to add a new one.</summary>
    /// <param name="followed">The topics that the channel already follows.</param>
    /// <param name="messageBlocks">The result of the previous step; empty: none.</param>
    /// <param name="selectedTopic">The topic that is listed first and selected. Null: none.</param>
    public static SlackView Start(IReadOnlyList<string> topics, IReadOnlyCollection<string> followed, SlackModalMetadata metadata,
        IReadOnlyList<SlackBlock> messageBlocks, string? selectedTopic)
    {
        var followedNames = followed.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var selectable = topics.Where(topic => topic.Length <= MaxOptionValue)
            .OrderBy(topic => topic == selectedTopic ? 0 : followedNames.Contains(topic) ? 2 : 1).ToList();
        var options = selectable.Take(MaxOptions).Select(topic => ToOption(topic, followedNames.Contains(topic))).ToList();
        var channel = SlackMarkup.FormatChannel(new DestinationAddress(SlackTraits.Id, metadata.Channel)) ?? "this channel";
        IReadOnlyList<SlackBlock> blocks =
        [
            .. messageBlocks,
            TitledSection("*Follow a topic*", $"AlertBot posts its news in {channel} as it appears, with quotes word for word."),
            options.Count == 0 ? ContextLine("There are no topics yet: add the first one.") : TopicField(options, selectedTopic),
            .. followedNames.Count > 0
                ? [ContextLine(FollowedMark.Trim() + " This channel already follows the topic.")]
                : Array.Empty<SlackBlock>(),
            .. selectable.Count > MaxOptions
                ? [ContextLine($"{selectable.Count - MaxOptions} more topics do not fit here: type /news subscribe and the name.")]
                : Array.Empty<SlackBlock>(),
            new SlackBlock.Actions([new SlackElement.Button(NewTopicAction, SlackTextObject.Plain("New topic"), NewTopicAction)]),
            ContextLine("You can also type commands: /news help lists them."),
        ];
        var view = SlackFormView.CreateView(SlackCommandDispatcher.SubscribePath, "AlertBot", "Subscribe", metadata, blocks);
        return options.Count == 0 ? view with { Submit = null } : view;
    }

    /// <summary>Shows a reply.</summary>
    public static SlackView Message(IReadOnlyList<SlackBlock> messageBlocks, SlackModalMetadata metadata) =>
        new(SlackTextObject.Plain("AlertBot"), messageBlocks, MessageCallbackId)
        {
            Close = SlackTextObject.Plain("Close"),
            PrivateMetadata = metadata.ToJson(),
        };

    /// <summary>Shown until the command has finished.</summary>
    public static SlackView InProgress(SlackModalMetadata metadata) =>
        Message([new SlackBlock.Section(SlackTextObject.Plain("Working on it …"))], metadata);

    private static SlackBlock TopicField(List<SlackOption> options, string? selectedTopic) =>
        SlackFormView.CreateField("topic", "Topic", SlackFormView.CreateSelect(options) with
        {
            Placeholder = SlackTextObject.Plain("Choose a topic"),
            InitialOption = options.Find(option => option.Value == selectedTopic),
        });

    private static SlackOption ToOption(string topic, bool isFollowed)
    {
        var label = DisplayText.TruncateEscaped(topic, MaxOptionText - FollowedMark.Length, SlackText.Escape);
        return new SlackOption(SlackTextObject.Plain(label + (isFollowed ? FollowedMark : "")), topic);
    }


    private static SlackBlock.Section TitledSection(string title, string text) => new(SlackTextObject.Mrkdwn($"{title}\n{text}"));

    private static SlackBlock.Context ContextLine(string text) => new([SlackTextObject.Plain(text)]);
}
