using AlertBot.Alerts.Queries;
using AlertBot.Alerts.Routing;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Chat.Commands.News;

/// <summary>What the buttons of a card do. All answer only whoever pressed.</summary>
internal sealed class StoryButtonHandler(Database database, WorkspaceStore workspaces, TimeProvider time)
{
    private const int MaxQuotes = 15;
    private const int MaxSources = 25;

    /// <param name="action">What the button carries: from outside, so anything.</param>
    public async Task<Reply> HandleAsync(Caller caller, string action, CancellationToken cancellationToken)
    {
        if (ButtonId.Parse(action) is not { } button)
        {
            return Reply.Mistake(
                RichText.Of("This button is from another version of AlertBot. Type ", new RichText.Span.Code("/news why"), " instead."));
        }

        var workspace = await workspaces.FindOrAddAsync(caller.Channel.Platform, caller.Workspace, cancellationToken);
        var channel = await database.ReadAsync(session => FindAlertChannelAsync(session, caller.Channel, button.Story, cancellationToken),
            cancellationToken);
        var press = new Press(new CommandCall(caller with { Channel = channel }, workspace, new Dictionary<string, string>()), button);
        return button.Action is ButtonAction.Mute or ButtonAction.Unmute
            ? await database.WriteAsync(session => MuteAsync(session, press, cancellationToken), cancellationToken)
            : await database.ReadAsync(session => AnswerAsync(session, press, cancellationToken), cancellationToken);
    }

    // Pressed in the post of a forum it is about the alert of the forum.
    private static async Task<DestinationAddress> FindAlertChannelAsync(Session session, DestinationAddress pressedIn, StoryId story,
        CancellationToken cancellationToken) =>
        await AlertQueries.FindAsync(session, story, pressedIn, cancellationToken) is null
        && await AlertQueries.FindForumPostAsync(session, pressedIn, cancellationToken) is { } post && post.Story == story
            ? post.Channel
            : pressedIn;

    private async Task<Reply> AnswerAsync(Session session, Press press, CancellationToken cancellationToken)
    {
        var (call, button) = press;
        if (button.Action is ButtonAction.Why)
        {
            return await WhyCommand.ExplainStoryAsync(session, call, button.Story, call.Caller.Channel, cancellationToken)
                ?? StoryNotFoundReply;
        }

        var sources = await StoryQueries.ListSourcesAsync(session, button.Story, call.Workspace, cancellationToken);
        return sources.Count == 0 ? StoryNotFoundReply
            : button.Action is ButtonAction.Sources ? SourcesReply(sources)
            : await QuotesReplyAsync(session, press, cancellationToken);
    }

    private static Reply SourcesReply(List<StorySource> sources)
    {
        var blocks = new List<ReplyBlock> { new ReplyBlock.Heading(AmountText.Format(sources.Count, "source", "sources")) };
        foreach (var source in sources.Take(MaxSources))
        {
            var card = CardSource.FromBrief(source.Source);
            var spans = new List<RichText.Span> { new RichText.Span.Link(card.Name, card.Link),
                ": " + DisplayText.Truncate(DisplayText.Clean(source.Title), 200) };
            if (card.Published is { } published)
            {
                spans.AddRange([", ", new RichText.Span.RelativeTime(published)]);
            }

            blocks.Add(new ReplyBlock.Item(RichText.Of(spans)));
        }

        return new Reply(sources.Count > MaxSources ? [.. blocks, new ReplyBlock.Hint($"and {sources.Count - MaxSources} more")] : blocks);
    }

    private async Task<Reply> QuotesReplyAsync(Session session, Press press, CancellationToken cancellationToken)
    {
        var (call, button) = press;
        var all = await QuoteQueries.ListByStoryAsync(session, button.Story, call.Workspace, cancellationToken);
        var shown = await FindShownWordingsAsync(session, press, cancellationToken);
        var more = all.Where(quote => !shown.Contains(QuoteQueries.NormalizeWording(quote.Quote))).ToList();
        var blocks = more.Select(QuotesCommand.ToBlock).OfType<ReplyBlock>().Take(MaxQuotes).ToList();
        return blocks.Count == 0
            ? Reply.Of(new ReplyBlock.Paragraph(
                all.Count == 0 ? "The articles of this story quote nobody." : "The message shows all quotes of this story."))
            : more.Count > blocks.Count
                ? Reply.Of([.. blocks, new ReplyBlock.Hint($"and {more.Count - blocks.Count} more in the articles")])
            : Reply.Of(blocks);
    }

    /// <summary>
    /// The wordings that stand on the card: of the message where there is one, else as the story's card would be written now.
    /// </summary>
    private async Task<HashSet<string>> FindShownWordingsAsync(Session session, Press press, CancellationToken cancellationToken)
    {
        var (call, button) = press;
        var posted = await AlertQueries.FindAsync(session, button.Story, call.Caller.Channel, cancellationToken);
        var followed = await TopicOverviewQueries.ListFollowedAsync(session, call.Workspace, call.Caller.Channel, cancellationToken);
        var brief = posted?.Payload is { } payload
            ? BriefJson.Deserialize(payload)
            : await StoryBriefComposer.ComposeAsync(session, button.Story, call.Workspace, [.. followed.Select(topic => topic.Id)],
                cancellationToken);

        // A quote that is too long for a card takes no place on it.
        return brief is null ? []
            : [.. brief.Quotes.Where(quote => Card.FromBrief(brief with { Quotes = [quote] }, time.GetUtcNow()).Quotes.Count == 1)
                .Take(Card.MaxQuotes).Select(QuoteQueries.NormalizeWording)];
    }

    private async Task<Reply> MuteAsync(Session session, Press press, CancellationToken cancellationToken)
    {
        var (call, button) = press;
        if (!call.Caller.IsManager)
        {
            return Reply.Mistake("Only a manager can mute a story here, for it is muted for everyone in the channel.");
        }

        if ((await StoryQueries.ListSourcesAsync(session, button.Story, call.Workspace, cancellationToken)).Count == 0)
        {
            return StoryNotFoundReply;
        }

        if (await AlertQueries.FindAsync(session, button.Story, call.Caller.Channel, cancellationToken) is not { } alert)
        {
            return Reply.Mistake("This story was not posted in this channel, so there is nothing to mute.");
        }

        var mutes = button.Action is ButtonAction.Mute;
        await AlertStore.SetMutedAsync(session, alert.Id, mutes ? alert.MutedAt ?? time.GetUtcNow() : null, cancellationToken);
        return mutes
            ? Reply.Of(new ReplyBlock.Paragraph(
                "Muted: the message of this story stays as it is, whatever else is reported. Other stories go on.")) with
            {
                Buttons = [new ReplyButton("Unmute", new ButtonId(ButtonAction.Unmute, button.Story).ToString())],
            }
            : Reply.Of(new ReplyBlock.Paragraph("No longer muted: the message of this story grows with it again.")) with
            {
                Buttons = [new ReplyButton("Mute story", new ButtonId(ButtonAction.Mute, button.Story).ToString())],
            };
    }

    // The same for a story that has been removed and for one that only others see.
    private static Reply StoryNotFoundReply =>
        Reply.Mistake(
            RichText.Of("This story is not stored any more: stories are kept for some weeks. The newest: ",
                new RichText.Span.Code("/news latest")));

    private sealed record Press(CommandCall Call, ButtonId Button);
}
