using AlertBot.Chat.Commands;
using AlertBot.Tests.Alerts;

namespace AlertBot.Tests.Chat.Commands.Reading;

public class StoryButtonsTests : ReadingTests
{
    [Fact]
    public async Task More_quotes_are_those_that_the_card_does_not_show()
    {
        var story = await PostedAsync();
        var card = Assert.Single((await AskAsync(Latest, InNorth)).Blocks.OfType<ReplyBlock.Story>()).Card;

        var reply = await Buttons.PressAsync(InNorth, $"news1:quotes:{story}", None);

        var more = reply.Blocks.OfType<ReplyBlock.Quotation>().Select(quote => quote.Quote.Words).ToList();
        Assert.Equal(2, more.Count);
        Assert.Empty(more.Intersect(card.Quotes.Select(quote => quote.Words)));
        Assert.All(more, words => Assert.Contains(words.Trim('“', '”'), StoredNews.Speech, StringComparison.Ordinal));
        Assert.False(reply.ToAll);
    }

    [Fact]
    public async Task Sources_are_all_outlets_that_this_server_sees()
    {
        var story = await PostedAsync();
        await News.AddAsync("Truce in Nordhaven", "A truce.", StoredNews.NorthFeed, topics: [StoredNews.Truce]);
        await News.AddAsync("Truce in Nordhaven", "A truce.", StoredNews.SouthFeed, topics: [StoredNews.Truce]);
        await News.GroupAsync();

        var text = Text(await Buttons.PressAsync(InNorth, $"news1:sources:{story}", None));

        Assert.Contains("# 2 sources", text, StringComparison.Ordinal);
        Assert.Contains("[Shared Wire](https://f1.example/1): Truce in Nordhaven, <", text, StringComparison.Ordinal);
        Assert.Contains("[North Gazette]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("South Courier", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_says_what_was_decided_in_this_channel()
    {
        var story = await PostedAsync();

        Assert.Contains("because **truce** stands in the title", Text(await Buttons.PressAsync(InNorth, $"news1:why:{story}", None)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_mutes_a_story_and_takes_it_back()
    {
        var story = await PostedAsync();
        await Test.ExecuteAsync("UPDATE message SET edit_due_at = 1");
        var manager = InNorth with { IsManager = true };

        var muted = await Buttons.PressAsync(manager, $"news1:mute:{story}", None);

        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE muted_at IS NOT NULL"));
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL"));
        await Buttons.PressAsync(manager, Assert.Single(muted.Buttons).Action, None);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE muted_at IS NOT NULL"));
    }

    [Fact]
    public async Task Whoever_is_no_manager_mutes_nothing()
    {
        var story = await PostedAsync();

        Assert.True((await Buttons.PressAsync(InNorth, $"news1:mute:{story}", None)).IsMistake);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE muted_at IS NOT NULL"));
    }

    [Fact]
    public async Task In_a_post_of_a_forum_the_buttons_are_about_the_alert_of_the_forum()
    {
        var story = await PostedAsync();
        await Test.ExecuteAsync("UPDATE message SET platform_id = '555/555'");
        var inPost = InNorth with { Channel = InNorth.Channel with { Address = "555" }, IsManager = true };

        var why = Text(await Buttons.PressAsync(inPost, $"news1:why:{story}", None));
        await Buttons.PressAsync(inPost, $"news1:mute:{story}", None);

        Assert.Contains("Posted here", why, StringComparison.Ordinal);
        Assert.Contains("Posted here", Text(await AskAsync(Why, inPost)), StringComparison.Ordinal);
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE muted_at IS NOT NULL"));
    }

    [Theory]
    [InlineData("quotes")]
    [InlineData("sources")]
    [InlineData("why")]
    [InlineData("mute")]
    [InlineData("unmute")]
    public async Task A_story_of_another_guild_is_answered_like_one_that_is_not_there(string action)
    {
        await News.FollowAsync(2, StoredNews.Truce);
        var entry = await News.AddAsync("Truce in secret", StoredNews.Speech, StoredNews.SouthFeed, topics: [StoredNews.Truce]);
        await News.GroupAsync();
        await News.PostAsync();
        var manager = InNorth with { IsManager = true };

        var hidden = await Buttons.PressAsync(manager, $"news1:{action}:{await News.StoryAsync(entry)}", None);
        var absent = await Buttons.PressAsync(manager, $"news1:{action}:999", None);

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
    public async Task A_button_of_another_version_says_what_to_type(string action)
    {
        var reply = await Buttons.PressAsync(InNorth, action, None);

        Assert.Contains("another version", Text(reply), StringComparison.Ordinal);
        Assert.Contains("/news why", Text(reply), StringComparison.Ordinal);
    }

    private async Task<long> PostedAsync()
    {
        await News.FollowAsync(1, StoredNews.Truce);
        var entry = await News.AddAsync("Truce in Nordhaven", StoredNews.Speech, topics: [StoredNews.Truce]);
        await News.GroupAsync();
        await News.PostAsync();
        return await News.StoryAsync(entry);
    }
}
