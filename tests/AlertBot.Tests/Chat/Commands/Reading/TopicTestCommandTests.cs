using AlertBot.Chat.Commands;
using AlertBot.Chat.Commands.Reading;
using AlertBot.Tests.Alerts;

namespace AlertBot.Tests.Chat.Commands.Reading;

public class TopicTestCommandTests : ReadingTests
{
    private TopicTestCommand Command => new(new QueryTest(Test.Database, Test.Time), Test.Time);

    [Fact]
    public async Task A_query_is_run_over_what_is_stored_and_nothing_is_saved()
    {
        await News.AddAsync("Quay rebuilt in Nordhaven", "The quay was rebuilt.", published: Test.Now.AddHours(-1));
        await News.AddAsync("Rain", "It rained.", published: Test.Now.AddDays(-2));

        var reply = await AskAsync(Command, InNorth, ("query", "quay"));

        var text = Text(reply);
        Assert.False(reply.ToAll);
        Assert.StartsWith("Looks for the word quay", text, StringComparison.Ordinal);
        Assert.Contains("Found 1 story in 1 article, fewer than one a day; searched the newest 2 articles", text, StringComparison.Ordinal);
        Assert.Contains("- [Quay rebuilt in Nordhaven](https://f1.example/1) · Shared Wire, <", text, StringComparison.Ordinal);
        Assert.Contains("“**Quay** rebuilt in Nordhaven”", text, StringComparison.Ordinal);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM match"));
        Assert.Equal(3, await Test.NumberAsync("SELECT COUNT(*) FROM topic"));
    }

    [Fact]
    public async Task The_newest_five_are_shown_each_story_once()
    {
        for (var hour = 1; hour <= 7; hour++)
        {
            await News.AddAsync($"Quay number {hour}", "The quay.", published: Test.Now.AddHours(-hour));
            await News.AddAsync($"Quay number {hour}", "The quay.", StoredNews.NorthFeed, published: Test.Now.AddHours(-hour));
        }

        var reply = await AskAsync(Command, InNorth, ("query", "quay"));

        var items = reply.Blocks.OfType<ReplyBlock.Item>().Select(item => Line(item.Text)).ToList();
        Assert.Equal(5, items.Count);
        Assert.All(items.Index(), item => Assert.StartsWith($"[Quay number {item.Index + 1}]", item.Item, StringComparison.Ordinal));
        Assert.Contains("Found 7 stories in 14 articles, about 7 a day", Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_answered_with_its_place_and_the_mend()
    {
        var reply = await AskAsync(Command, InNorth, ("query", "quay AND"));

        Assert.True(reply.IsMistake);
        Assert.Contains("The query has a mistake: ", Text(reply), StringComparison.Ordinal);
        Assert.Contains("········^", Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_guild_s_articles_are_not_searched()
    {
        await News.AddAsync("Quay in secret", "The quay.", StoredNews.SouthFeed);

        var text = Text(await AskAsync(Command, InNorth, ("query", "quay")));

        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Contains("No article is stored here yet", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_that_takes_too_long_says_how_far_it_came()
    {
        for (var n = 0; n < 450; n++)
        {
            await News.AddAsync($"Quay {n}", "The quay.");
        }

        Test.Time.AutoAdvanceAmount = TimeSpan.FromSeconds(6);

        var text = Text(await AskAsync(Command, InNorth, ("query", "quay")));

        Assert.Contains("searched the newest 200 articles", text, StringComparison.Ordinal);
        Assert.Contains("stopped after 10 s.", text, StringComparison.Ordinal);
    }
}
