using AlertBot.Chat.Content;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Commands.News;

public class LatestCommandTests : NewsCommandTests
{
    [Fact]
    public async Task The_newest_story_of_a_topic_is_a_whole_brief_for_everyone()
    {
        await News.AddAsync("Truce holds", "A truce.", published: Test.Now.AddHours(-3), topics: [StoredNewsFixture.Truce]);
        await News.AddAsync("Truce in Nordhaven", StoredNewsFixture.Speech, published: Test.Now.AddHours(-1),
            topics: [StoredNewsFixture.Truce]);
        await News.AddAsync("Truce talks", "A truce.", published: Test.Now.AddHours(-2), topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();

        var reply = await RunAsync(Latest, NorthCaller, ("topic", "Truce"));

        var card = Assert.Single(reply.Blocks.OfType<ReplyBlock.Story>()).Card;
        Assert.True(reply.IsPublic);
        Assert.Equal("Truce in Nordhaven", card.Headline);
        Assert.Equal(3, card.Quotes.Count);
        Assert.All(card.Quotes.SelectMany(quote => quote.Parts),
            part => Assert.Contains(part, StoredNewsFixture.Speech, StringComparison.Ordinal));
        Assert.StartsWith("_ This is the newest story. For more: `/news latest truce 5`", Text(reply), StringComparison.Ordinal);
        Assert.IsType<ReplyBlock.Story>(reply.Blocks[^1]);
    }

    [Fact]
    public async Task The_requested_number_of_stories_is_listed_newest_first_without_repeats()
    {
        await News.AddAsync("Truce one", "A truce.", published: Test.Now.AddHours(-3), topics: [StoredNewsFixture.Truce]);
        await News.AddAsync("Truce two", "A truce.", published: Test.Now.AddHours(-2), topics: [StoredNewsFixture.Truce]);
        await News.AddAsync("Truce one", "A truce at the harbour.", StoredNewsFixture.NorthFeed, published: Test.Now.AddHours(-1),
            topics: [StoredNewsFixture.Truce, StoredNewsFixture.Harbour]);
        await News.GroupAsync();

        var reply = await RunAsync(Latest, NorthCaller, ("count", "5"));

        Assert.Equal(["Truce one", "Truce two"], reply.Blocks.OfType<ReplyBlock.Story>().Select(story => story.Card.Headline));
    }

    [Fact]
    public async Task Without_a_topic_it_covers_the_topics_the_channel_follows()
    {
        await News.AddAsync("Harbour opens", "The harbour opens.", published: Test.Now.AddHours(-2), topics: [StoredNewsFixture.Harbour]);
        await News.AddAsync("Truce holds", "A truce.", published: Test.Now.AddHours(-1), topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();

        Assert.Contains("Truce holds", Text(await RunAsync(Latest, NorthCaller)), StringComparison.Ordinal);
        await News.SubscribeAsync(1, StoredNewsFixture.Harbour);
        Assert.Contains("Harbour opens", Text(await RunAsync(Latest, NorthCaller)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_guilds_feed_appears_neither_as_a_story_nor_as_a_source()
    {
        await News.AddAsync("Truce in secret", "A truce. “Nobody may hear of this truce,” said Ana Ruiz.", StoredNewsFixture.SouthFeed,
            topics: [StoredNewsFixture.Truce]);
        await News.AddAsync("Truce for all", "A truce.", published: Test.Now.AddHours(-1), topics: [StoredNewsFixture.Truce]);
        await News.AddAsync("Truce for all", "A truce. “Only the south knows of this truce,” said Ana Ruiz.", StoredNewsFixture.SouthFeed,
            topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();

        var north = Text(await RunAsync(Latest, NorthCaller, ("topic", "truce"), ("count", "5")));

        Assert.DoesNotContain("secret", north, StringComparison.Ordinal);
        Assert.DoesNotContain("South Courier", north, StringComparison.Ordinal);
        Assert.DoesNotContain("Only the south", north, StringComparison.Ordinal);
        Assert.Contains("secret", Text(await RunAsync(Latest, SouthCaller, ("topic", "truce"), ("count", "5"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_guilds_topic_is_unknown_and_not_named()
    {
        await News.AddAsync("Boats", "The fishermen wait.", topics: [StoredNewsFixture.Fishing]);
        await News.GroupAsync();

        var reply = await RunAsync(Latest, NorthCaller, ("topic", "fishing"));

        Assert.True(reply.IsMistake);
        Assert.StartsWith("There is no topic “fishing” here. ", Text(reply), StringComparison.Ordinal);
        Assert.Contains("\nTopics here: harbour, truce\n", Text(reply), StringComparison.Ordinal);
        Assert.DoesNotContain("Boats", Text(await RunAsync(Latest, NorthCaller, ("count", "5"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_result_explains_why_and_what_to_do()
    {
        await Test.ExecuteAsync("UPDATE feed SET taken_in_at = NULL WHERE id = 2");

        var text = Text(await RunAsync(Latest, NorthCaller, ("topic", "truce")));

        Assert.StartsWith("No stories on truce yet. AlertBot has read 1 of 2 feeds so far, starting ", text, StringComparison.Ordinal);
        Assert.Contains("`/news topic test`", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_topic_is_unknown()
    {
        await Test.ExecuteAsync("UPDATE topic SET removed_at = 1 WHERE id = 1");

        Assert.True((await RunAsync(Latest, NorthCaller, ("topic", "truce"))).IsMistake);
    }
}
