using AlertBot.Chat;
using AlertBot.Tests.Chat.Loopback.Slack;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack;

public class SlackLoopTests
{
    [Fact]
    public async Task Someone_who_types_news_alone_is_led_to_a_topic_of_their_own_that_comes_to_the_channel()
    {
        await using var loop = await SlackLoop.OpenAsync();
        loop.Slack.Channels[0].IsMember = false;

        var ask = await loop.TypeAsync("");
        Assert.Contains("Follow a topic", loop.View.Words, StringComparison.Ordinal);
        await loop.PressAsync(LoopbackSlackPress.InView(loop.View, "New topic"));
        await loop.PressAsync(LoopbackSlackPress.Typed(loop.View, "field:query", SlackLoop.Fields([("name", "ferries"), ("query", "ferry stri")])));
        await loop.PressAsync(LoopbackSlackPress.Typed(loop.View, "field:query", SlackLoop.Fields([("name", "ferries"), ("query", "ferry strike && port")])));
        Assert.Contains("The query has a mistake", loop.View.Words, StringComparison.Ordinal);
        await loop.SubmitAsync(("name", "ferries"), ("query", "ferry strike && port"));
        Assert.Equal(["field:query"], loop.View.Errors.Keys);
        await loop.PressAsync(LoopbackSlackPress.InView(loop.View, "Try it", SlackLoop.Fields([("name", "ferries"), ("query", "ferry strike")])));
        Assert.Contains("Looks for", loop.View.Words, StringComparison.Ordinal);
        await loop.SubmitAsync(("name", "ferries"), ("query", "ferry strike"));
        Assert.Contains("The topic *ferries* is there.", loop.View.Words, StringComparison.Ordinal);
        await loop.SubmitAsync();
        Assert.Contains("News on *ferries* comes to <#C0NEWS0001> from now on.", loop.View.Words, StringComparison.Ordinal);

        await ask.ReplyAsync(2);
        Assert.True(loop.Slack.Channels[0].IsMember);
        Assert.Single(loop.Slack.Web.Views.All);
        Assert.Empty(loop.Slack.Breaches);
    }

    [Fact]
    public async Task Whatever_is_typed_is_answered_within_Slack_s_rules()
    {
        await using var loop = await SlackLoop.OpenAsync();

        foreach (var line in new[]
        {
            "help", "topic list", "topic add ferries ferry strike, \"port closure\" NEAR/5 (union, =TUI), -football", "topic test ferry", "topic test ferry && port", "topic add ferries x", "subscribe feries",
            "subscribe ferries", "latest", "latest ferries 3", "quotes", "why", "why https://news.example/a", "status", "feed list", "settings", "settings quiet 22:00-07:00", "pause 2h", "resume", "unsubscribe ferries",
            "topic edit ferries ferry", "topic remove ferries", "topic", "sbscribe", "subscribe ceasefire ping:S0123ABCD",
        })
        {
            var ask = await loop.TypeAsync(line);
            Assert.Single(ask.Replies);
        }

        Assert.Empty(loop.Slack.Breaches);
    }

    [Theory]
    [MemberData(nameof(Hostile.Texts), MemberType = typeof(Hostile))]
    public async Task Whatever_is_typed_to_mention_or_link_stays_words(string hostile)
    {
        await using var loop = await SlackLoop.OpenAsync();
        var sent = hostile.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

        foreach (var line in new[] { sent, $"latest \"{sent}\"", $"topic test {sent}", $"topic add hostile {sent}", $"topic add {sent} x", "topic list", $"why {sent}", $"subscribe ceasefire ping:\"{sent}\"" })
        {
            await loop.TypeAsync(line);
        }

        Assert.Empty(loop.Slack.Breaches);
    }

    [Fact]
    public async Task A_form_that_came_too_late_is_answered_in_words()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await using var loop = await SlackLoop.OpenAsync(time: time);

        var ask = await loop.TypeAsync("topic add", meanwhile: () => time.Advance(TimeSpan.FromSeconds(4)));

        Assert.Contains("Type `/news topic add name query`.", (string?)(await ask.ReplyAsync())["blocks"]![0]!["text"]!["text"], StringComparison.Ordinal);
        Assert.Empty(loop.Slack.Web.Views.All);
        Assert.Empty(loop.Slack.Breaches);
    }

    [Fact]
    public async Task Only_whom_Slack_calls_an_admin_may_change_things_where_the_settings_say_so()
    {
        await using var loop = await SlackLoop.OpenAsync(new SlackManagers.Admins());
        loop.Slack.Web.Scopes.Add("users:read");
        loop.Slack.Users.Add(new LoopbackSlackUser("U0BOSS0001", "bea") { IsAdmin = true });

        var refused = await loop.TypeAsync("subscribe ceasefire");
        var done = await loop.TypeAsync("subscribe ceasefire", user: "U0BOSS0001");

        Assert.Contains("Only managers may use", (string?)(await refused.ReplyAsync())["text"], StringComparison.Ordinal);
        Assert.Contains("comes to", (string?)(await done.ReplyAsync())["text"], StringComparison.Ordinal);
        Assert.Empty(loop.Slack.Breaches);
    }
}
