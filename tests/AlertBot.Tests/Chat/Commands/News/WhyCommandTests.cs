using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Commands.News;

public class WhyCommandTests : NewsCommandTests
{
    [Fact]
    public async Task A_posted_article_shows_its_topic_with_the_matched_words_marked()
    {
        await News.SubscribeAsync(1, StoredNewsFixture.Truce);
        await News.AddAsync("Envoys agree on a truce in Nordhaven", "They agreed.", topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();
        await News.MarkSentAsync();

        var text = Text(await RunAsync(Why, NorthCaller));

        Assert.Contains($"Posted here <{Test.Now:u}>. Topic **truce** matches the title: “Envoys agree on a **truce** in Nordhaven”",
            text, StringComparison.Ordinal);
        Assert.False((await RunAsync(Why, NorthCaller)).IsPublic);
    }

    [Fact]
    public async Task The_excerpt_of_a_long_text_is_verbatim_and_cut_between_words()
    {
        var text = string.Concat(Enumerable.Repeat("Nothing happened on the northern road today. ", 20)) + "Then a truce was called, "
            + string.Concat(Enumerable.Repeat("and nothing happened on the southern road. ", 20));
        await News.SubscribeAsync(1, StoredNewsFixture.Truce);
        await News.AddAsync("Quiet roads", text, topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();
        await News.MarkSentAsync();

        var reply = Text(await RunAsync(Why, NorthCaller));

        var excerpt = reply[(reply.IndexOf("“…", StringComparison.Ordinal) + 2)..reply.IndexOf("…”", StringComparison.Ordinal)]
            .Replace("**", "", StringComparison.Ordinal);
        Assert.Contains($" {excerpt} ", text, StringComparison.Ordinal);
        Assert.Contains("**truce**", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_that_is_too_old_says_so()
    {
        await News.SubscribeAsync(1, StoredNewsFixture.Truce);
        await News.AddAsync("Truce of last week", "A truce.", link: "https://f1.example/old", published: Test.Now.AddDays(-6),
            topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();

        Assert.Contains("Not posted here: it is older than 48 h",
            Text(await RunAsync(Why, NorthCaller, ("link", "https://f1.example/old"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_found_in_any_spelling()
    {
        await News.AddAsync("Rain", "It rained.", link: "https://f1.example/rain?id=3");

        var text = Text(await RunAsync(Why, NorthCaller, ("link", "<http://F1.example/rain?id=3&utm_source=chat#top>")));

        Assert.Contains("Not posted here: no topic matches.", text, StringComparison.Ordinal);
        Assert.Contains("/news topic test", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_several_entries_share_is_found_too()
    {
        await News.AddAsync("Rain", "It rained.", link: "https://f1.example/live");
        await Test.ExecuteAsync("DELETE FROM entry_key");

        Assert.Contains("no topic matches", Text(await RunAsync(Why, NorthCaller, ("link", "https://f1.example/live"))),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_the_channel_does_not_follow_is_named_with_the_fix()
    {
        await News.AddAsync("Truce", "A truce.", link: "https://f1.example/t", topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();

        Assert.Contains("this channel does not follow **truce**. To follow it: `/news subscribe truce`",
            Text(await RunAsync(Why, NorthCaller, ("link", "https://f1.example/t"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_added_to_a_story_links_to_the_storys_message()
    {
        await News.SubscribeAsync(1, StoredNewsFixture.Truce);
        await News.AddAsync("Truce", "A truce.", topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();
        await News.MarkSentAsync();
        await News.AddAsync("Truce", "A truce.", StoredNewsFixture.NorthFeed, link: "https://f2.example/t",
            topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();

        var text = Text(await RunAsync(Why, NorthCaller, ("link", "https://f2.example/t")));

        Assert.Contains(". The alert: [Truce](https://discord.com/channels/north/c1/m1), <", text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_link_is_explained_only_on_its_own_server()
    {
        await News.SubscribeAsync(1, StoredNewsFixture.Truce);
        await News.AddAsync("Truce", "A truce.", topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();
        await News.MarkSentAsync();

        Assert.Contains("Posted here", Text(await RunAsync(Why, NorthCaller, ("link", "https://discord.com/channels/north/c1/m1"))),
            StringComparison.Ordinal);
        Assert.StartsWith("This message is not an alert that AlertBot posted here.",
            Text(await RunAsync(Why, SouthCaller, ("link", "https://discord.com/channels/north/c1/m1"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_not_a_link_is_distinguished_from_an_unseen_article()
    {
        var reply = await RunAsync(Why, NorthCaller, ("link", "Truce in Nordhaven"));

        Assert.True(reply.IsMistake);
        Assert.StartsWith("“Truce in Nordhaven” is not a link. Give the full address of an article", Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_of_another_guilds_feed_is_unseen()
    {
        await News.AddAsync("Truce in secret", "A truce.", StoredNewsFixture.SouthFeed, link: "https://f3.example/secret",
            topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();

        var text = Text(await RunAsync(Why, NorthCaller, ("link", "https://f3.example/secret")));
        await Test.ExecuteAsync("DELETE FROM entry_key");
        var withoutKey = Text(await RunAsync(Why, NorthCaller, ("link", "https://f3.example/secret")));

        Assert.StartsWith("AlertBot has not seen an article with this link in the feeds it reads here.", text, StringComparison.Ordinal);
        Assert.Equal(text, withoutKey);
    }

    [Fact]
    public async Task A_match_of_another_guilds_topic_does_not_count()
    {
        await News.AddAsync("Boats", "The fishermen wait.", link: "https://f1.example/boats", topics: [StoredNewsFixture.Fishing]);
        await News.GroupAsync();

        var text = Text(await RunAsync(Why, NorthCaller, ("link", "https://f1.example/boats")));

        Assert.Contains("Not posted here: no topic matches.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("fish", text, StringComparison.Ordinal);
        Assert.DoesNotContain("no channel follows", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_without_alerts_gets_an_explanation() =>
        Assert.StartsWith("No alerts have been posted here yet.", Text(await RunAsync(Why, NorthCaller)), StringComparison.Ordinal);
}
