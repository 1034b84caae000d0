using AlertBot.Chat.Slack;
using AlertBot.Testing.Slack;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.Interactions;

public class SlackLoopbackInteractionTests
{
    [Fact]
    public async Task The_start_form_lets_a_user_create_and_subscribe_a_topic()
    {
        await using var fixture = await SlackLoopbackFixture.OpenAsync();
        fixture.Slack.Channels[0].IsMember = false;

        var delivery = await fixture.TypeAsync("");
        Assert.Contains("Follow a topic", fixture.View.AllText, StringComparison.Ordinal);
        await fixture.PressAsync(SlackInteractionPayloads.PressInView(fixture.View, "New topic"));
        await fixture.PressAsync(
            SlackInteractionPayloads.ChangeInput(fixture.View, "field:query",
                SlackLoopbackFixture.Fields([("name", "ferries"), ("query", "ferry stri")])));
        await fixture.PressAsync(
            SlackInteractionPayloads.ChangeInput(fixture.View, "field:query",
                SlackLoopbackFixture.Fields([("name", "ferries"), ("query", "ferry strike && port")])));
        Assert.Contains("The query has a mistake", fixture.View.AllText, StringComparison.Ordinal);
        await fixture.SubmitAsync(("name", "ferries"), ("query", "ferry strike && port"));
        Assert.Equal(["field:query"], fixture.View.Errors.Keys);
        await fixture.PressAsync(
            SlackInteractionPayloads.PressInView(fixture.View, "Try it",
                SlackLoopbackFixture.Fields([("name", "ferries"), ("query", "ferry strike")])));
        Assert.Contains("Looks for", fixture.View.AllText, StringComparison.Ordinal);
        await fixture.SubmitAsync(("name", "ferries"), ("query", "ferry strike"));
        Assert.Contains("Created the topic *ferries*.", fixture.View.AllText, StringComparison.Ordinal);
        await fixture.SubmitAsync();
        Assert.Contains("Subscribed <#C0NEWS0001> to *ferries*.", fixture.View.AllText, StringComparison.Ordinal);

        await delivery.WaitForReplyAsync(2);
        Assert.True(fixture.Slack.Channels[0].IsMember);
        Assert.Single(fixture.Slack.WebApi.Views.All);
        Assert.Empty(fixture.Slack.Violations);
    }

    [Fact]
    public async Task Any_input_is_answered_within_Slacks_rules()
    {
        await using var fixture = await SlackLoopbackFixture.OpenAsync();

        foreach (var line in new[]
        {
            "help", "topic list", "topic add ferries ferry strike, \"port closure\" NEAR/5 (union, =TUI), -football", "topic test ferry",
            "topic test ferry && port", "topic add ferries x", "subscribe feries",
            "subscribe ferries", "latest", "latest ferries 3", "quotes", "why", "why https://news.example/a", "status", "feed list",
            "settings", "settings quiet 22:00-07:00", "pause 2h", "resume", "unsubscribe ferries",
            "topic edit ferries ferry", "topic remove ferries", "topic", "sbscribe", "subscribe ceasefire ping:S0123ABCD",
        })
        {
            var delivery = await fixture.TypeAsync(line);
            Assert.Single(delivery.Replies);
        }

        Assert.Empty(fixture.Slack.Violations);
    }

    [Theory]
    [MemberData(nameof(HostileFeedTexts.Texts), MemberType = typeof(HostileFeedTexts))]
    public async Task Input_with_mentions_or_links_stays_plain_text(string hostile)
    {
        await using var fixture = await SlackLoopbackFixture.OpenAsync();
        var sent = hostile.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

        string[] lines =
        [
            sent, $"latest \"{sent}\"", $"topic test {sent}", $"topic add hostile {sent}", $"topic add {sent} x", "topic list",
            $"why {sent}", $"subscribe ceasefire ping:\"{sent}\"",
        ];
        foreach (var line in lines)
        {
            await fixture.TypeAsync(line);
        }

        Assert.Empty(fixture.Slack.Violations);
    }

    [Fact]
    public async Task A_form_with_an_expired_trigger_gets_an_explanation()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await using var fixture = await SlackLoopbackFixture.OpenAsync(time: time);

        var delivery = await fixture.TypeAsync("topic add", beforeHandling: () => time.Advance(TimeSpan.FromSeconds(4)));

        Assert.Contains("Type `/news topic add name query`.", (string?)(await delivery.WaitForReplyAsync())["blocks"]![0]!["text"]!["text"],
            StringComparison.Ordinal);
        Assert.Empty(fixture.Slack.WebApi.Views.All);
        Assert.Empty(fixture.Slack.Violations);
    }

    [Fact]
    public async Task With_admins_as_managers_only_Slack_admins_may_change_settings()
    {
        await using var fixture = await SlackLoopbackFixture.OpenAsync(new SlackManagers.Admins());
        fixture.Slack.WebApi.Scopes.Add("users:read");
        fixture.Slack.Users.Add(new LoopbackSlackUser("U0BOSS0001", "bea") { IsAdmin = true });

        var refused = await fixture.TypeAsync("subscribe ceasefire");
        var done = await fixture.TypeAsync("subscribe ceasefire", user: "U0BOSS0001");

        Assert.Contains("Only managers can use", (string?)(await refused.WaitForReplyAsync())["text"], StringComparison.Ordinal);
        Assert.Contains("Subscribed", (string?)(await done.WaitForReplyAsync())["text"], StringComparison.Ordinal);
        Assert.Empty(fixture.Slack.Violations);
    }
}
