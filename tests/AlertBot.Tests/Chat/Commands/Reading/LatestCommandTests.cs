using AlertBot.Chat.Commands;
using AlertBot.Tests.Alerts;

namespace AlertBot.Tests.Chat.Commands.Reading;

public class LatestCommandTests : ReadingTests
{
    [Fact]
    public async Task The_newest_story_of_a_topic_is_a_whole_brief_for_everyone()
    {
        await News.AddAsync("Truce holds", "A truce.", published: Test.Now.AddHours(-3), topics: [StoredNews.Truce]);
        await News.AddAsync("Truce in Nordhaven", StoredNews.Speech, published: Test.Now.AddHours(-1), topics: [StoredNews.Truce]);
        await News.AddAsync("Truce talks", "A truce.", published: Test.Now.AddHours(-2), topics: [StoredNews.Truce]);
        await News.GroupAsync();

        var reply = await AskAsync(Latest, InNorth, ("topic", "Truce"));

        var card = Assert.Single(reply.Blocks.OfType<ReplyBlock.Story>()).Card;
        Assert.True(reply.ToAll);
        Assert.Equal("Truce in Nordhaven", card.Headline);
        Assert.Equal(3, card.Quotes.Count);
        Assert.All(card.Quotes.SelectMany(quote => quote.Parts), part => Assert.Contains(part, StoredNews.Speech, StringComparison.Ordinal));
        Assert.StartsWith("_ The newest story; more: `/news latest truce 5`", Text(reply), StringComparison.Ordinal);
        Assert.IsType<ReplyBlock.Story>(reply.Blocks[^1]);
    }

    [Fact]
    public async Task As_many_stories_as_are_asked_for_come_newest_first_and_each_once()
    {
        await News.AddAsync("Truce one", "A truce.", published: Test.Now.AddHours(-3), topics: [StoredNews.Truce]);
        await News.AddAsync("Truce two", "A truce.", published: Test.Now.AddHours(-2), topics: [StoredNews.Truce]);
        await News.AddAsync("Truce one", "A truce at the harbour.", StoredNews.NorthFeed, published: Test.Now.AddHours(-1), topics: [StoredNews.Truce, StoredNews.Harbour]);
        await News.GroupAsync();

        var reply = await AskAsync(Latest, InNorth, ("count", "5"));

        Assert.Equal(["Truce one", "Truce two"], reply.Blocks.OfType<ReplyBlock.Story>().Select(story => story.Card.Headline));
    }

    [Fact]
    public async Task Without_a_topic_it_is_about_what_the_channel_follows()
    {
        await News.AddAsync("Harbour opens", "The harbour opens.", published: Test.Now.AddHours(-2), topics: [StoredNews.Harbour]);
        await News.AddAsync("Truce holds", "A truce.", published: Test.Now.AddHours(-1), topics: [StoredNews.Truce]);
        await News.GroupAsync();

        Assert.Contains("Truce holds", Text(await AskAsync(Latest, InNorth)), StringComparison.Ordinal);
        await News.FollowAsync(1, StoredNews.Harbour);
        Assert.Contains("Harbour opens", Text(await AskAsync(Latest, InNorth)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_guild_s_feed_is_seen_neither_as_a_story_nor_as_a_source()
    {
        await News.AddAsync("Truce in secret", "A truce. “Nobody may hear of this truce,” said Ana Ruiz.", StoredNews.SouthFeed, topics: [StoredNews.Truce]);
        await News.AddAsync("Truce for all", "A truce.", published: Test.Now.AddHours(-1), topics: [StoredNews.Truce]);
        await News.AddAsync("Truce for all", "A truce. “Only the south knows of this truce,” said Ana Ruiz.", StoredNews.SouthFeed, topics: [StoredNews.Truce]);
        await News.GroupAsync();

        var north = Text(await AskAsync(Latest, InNorth, ("topic", "truce"), ("count", "5")));

        Assert.DoesNotContain("secret", north, StringComparison.Ordinal);
        Assert.DoesNotContain("South Courier", north, StringComparison.Ordinal);
        Assert.DoesNotContain("Only the south", north, StringComparison.Ordinal);
        Assert.Contains("secret", Text(await AskAsync(Latest, InSouth, ("topic", "truce"), ("count", "5"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_guild_s_topic_is_no_topic_here_and_is_not_named()
    {
        await News.AddAsync("Boats", "The fishermen wait.", topics: [StoredNews.Fishing]);
        await News.GroupAsync();

        var reply = await AskAsync(Latest, InNorth, ("topic", "fishing"));

        Assert.True(reply.IsMistake);
        Assert.StartsWith("There is no topic `fishing` here. There is: harbour, truce. ", Text(reply), StringComparison.Ordinal);
        Assert.DoesNotContain("Boats", Text(await AskAsync(Latest, InNorth, ("count", "5"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_yet_says_why_and_what_to_do()
    {
        await Test.ExecuteAsync("UPDATE feed SET taken_in_at = NULL WHERE id = 2");

        var text = Text(await AskAsync(Latest, InNorth, ("topic", "truce")));

        Assert.StartsWith("Nothing on truce yet: no article matched since the first feed was read ", text, StringComparison.Ordinal);
        Assert.Contains("; 1 of 2 feeds has been polled.", text, StringComparison.Ordinal);
        Assert.Contains("`/news topic test`", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_was_removed_is_no_topic()
    {
        await Test.ExecuteAsync("UPDATE topic SET removed_at = 1 WHERE id = 1");

        Assert.True((await AskAsync(Latest, InNorth, ("topic", "truce"))).IsMistake);
    }
}
