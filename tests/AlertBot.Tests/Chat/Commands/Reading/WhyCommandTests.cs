using AlertBot.Tests.Alerts;

namespace AlertBot.Tests.Chat.Commands.Reading;

public class WhyCommandTests : ReadingTests
{
    [Fact]
    public async Task What_was_posted_names_the_topic_and_marks_its_words()
    {
        await News.FollowAsync(1, StoredNews.Truce);
        await News.AddAsync("Envoys agree on a truce in Nordhaven", "They agreed.", topics: [StoredNews.Truce]);
        await News.GroupAsync();
        await News.PostAsync();

        var text = Text(await AskAsync(Why, InNorth));

        Assert.Contains($"Posted here <{Test.Now:u}> because **truce** stands in the title: “Envoys agree on a **truce** in Nordhaven”", text, StringComparison.Ordinal);
        Assert.False((await AskAsync(Why, InNorth)).ToAll);
    }

    [Fact]
    public async Task The_excerpt_of_a_long_text_is_a_piece_of_it_cut_between_words()
    {
        var text = string.Concat(Enumerable.Repeat("Nothing happened on the northern road today. ", 20)) + "Then a truce was called, " + string.Concat(Enumerable.Repeat("and nothing happened on the southern road. ", 20));
        await News.FollowAsync(1, StoredNews.Truce);
        await News.AddAsync("Quiet roads", text, topics: [StoredNews.Truce]);
        await News.GroupAsync();
        await News.PostAsync();

        var said = Text(await AskAsync(Why, InNorth));

        var excerpt = said[(said.IndexOf("“…", StringComparison.Ordinal) + 2)..said.IndexOf("…”", StringComparison.Ordinal)].Replace("**", "", StringComparison.Ordinal);
        Assert.Contains($" {excerpt} ", text, StringComparison.Ordinal);
        Assert.Contains("**truce**", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_that_is_too_old_says_so()
    {
        await News.FollowAsync(1, StoredNews.Truce);
        await News.AddAsync("Truce of last week", "A truce.", link: "https://f1.example/old", published: Test.Now.AddDays(-6), topics: [StoredNews.Truce]);
        await News.GroupAsync();

        Assert.Contains("Not posted here: it is older than 48 h", Text(await AskAsync(Why, InNorth, ("link", "https://f1.example/old"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_found_however_it_is_written()
    {
        await News.AddAsync("Rain", "It rained.", link: "https://f1.example/rain?id=3");

        var text = Text(await AskAsync(Why, InNorth, ("link", "<http://F1.example/rain?id=3&utm_source=chat#top>")));

        Assert.Contains("Not posted here: no topic matches.", text, StringComparison.Ordinal);
        Assert.Contains("/news topic test", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_several_entries_share_is_found_too()
    {
        await News.AddAsync("Rain", "It rained.", link: "https://f1.example/live");
        await Test.ExecuteAsync("DELETE FROM entry_key");

        Assert.Contains("no topic matches", Text(await AskAsync(Why, InNorth, ("link", "https://f1.example/live"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_the_channel_does_not_follow_is_named_with_the_mend()
    {
        await News.AddAsync("Truce", "A truce.", link: "https://f1.example/t", topics: [StoredNews.Truce]);
        await News.GroupAsync();

        Assert.Contains("this channel does not follow **truce**: `/news subscribe truce`", Text(await AskAsync(Why, InNorth, ("link", "https://f1.example/t"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_joined_article_leads_to_the_message_of_its_story()
    {
        await News.FollowAsync(1, StoredNews.Truce);
        await News.AddAsync("Truce", "A truce.", topics: [StoredNews.Truce]);
        await News.GroupAsync();
        await News.PostAsync();
        await News.AddAsync("Truce", "A truce.", StoredNews.NorthFeed, link: "https://f2.example/t", topics: [StoredNews.Truce]);
        await News.GroupAsync();

        var text = Text(await AskAsync(Why, InNorth, ("link", "https://f2.example/t")));

        Assert.Contains("its story was told here already: [Truce](https://discord.com/channels/north/c1/m1)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_the_message_is_explained_on_its_own_server_only()
    {
        await News.FollowAsync(1, StoredNews.Truce);
        await News.AddAsync("Truce", "A truce.", topics: [StoredNews.Truce]);
        await News.GroupAsync();
        await News.PostAsync();

        Assert.Contains("Posted here", Text(await AskAsync(Why, InNorth, ("link", "https://discord.com/channels/north/c1/m1"))), StringComparison.Ordinal);
        Assert.StartsWith("That is no alert of AlertBot's here.", Text(await AskAsync(Why, InSouth, ("link", "https://discord.com/channels/north/c1/m1"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_are_no_link_are_told_apart_from_an_article_that_was_not_seen()
    {
        var reply = await AskAsync(Why, InNorth, ("link", "Truce in Nordhaven"));

        Assert.True(reply.IsMistake);
        Assert.StartsWith("“Truce in Nordhaven” is no link: give the whole address of an article", Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_of_another_guild_s_feed_has_not_been_seen()
    {
        await News.AddAsync("Truce in secret", "A truce.", StoredNews.SouthFeed, link: "https://f3.example/secret", topics: [StoredNews.Truce]);
        await News.GroupAsync();

        var text = Text(await AskAsync(Why, InNorth, ("link", "https://f3.example/secret")));
        await Test.ExecuteAsync("DELETE FROM entry_key");
        var withoutKey = Text(await AskAsync(Why, InNorth, ("link", "https://f3.example/secret")));

        Assert.StartsWith("AlertBot has seen no article with this link in the feeds that it reads here.", text, StringComparison.Ordinal);
        Assert.Equal(text, withoutKey);
    }

    [Fact]
    public async Task A_match_of_another_guild_s_topic_is_no_match_here()
    {
        await News.AddAsync("Boats", "The fishermen wait.", link: "https://f1.example/boats", topics: [StoredNews.Fishing]);
        await News.GroupAsync();

        var text = Text(await AskAsync(Why, InNorth, ("link", "https://f1.example/boats")));

        Assert.Contains("Not posted here: no topic matches.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("fish", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody follows", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_without_alerts_is_told_so() =>
        Assert.StartsWith("Nothing has been posted here yet.", Text(await AskAsync(Why, InNorth)), StringComparison.Ordinal);
}
