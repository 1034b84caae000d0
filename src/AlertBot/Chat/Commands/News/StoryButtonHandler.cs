using AlertBot.Alerts.Queries;
using AlertBot.Alerts.Routing;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Text;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.News;

/// <summary>Handles the buttons of a card. Every reply is shown only to the person who pressed.</summary>
internal sealed class StoryButtonHandler(Database database, WorkspaceStore workspaces, TimeProvider time)
{
    /// <summary>Quotes in one reply.</summary>
    private const int MaxQuotes = 15;

    /// <summary>Sources in one reply.</summary>
    private const int MaxSources = 25;

    /// <summary>Code points of an article's title.</summary>
    private const int MaxTitleLength = 200;

    /// <param name="action">The id that the button carries; arbitrary text from outside.</param>
    public async Task<Reply> HandleAsync(Caller caller, string action, CancellationToken cancellationToken)
    {
        if (ButtonId.Parse(action) is not { } button)
        {
            return Reply.Mistake(RichText.Of(
                "This button belongs to another version of AlertBot. Type ", CommandUsage.ToCode("why"), " instead."));
        }

        var workspace = await workspaces.FindOrAddAsync(caller.Channel.Platform, caller.Workspace, cancellationToken);
        var channel = await database.ReadAsync(session => FindAlertChannelAsync(session, caller.Channel, button.Story, cancellationToken),
            cancellationToken);
        var press = new Press(new CommandCall(caller with { Channel = channel }, workspace, new Dictionary<string, string>()), button);
        return button.Action is ButtonAction.Mute or ButtonAction.Unmute
            ? await database.WriteAsync(session => MuteAsync(session, press, cancellationToken), cancellationToken)
            : await database.ReadAsync(session => ReplyAsync(session, press, cancellationToken), cancellationToken);
    }

    // A forum post is a channel of its own; the alert belongs to the forum.
    private static async Task<DestinationAddress> FindAlertChannelAsync(Session session, DestinationAddress pressedIn, StoryId story,
        CancellationToken cancellationToken) =>
        await AlertQueries.FindAsync(session, story, pressedIn, cancellationToken) is null
        && await AlertQueries.FindForumPostAsync(session, pressedIn, cancellationToken) is { } post && post.Story == story
            ? post.Channel
            : pressedIn;

    private async Task<Reply> ReplyAsync(Session session, Press press, CancellationToken cancellationToken)
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

    private static Reply SourcesReply(List<StorySource> sources) => new(
    [
        new ReplyBlock.Heading(Humanize.Count(sources.Count, "source", "sources")),
        .. sources.Take(MaxSources).Select(ToItem),
        .. sources.Count > MaxSources ? [ReplyBlock.Hint.Of($"and {sources.Count - MaxSources} more")] : Array.Empty<ReplyBlock>(),
    ]);

    private static ReplyBlock.Item ToItem(StorySource source)
    {
        var card = CardSource.FromBrief(source.Source);
        var link = new Span.Link(card.Name, card.Link);
        var title = $": {DisplayText.Truncate(DisplayText.Clean(source.Title), MaxTitleLength)}";
        return card.Published is { } published
            ? ReplyBlock.Item.Of(link, title, ", ", new Span.RelativeTime(published))
            : ReplyBlock.Item.Of(link, title);
    }

    private async Task<Reply> QuotesReplyAsync(Session session, Press press, CancellationToken cancellationToken)
    {
        var (call, button) = press;
        var all = await QuoteQueries.ListByStoryAsync(session, button.Story, call.Workspace, cancellationToken);
        var shown = await FindShownWordingsAsync(session, press, cancellationToken);
        var more = all.Where(quote => !shown.Contains(QuoteQueries.NormalizeWording(quote.Quote))).ToList();
        var blocks = more.Select(QuotesCommand.ToBlock).OfType<ReplyBlock>().Take(MaxQuotes).ToList();
        if (blocks.Count == 0)
        {
            return Reply.Of(ReplyBlock.Paragraph.Of(
                all.Count == 0 ? "The articles of this story contain no quotes." : "The alert already shows all quotes of this story."));
        }

        return more.Count > blocks.Count
            ? Reply.Of([.. blocks, ReplyBlock.Hint.Of($"and {more.Count - blocks.Count} more in the articles")])
            : Reply.Of(blocks);
    }

    /// <summary>
    /// Finds the wordings that the card shows: the card of the posted message, or else the card that the story would have now.
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

        // A quote that is too long for a card does not count towards the limit of the card.
        return brief is null
            ? []
            : [.. brief.Quotes.Where(quote => Card.FromBrief(brief with { Quotes = [quote] }, time.GetUtcNow()).Quotes.Count == 1)
                .Take(Card.MaxQuotes).Select(QuoteQueries.NormalizeWording)];
    }

    private async Task<Reply> MuteAsync(Session session, Press press, CancellationToken cancellationToken)
    {
        var (call, button) = press;
        if (!call.Caller.IsManager)
        {
            return Reply.Mistake("Only managers can mute a story, because that mutes it for the whole channel.");
        }

        if ((await StoryQueries.ListSourcesAsync(session, button.Story, call.Workspace, cancellationToken)).Count == 0)
        {
            return StoryNotFoundReply;
        }

        if (await AlertQueries.FindAsync(session, button.Story, call.Caller.Channel, cancellationToken) is not { } alert)
        {
            return Reply.Mistake("This story was not posted in this channel, so there is nothing to mute.");
        }

        var isMute = button.Action is ButtonAction.Mute;
        await AlertStore.SetMutedAsync(session, alert.Id, isMute ? alert.MutedAt ?? time.GetUtcNow() : null, cancellationToken);
        return isMute
            ? MutedReply(
                "Muted this story: its alert is no longer updated. Other stories are posted as usual.",
                new ReplyButton("Unmute", new ButtonId(ButtonAction.Unmute, button.Story).ToString()))
            : MutedReply(
                "Unmuted this story: its alert is updated again as the story grows.",
                new ReplyButton("Mute story", new ButtonId(ButtonAction.Mute, button.Story).ToString()));
    }

    private static Reply MutedReply(string text, ReplyButton undo) => Reply.Of(ReplyBlock.Paragraph.Of(text)) with { Buttons = [undo] };

    // The same reply for a story that was removed and for one that only other workspaces can see.
    private static Reply StoryNotFoundReply => Reply.Mistake(RichText.Of(
        "This story is no longer stored: stories are removed after some weeks. For the newest story: ", CommandUsage.ToCode("latest")));

    private sealed record Press(CommandCall Call, ButtonId Button);
}
