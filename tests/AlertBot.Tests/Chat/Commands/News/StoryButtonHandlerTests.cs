using AlertBot.Chat.Content;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Commands.News;

public class StoryButtonHandlerTests : NewsCommandTests
{
    [Fact]
    public async Task More_quotes_shows_those_missing_from_the_card()
    {
        var story = await PostedAsync();
        var card = Assert.Single((await RunAsync(Latest, NorthCaller)).Blocks.OfType<ReplyBlock.Story>()).Card;

        var reply = await Buttons.HandleAsync(NorthCaller, $"news1:quotes:{story}", None);

        var more = reply.Blocks.OfType<ReplyBlock.Quotation>().Select(quote => quote.Quote.Words).ToList();
        Assert.Equal(2, more.Count);
        Assert.Empty(more.Intersect(card.Quotes.Select(quote => quote.Words)));
        Assert.All(more, words => Assert.Contains(words.Trim('“', '”'), StoredNewsFixture.Speech, StringComparison.Ordinal));
        Assert.False(reply.IsPublic);
    }

    [Fact]
    public async Task Sources_lists_all_outlets_visible_to_this_server()
    {
        var story = await PostedAsync();
        await News.AddAsync("Truce in Nordhaven", "A truce.", StoredNewsFixture.NorthFeed, topics: [StoredNewsFixture.Truce]);
        await News.AddAsync("Truce in Nordhaven", "A truce.", StoredNewsFixture.SouthFeed, topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();

        var text = Text(await Buttons.HandleAsync(NorthCaller, $"news1:sources:{story}", None));

        Assert.Contains("# 2 sources", text, StringComparison.Ordinal);
        Assert.Contains("[Shared Wire](https://f1.example/1): Truce in Nordhaven, <", text, StringComparison.Ordinal);
        Assert.Contains("[North Gazette]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("South Courier", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_shows_the_decisions_for_this_channel()
    {
        var story = await PostedAsync();

        Assert.Contains("Topic **truce** matches the title", Text(await Buttons.HandleAsync(NorthCaller, $"news1:why:{story}", None)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_mutes_and_unmutes_a_story()
    {
        var story = await PostedAsync();
        await Test.ExecuteAsync("UPDATE message SET edit_due_at = 1");
        var manager = NorthCaller with { IsManager = true };

        var muted = await Buttons.HandleAsync(manager, $"news1:mute:{story}", None);

        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE muted_at IS NOT NULL"));
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL"));
        await Buttons.HandleAsync(manager, Assert.Single(muted.Buttons).Action, None);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE muted_at IS NOT NULL"));
    }

    [Fact]
    public async Task A_caller_who_is_not_a_manager_cannot_mute()
    {
        var story = await PostedAsync();

        Assert.True((await Buttons.HandleAsync(NorthCaller, $"news1:mute:{story}", None)).IsMistake);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE muted_at IS NOT NULL"));
    }

    [Fact]
    public async Task Buttons_in_a_forum_post_refer_to_the_forums_alert()
    {
        var story = await PostedAsync();
        await Test.ExecuteAsync("UPDATE message SET platform_id = '555/555'");
        var inPost = NorthCaller with { Channel = NorthCaller.Channel with { Address = "555" }, IsManager = true };

        var why = Text(await Buttons.HandleAsync(inPost, $"news1:why:{story}", None));
        await Buttons.HandleAsync(inPost, $"news1:mute:{story}", None);

        Assert.Contains("Posted here", why, StringComparison.Ordinal);
        Assert.Contains("Posted here", Text(await RunAsync(Why, inPost)), StringComparison.Ordinal);
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE muted_at IS NOT NULL"));
    }

    [Theory]
    [InlineData("quotes")]
    [InlineData("sources")]
    [InlineData("why")]
    [InlineData("mute")]
    [InlineData("unmute")]
    public async Task A_story_of_another_guild_is_treated_as_missing(string action)
    {
        await News.SubscribeAsync(2, StoredNewsFixture.Truce);
        var entry = await News.AddAsync("Truce in secret", StoredNewsFixture.Speech, StoredNewsFixture.SouthFeed,
            topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();
        await News.MarkSentAsync();
        var manager = NorthCaller with { IsManager = true };

        var hidden = await Buttons.HandleAsync(manager, $"news1:{action}:{await News.StoryAsync(entry)}", None);
        var absent = await Buttons.HandleAsync(manager, $"news1:{action}:999", None);

        Assert.True(hidden.IsMistake);
        Assert.Equal(Text(absent), Text(hidden));
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE muted_at IS NOT NULL"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("news0:quotes:1")]
    [InlineData("news1:quotes:99999999999999999999")]
    [InlineData("news1:drop:1")]
    [InlineData("news1:quotes:1:2")]
    [InlineData("'; DROP TABLE story; --")]
    public async Task A_button_of_another_version_names_the_command_to_type(string action)
    {
        var reply = await Buttons.HandleAsync(NorthCaller, action, None);

        Assert.Contains("another version", Text(reply), StringComparison.Ordinal);
        Assert.Contains("/news why", Text(reply), StringComparison.Ordinal);
    }

    private async Task<long> PostedAsync()
    {
        await News.SubscribeAsync(1, StoredNewsFixture.Truce);
        var entry = await News.AddAsync("Truce in Nordhaven", StoredNewsFixture.Speech, topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();
        await News.MarkSentAsync();
        return await News.StoryAsync(entry);
    }
}
