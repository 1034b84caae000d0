using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Events;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Slack.WebApi;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.Messages;

/// <summary>Sends alerts over HTTP to a Slack that is as strict as the real one.</summary>
public class SlackSendingTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("429")]
    [InlineData("500 before")]
    [InlineData("503 before")]
    [InlineData("504 after")]
    [InlineData("reset before")]
    [InlineData("reset after")]
    [InlineData("internal_error")]
    public async Task An_alert_exists_exactly_once_under_any_failure(string fault)
    {
        await using var slack = await SlackSendingFixture.StartAsync();
        if (Fault(fault) is { } injected)
        {
            slack.Slack.WebApi.InjectFault(injected, "chat.postMessage");
        }

        var sent = Assert.IsType<SendOutcome.Sent>(await slack.DeliverAsync(slack.Alert()));

        var message = Assert.Single(slack.Slack.WebApi.Messages.InChannel(SlackSendingFixture.News));
        Assert.Equal($"{SlackSendingFixture.News}/{message.Ts}", sent.PlatformId);
        Assert.Empty(slack.Slack.Violations);
    }

    [Fact]
    public async Task An_alert_exists_exactly_once_when_the_lookup_fails_in_a_busy_channel()
    {
        await using var slack = await SlackSendingFixture.StartAsync();
        slack.Slack.WebApi.Messages.History.MaxPageSize = 3;
        slack.Slack.WebApi.InjectFault(new LoopbackSlackFault.ResetAfter(), "chat.postMessage");
        var alert = slack.Alert();
        Assert.IsType<SendOutcome.Unclear>(await slack.SendAsync(alert));
        for (var i = 0; i < 10; i++)
        {
            slack.Slack.WebApi.Messages.PostByAnother(SlackSendingFixture.News, new JsonObject { ["text"] = "coffee?" });
        }

        slack.Slack.WebApi.Messages.PostByAnother(SlackSendingFixture.News, new JsonObject
        {
            ["text"] = "mine",
            ["bot_id"] = "B0EVIL0001",
            ["metadata"] =
                new JsonObject { ["event_type"] = SlackMetadata.AlertEventType, ["event_payload"] = new JsonObject { ["nonce"] = "n1" } },
        });
        slack.Slack.WebApi.InjectFault(new LoopbackSlackFault.RespondBefore(502), "auth.test");
        slack.Slack.WebApi.InjectFault(new LoopbackSlackFault.ResetBefore(), "conversations.history");

        var sent = Assert.IsType<SendOutcome.Sent>(await slack.DeliverAsync(alert with { MaybePosted = true }));

        Assert.Equal(slack.Slack.WebApi.Messages.InChannel(SlackSendingFixture.News)[0].Ts, sent.PlatformId!.Split('/')[1]);
        Assert.Single(slack.Slack.WebApi.RequestsOf("chat.postMessage"));
        Assert.Empty(slack.Slack.Violations);
    }

    [Fact]
    public async Task A_missing_lookup_scope_is_reported_and_nothing_is_posted_twice()
    {
        await using var slack = await SlackSendingFixture.StartAsync();
        slack.Slack.WebApi.Scopes.Remove("channels:history");
        slack.Slack.WebApi.Scopes.Remove("groups:history");
        slack.Slack.WebApi.InjectFault(new LoopbackSlackFault.ResetAfter(), "chat.postMessage");

        var outcome = Assert.IsType<SendOutcome.Failed>(await slack.DeliverAsync(slack.Alert()));

        Assert.Contains("add it under OAuth & Permissions and reinstall the app", outcome.Reason, StringComparison.Ordinal);
        Assert.Single(slack.Slack.WebApi.Messages.InChannel(SlackSendingFixture.News));
        Assert.Empty(slack.Slack.Violations);
    }

    [Fact]
    public async Task Ten_alerts_for_a_channel_are_sent_one_a_second_without_a_429()
    {
        var time = new AcceleratedTimeProvider(4);
        await using var slack = await SlackSendingFixture.StartAsync(time);
        slack.Slack.WebApi.RateLimits.ChannelBurst = 1;
        var started = time.GetTimestamp();

        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<SendOutcome.Sent>(await slack.DeliverAsync(slack.Alert(nonce: $"n{i}"), maxAttempts: 60));
        }

        Assert.InRange(time.GetElapsedTime(started), TimeSpan.FromSeconds(9), TimeSpan.FromMinutes(1));
        Assert.Equal(0, slack.Slack.WebApi.RateLimitedCount);
        Assert.Empty(slack.Slack.Violations);
    }

    [Fact]
    public async Task Alerts_for_forty_channels_do_not_delay_each_other()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackSendingFixture.StartAsync(time);
        slack.Slack.WebApi.RateLimits.ChannelBurst = 1;
        var channels = Enumerable.Range(0, 40).Select(i => $"C0MANY{i:0000}").ToList();
        slack.Slack.Channels.AddRange(channels.Select(id => new LoopbackSlackChannel(id, id)));

        var outcomes = await Task.WhenAll(channels.Select(id => slack.SendAsync(slack.Alert(id))));

        Assert.All(outcomes, outcome => Assert.IsType<SendOutcome.Sent>(outcome));
        Assert.Equal(0, slack.Slack.WebApi.RateLimitedCount);
        Assert.Empty(slack.Slack.Violations);
    }

    [Fact]
    public async Task A_429_on_an_edit_pauses_only_edits_until_it_expires()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackSendingFixture.StartAsync(time);
        var id = Assert.IsType<SendOutcome.Sent>(await slack.SendAsync()).PlatformId!;
        slack.Slack.WebApi.InjectFault(new LoopbackSlackFault.RateLimit(20), "chat.update");

        Assert.Equal(TimeSpan.FromSeconds(20), Assert.IsType<SendOutcome.RetryAfter>(await EditAsync()).Delay);
        Assert.IsType<SendOutcome.RetryAfter>(await EditAsync());
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<SendOutcome.RetryAfter>(await EditAsync());
        Assert.IsType<SendOutcome.Sent>(await slack.SendAsync(slack.Alert(nonce: "n2")));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<SendOutcome.Sent>(await EditAsync());

        Assert.Equal(2, slack.Slack.WebApi.RequestsOf("chat.update").Count);
        Assert.Equal(1, slack.Slack.WebApi.Messages.InChannel(SlackSendingFixture.News)[0].EditCount);
        Assert.Empty(slack.Slack.Violations);

        Task<SendOutcome> EditAsync() => slack.Sender.EditAsync(slack.Alert(), id, SlackSendingFixture.Cancelled);
    }

    [Fact]
    public async Task A_deleted_message_stays_deleted()
    {
        await using var slack = await SlackSendingFixture.StartAsync();
        var id = Assert.IsType<SendOutcome.Sent>(await slack.SendAsync()).PlatformId!;
        slack.Slack.WebApi.Messages.Delete(SlackSendingFixture.News, id.Split('/')[1]);

        var edited = await slack.Sender.EditAsync(slack.Alert(), id, SlackSendingFixture.Cancelled);

        Assert.Equal(new SendOutcome.Refused("the message was deleted on Slack", DestinationGone: false), edited);
        Assert.Empty(slack.Slack.Violations);
    }

    [Fact]
    public async Task A_revoked_token_loses_nothing_and_recovers_when_restored()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackSendingFixture.StartAsync(time);
        slack.Slack.WebApi.TokenIsRevoked = true;

        Assert.IsType<SendOutcome.Failed>(await slack.SendAsync());
        Assert.IsType<SendOutcome.Failed>(await slack.SendAsync());
        Assert.Single(slack.Slack.WebApi.Requests);
        Assert.Contains("slack.botToken", slack.Api.Problem, StringComparison.Ordinal);
        slack.Slack.WebApi.TokenIsRevoked = false;
        time.Advance(SlackAuthState.RetryInterval);

        Assert.IsType<SendOutcome.Sent>(await slack.SendAsync());
        Assert.Null(slack.Api.Problem);
        Assert.Equal(2, slack.Log.Lines.Count);
        Assert.Empty(slack.Slack.Violations);
    }

    [Fact]
    public async Task A_public_channel_is_joined_a_private_one_awaits_an_invitation_and_an_archived_one_is_disabled()
    {
        await using var slack = await SlackSendingFixture.StartAsync();

        Assert.IsType<SendOutcome.Sent>(await slack.SendAsync(slack.Alert(SlackSendingFixture.Open)));
        Assert.Single(slack.Slack.WebApi.Messages.InChannel(SlackSendingFixture.Open));
        Assert.Contains("/invite @AlertBot",
            Assert.IsType<SendOutcome.Failed>(await slack.SendAsync(slack.Alert(SlackSendingFixture.Desk))).Reason,
            StringComparison.Ordinal);
        slack.Slack.Channels[0].IsArchived = true;
        Assert.True(Assert.IsType<SendOutcome.Refused>(await slack.SendAsync()).DestinationGone);
        Assert.Empty(slack.Slack.Violations);
    }

    [Fact]
    public async Task Channel_sync_greeting_and_check_follow_Slacks_rules()
    {
        await using var slack = await SlackSendingFixture.StartAsync();
        var destinations = new DestinationStore(slack.Test.Database);
        using var channelSync = new SlackChannelSync(
            slack.Api, slack.Identity, new WorkspaceStore(slack.Test.Database), destinations,
            new SlackGreeting(slack.Api, NullLogger<SlackGreeting>.Instance), slack.Slack.Time, NullLogger<SlackChannelSync>.Instance);
        await slack.Test.ExecuteAsync(
            $"INSERT INTO destination (workspace_id, platform, external_id, disabled_at, disabled_reason) VALUES (0, 'slack', "
                + $"'{SlackSendingFixture.News}', 1, 'missed'), (0, 'slack', '{SlackSendingFixture.Open}', 1, 'missed')");
        using var joined = JsonDocument.Parse($$"""
            {"team_id": "{{LoopbackSlack.TeamId}}", "event": {"type": "member_joined_channel", "user": "{{LoopbackSlack.BotUser}}",
             "channel": "{{SlackSendingFixture.News}}", "inviter": "{{LoopbackSlack.DefaultUser}}"} }
            """);

        await channelSync.SyncAsync(SlackSendingFixture.Cancelled);
        await channelSync.HandleEventAsync(joined.RootElement, SlackSendingFixture.Cancelled);
        var lines = await new SlackProbe(slack.Api.SendAsync, slack.Options).RunAsync(
            [SlackSendingFixture.News, SlackSendingFixture.Open, SlackSendingFixture.Desk], SlackSendingFixture.Cancelled);

        Assert.Equal([SlackSendingFixture.Open],
            await slack.Test.TextsAsync("SELECT external_id FROM destination WHERE disabled_at IS NOT NULL"));
        Assert.Equal(LoopbackSlack.DefaultUser, Assert.Single(slack.Slack.WebApi.Ephemerals).EphemeralUser);
        Assert.Equal([null, null, null, null], lines.Take(4).Select(line => line.Problem));
        Assert.Contains("/invite @AlertBot", lines[4].Problem, StringComparison.Ordinal);
        Assert.Empty(slack.Slack.Violations);
    }

    private static LoopbackSlackFault? Fault(string name) => name switch
    {
        "none" => null,
        "429" => new LoopbackSlackFault.RateLimit(1),
        "500 before" => new LoopbackSlackFault.RespondBefore(500),
        "503 before" => new LoopbackSlackFault.RespondBefore(503),
        "504 after" => new LoopbackSlackFault.RespondAfter(504),
        "reset before" => new LoopbackSlackFault.ResetBefore(),
        "reset after" => new LoopbackSlackFault.ResetAfter(),
        _ => new LoopbackSlackFault.ErrorCode(name),
    };
}
