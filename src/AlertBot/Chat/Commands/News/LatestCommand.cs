using System.Globalization;
using AlertBot.Alerts.Queries;
using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Storage;

namespace AlertBot.Chat.Commands.News;

/// <summary><c>/news latest</c>: the newest stories, as briefs with quotes.</summary>
internal sealed class LatestCommand(Database database, TimeProvider time) : INewsCommand
{
    private const int MaxStories = 5;

    public CommandSpec Spec { get; } = new(
        "latest",
        "The newest stories, with what was said in them",
        [
            new OptionSpec("topic", "Only of this topic; else of those that this channel follows", OptionKind.Topic),
            new OptionSpec("count", "How many stories, 1 to 5", OptionKind.Number) { Min = 1, Max = MaxStories },
        ])
    {
        RepliesPublicly = true,
    };

    public Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken) =>
        database.ReadAsync(session => AnswerAsync(session, call, cancellationToken), cancellationToken);

    private async Task<Reply> AnswerAsync(Session session, CommandCall call, CancellationToken cancellationToken)
    {
        var asked = await RequestedTopics.ResolveAsync(session, call, cancellationToken);
        if (asked.Mistake is not null)
        {
            return asked.Mistake;
        }

        // One more than is shown tells whether there are more.
        var count = call["count"] is { } typed && int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, MaxStories) : 1;
        var blocks = new List<ReplyBlock>();
        var stories = await StoryQueries.ListNewestAsync(session, call.Workspace, asked.Ids, count + 1, cancellationToken);
        foreach (var story in stories.Take(count))
        {
            if (await StoryBriefComposer.ComposeAsync(session, story, call.Workspace, asked.Ids, cancellationToken) is { } brief)
            {
                blocks.Add(new ReplyBlock.Story(Card.FromBrief(brief, time.GetUtcNow()), story));
            }
        }

        if (blocks.Count == 0)
        {
            return await NoNewsReply.BuildAsync(session, call, asked, "article", cancellationToken);
        }

        if (stories.Count > count && count < MaxStories)
        {
            // Above the stories: below them, a platform that shows each as a message would need one more for it.
            var name = asked.Named is { } named ? named.Name + " " : "";
            blocks.Insert(0,
                new ReplyBlock.Hint(
                    RichText.Of(count == 1 ? "The newest story; more: " : $"The newest {count} stories; more: ",
                        CommandUsage.ToCode($"latest {name}{MaxStories}"))));
        }

        return new Reply(blocks) { IsPublic = true };
    }
}
