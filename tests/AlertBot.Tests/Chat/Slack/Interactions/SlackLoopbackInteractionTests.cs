using AlertBot.Chat.Slack;
using AlertBot.Testing.Slack;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.Interactions;

public class SlackLoopbackInteractionTests
{
    [Fact]
    public async Task News_without_arguments_leads_a_user_to_create_and_subscribe_a_topic()
    {
        await using var loop = await SlackLoopbackFixture.OpenAsync();
        loop.Slack.Channels[0].IsMember = false;

        var ask = await loop.TypeAsync("");
        Assert.Contains("Follow a topic", loop.View.AllText, StringComparison.Ordinal);
        await loop.PressAsync(SlackInteractionPayloads.PressInView(loop.View, "New topic"));
        await loop.PressAsync(
            SlackInteractionPayloads.ChangeInput(loop.View, "field:query",
                SlackLoopbackFixture.Fields([("name", "ferries"), ("query", "ferry stri")])));
        await loop.PressAsync(
            SlackInteractionPayloads.ChangeInput(loop.View, "field:query",
                SlackLoopbackFixture.Fields([("name", "ferries"), ("query", "ferry strike && port")])));
        Assert.Contains("The query has a mistake", loop.View.AllText, StringComparison.Ordinal);
        await loop.SubmitAsync(("name", "ferries"), ("query", "ferry strike && port"));
        Assert.Equal(["field:query"], loop.View.Errors.Keys);
        await loop.PressAsync(
            SlackInteractionPayloads.PressInView(loop.View, "Try it",
                SlackLoopbackFixture.Fields([("name", "ferries"), ("query", "ferry strike")])));
        Assert.Contains("Looks for", loop.View.AllText, StringComparison.Ordinal);
        await loop.SubmitAsync(("name", "ferries"), ("query", "ferry strike"));
        Assert.Contains("The topic *ferries* is there.", loop.View.AllText, StringComparison.Ordinal);
        await loop.SubmitAsync();
        Assert.Contains("News on *ferries* comes to <#C0NEWS0001> from now on.", loop.View.AllText, StringComparison.Ordinal);

        await ask.WaitForReplyAsync(2);
        Assert.True(loop.Slack.Channels[0].IsMember);
        Assert.Single(loop.Slack.WebApi.Views.All);
        Assert.Empty(loop.Slack.Violations);
    }

    [Fact]
    public async Task Any_input_is_answered_within_Slacks_rules()
    {
        await using var loop = await SlackLoopbackFixture.OpenAsync();

        foreach (var line in new[]
        {
            "help", "topic list", "topic add ferries ferry strike, \"port closure\" NEAR/5 (union, =TUI), -football", "topic test ferry",
            "topic test ferry && port", "topic add ferries x", "subscribe feries",
            "subscribe ferries", "latest", "latest ferries 3", "quotes", "why", "why https://news.example/a", "status", "feed list",
            "settings", "settings quiet 22:00-07:00", "pause 2h", "resume", "unsubscribe ferries",
            "topic edit ferries ferry", "topic remove ferries", "topic", "sbscribe", "subscribe ceasefire ping:S0123ABCD",
        })
        {
            var ask = await loop.TypeAsync(line);
            Assert.Single(ask.Replies);
        }

        Assert.Empty(loop.Slack.Violations);
    }

    [Theory]
    [MemberData(nameof(HostileFeedTexts.Texts), MemberType = typeof(HostileFeedTexts))]
    public async Task Input_with_mentions_or_links_stays_plain_text(string hostile)
    {
        await using var loop = await SlackLoopbackFixture.OpenAsync();
        var sent = hostile.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

        foreach (var line in new[] { sent, $"latest \"{sent}\"", $"topic test {sent}", $"topic add hostile {sent}", $"topic add {sent} x",
            "topic list", $"why {sent}", $"subscribe ceasefire ping:\"{sent}\"" })
        {
            await loop.TypeAsync(line);
        }

        Assert.Empty(loop.Slack.Violations);
    }

    [Fact]
    public async Task A_form_with_an_expired_trigger_gets_an_explanation()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await using var loop = await SlackLoopbackFixture.OpenAsync(time: time);

        var ask = await loop.TypeAsync("topic add", meanwhile: () => time.Advance(TimeSpan.FromSeconds(4)));

        Assert.Contains("Type `/news topic add name query`.", (string?)(await ask.WaitForReplyAsync())["blocks"]![0]!["text"]!["text"],
            StringComparison.Ordinal);
        Assert.Empty(loop.Slack.WebApi.Views.All);
        Assert.Empty(loop.Slack.Violations);
    }

    [Fact]
    public async Task With_admins_as_managers_only_Slack_admins_may_change_settings()
    {
        await using var loop = await SlackLoopbackFixture.OpenAsync(new SlackManagers.Admins());
        loop.Slack.WebApi.Scopes.Add("users:read");
        loop.Slack.Users.Add(new LoopbackSlackUser("U0BOSS0001", "bea") { IsAdmin = true });

        var refused = await loop.TypeAsync("subscribe ceasefire");
        var done = await loop.TypeAsync("subscribe ceasefire", user: "U0BOSS0001");

        Assert.Contains("Only managers may use", (string?)(await refused.WaitForReplyAsync())["text"], StringComparison.Ordinal);
        Assert.Contains("comes to", (string?)(await done.WaitForReplyAsync())["text"], StringComparison.Ordinal);
        Assert.Empty(loop.Slack.Violations);
    }
}
