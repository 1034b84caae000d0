using System.Globalization;
using AlertBot.Alerts.Queries;
using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Storage;

namespace AlertBot.Chat.Commands.News;

/// <summary><c>/news latest</c>: the newest stories, as briefs with quotes.</summary>
internal sealed class LatestCommand(Database database, TimeProvider time) : INewsCommand
{
    /// <summary>Stories in one reply: each is a message of its own on Discord.</summary>
    private const int MaxStories = 5;

    public CommandSpec Spec { get; } = new(
        "latest",
        "Show the newest stories with their key quotes",
        [
            new OptionSpec("topic", "Only this topic; if left out, the topics that this channel follows", OptionKind.Topic),
            new OptionSpec("count", "Number of stories, 1 to 5", OptionKind.Number) { Min = 1, Max = MaxStories },
        ])
    {
        RepliesPublicly = true,
    };

    public Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ReplyAsync(session, call, cancellationToken), cancellationToken);

    private async Task<Reply> ReplyAsync(Session session, CommandCall call, CancellationToken cancellationToken)
    {
        var requested = await RequestedTopics.ResolveAsync(session, call, cancellationToken);
        if (requested.Mistake is not null)
        {
            return requested.Mistake;
        }

        // One more than is shown: it tells whether there are more.
        var count = ParseCount(call["count"]);
        var stories = await StoryQueries.ListNewestAsync(session, call.Workspace, requested.Ids, count + 1, cancellationToken);
        var blocks = new List<ReplyBlock>();
        foreach (var story in stories.Take(count))
        {
            if (await StoryBriefComposer.ComposeAsync(session, story, call.Workspace, requested.Ids, cancellationToken) is { } brief)
            {
                blocks.Add(new ReplyBlock.Story(Card.FromBrief(brief, time.GetUtcNow()), story));
            }
        }

        if (blocks.Count == 0)
        {
            return await NoNewsReply.BuildAsync(session, call, requested, "stories", cancellationToken);
        }

        if (stories.Count > count && count < MaxStories)
        {
            // Above the stories: a platform that shows each story as a message would need another message for a hint below them.
            blocks.Insert(0, MoreHint(count, requested));
        }

        return new Reply(blocks) { IsPublic = true };
    }

    private static int ParseCount(string? typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Clamp(count, 1, MaxStories) : 1;

    private static ReplyBlock.Hint MoreHint(int count, RequestedTopics requested)
    {
        var topic = requested.Named is { } named ? $"{named.Name} " : "";
        return ReplyBlock.Hint.Of(
            count == 1 ? "This is the newest story. For more: " : $"These are the newest {count} stories. For more: ",
            CommandUsage.ToCode($"latest {topic}{MaxStories}"));
    }
}
