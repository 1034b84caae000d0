using AlertBot.Chat.Commands.TopicsAndFeeds;
using AlertBot.Chat.Content;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Commands.News;

public class TopicTestCommandTests : NewsCommandTests
{
    private TopicTestCommand Command => new(new StoredArticleSearch(Test.Database, Test.Time), Test.Time);

    [Fact]
    public async Task A_query_runs_over_stored_articles_without_saving_anything()
    {
        await News.AddAsync("Quay rebuilt in Nordhaven", "The quay was rebuilt.", published: Test.Now.AddHours(-1));
        await News.AddAsync("Rain", "It rained.", published: Test.Now.AddDays(-2));

        var reply = await RunAsync(Command, NorthCaller, ("query", "quay"));

        var text = Text(reply);
        Assert.False(reply.IsPublic);
        Assert.StartsWith("Looks for the word quay", text, StringComparison.Ordinal);
        Assert.Contains("Found 1 story in 1 article, fewer than one a day. Searched the newest 2 articles", text, StringComparison.Ordinal);
        Assert.Contains("- [Quay rebuilt in Nordhaven](https://f1.example/1) · Shared Wire, <", text, StringComparison.Ordinal);
        Assert.Contains("“**Quay** rebuilt in Nordhaven”", text, StringComparison.Ordinal);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM match"));
        Assert.Equal(3, await Test.NumberAsync("SELECT COUNT(*) FROM topic"));
    }

    [Fact]
    public async Task The_five_newest_stories_are_shown_without_repeats()
    {
        for (var hour = 1; hour <= 7; hour++)
        {
            await News.AddAsync($"Quay number {hour}", "The quay.", published: Test.Now.AddHours(-hour));
            await News.AddAsync($"Quay number {hour}", "The quay.", StoredNewsFixture.NorthFeed, published: Test.Now.AddHours(-hour));
        }

        var reply = await RunAsync(Command, NorthCaller, ("query", "quay"));

        var items = reply.Blocks.OfType<ReplyBlock.Item>().Select(item => Line(item.Text)).ToList();
        Assert.Equal(5, items.Count);
        Assert.All(items.Index(), item => Assert.StartsWith($"[Quay number {item.Index + 1}]", item.Item, StringComparison.Ordinal));
        Assert.Contains("Found 7 stories in 14 articles, about 7 a day", Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_error_is_shown_with_its_position_and_fix()
    {
        var reply = await RunAsync(Command, NorthCaller, ("query", "quay AND"));

        Assert.True(reply.IsMistake);
        Assert.Contains("The query has a mistake: ", Text(reply), StringComparison.Ordinal);
        Assert.Contains("········^", Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Articles_of_another_guild_are_not_searched()
    {
        await News.AddAsync("Quay in secret", "The quay.", StoredNewsFixture.SouthFeed);

        var text = Text(await RunAsync(Command, NorthCaller, ("query", "quay")));

        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Contains("No articles are stored here yet", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_that_times_out_reports_its_progress()
    {
        for (var n = 0; n < 450; n++)
        {
            await News.AddAsync($"Quay {n}", "The quay.");
        }

        Test.Time.AutoAdvanceAmount = TimeSpan.FromSeconds(6);

        var text = Text(await RunAsync(Command, NorthCaller, ("query", "quay")));

        Assert.Contains("Searched the newest 200 articles", text, StringComparison.Ordinal);
        Assert.Contains("The search stopped after 10 s.", text, StringComparison.Ordinal);
    }
}
