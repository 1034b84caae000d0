using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Alerts;
using AlertBot.Chat.Slack;
using AlertBot.Tests.Chat.Loopback;
using AlertBot.Tests.Chat.Loopback.Slack;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack;

/// <summary>Alerts over HTTP to a Slack that is as strict as the real one.</summary>
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
    public async Task Whatever_happens_on_the_way_the_alert_stands_there_once(string fault)
    {
        await using var slack = await SlackSendingFixture.StartAsync();
        if (Fault(fault) is { } happens)
        {
            slack.Slack.Web.Next(happens, "chat.postMessage");
        }

        var sent = Assert.IsType<SendOutcome.Sent>(await slack.DeliverAsync(slack.Alert()));

        var message = Assert.Single(slack.Slack.Web.Messages.In(SlackSendingFixture.News));
        Assert.Equal($"{SlackSendingFixture.News}/{message.Ts}", sent.PlatformId);
        Assert.Empty(slack.Slack.Breaches);
    }

    [Fact]
    public async Task Also_where_the_search_itself_fails_and_the_channel_is_full_of_others()
    {
        await using var slack = await SlackSendingFixture.StartAsync();
        slack.Slack.Web.Messages.History.LongestPage = 3;
        slack.Slack.Web.Next(new LoopbackSlackFault.ResetAfter(), "chat.postMessage");
        var alert = slack.Alert();
        Assert.IsType<SendOutcome.Unclear>(await slack.SendAsync(alert));
        for (var i = 0; i < 10; i++)
        {
            slack.Slack.Web.Messages.PostByAnother(SlackSendingFixture.News, new JsonObject { ["text"] = "coffee?" });
        }

        slack.Slack.Web.Messages.PostByAnother(SlackSendingFixture.News, new JsonObject
        {
            ["text"] = "mine",
            ["bot_id"] = "B0EVIL0001",
            ["metadata"] = new JsonObject { ["event_type"] = SlackMetadata.Alert, ["event_payload"] = new JsonObject { ["nonce"] = "n1" } },
        });
        slack.Slack.Web.Next(new LoopbackSlackFault.AnswerBefore(502), "auth.test");
        slack.Slack.Web.Next(new LoopbackSlackFault.ResetBefore(), "conversations.history");

        var sent = Assert.IsType<SendOutcome.Sent>(await slack.DeliverAsync(alert with { MaybePosted = true }));

        Assert.Equal(slack.Slack.Web.Messages.In(SlackSendingFixture.News)[0].Ts, sent.PlatformId!.Split('/')[1]);
        Assert.Single(slack.Slack.Web.Of("chat.postMessage"));
        Assert.Empty(slack.Slack.Breaches);
    }

    [Fact]
    public async Task A_missing_scope_for_the_search_is_said_and_nothing_is_posted_twice()
    {
        await using var slack = await SlackSendingFixture.StartAsync();
        slack.Slack.Web.Scopes.Remove("channels:history");
        slack.Slack.Web.Scopes.Remove("groups:history");
        slack.Slack.Web.Next(new LoopbackSlackFault.ResetAfter(), "chat.postMessage");

        var outcome = Assert.IsType<SendOutcome.Failed>(await slack.DeliverAsync(slack.Alert()));

        Assert.Contains("add it under OAuth & Permissions and reinstall the app", outcome.Reason, StringComparison.Ordinal);
        Assert.Single(slack.Slack.Web.Messages.In(SlackSendingFixture.News));
        Assert.Empty(slack.Slack.Breaches);
    }

    [Fact]
    public async Task Ten_alerts_for_a_channel_take_a_second_each_and_run_into_no_limit()
    {
        var time = new HurriedTime(4);
        await using var slack = await SlackSendingFixture.StartAsync(time);
        slack.Slack.Web.Pace.Burst = 1;
        var began = time.GetTimestamp();

        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<SendOutcome.Sent>(await slack.DeliverAsync(slack.Alert(nonce: $"n{i}"), most: 60));
        }

        Assert.InRange(time.GetElapsedTime(began), TimeSpan.FromSeconds(9), TimeSpan.FromMinutes(1));
        Assert.Equal(0, slack.Slack.Web.Limited);
        Assert.Empty(slack.Slack.Breaches);
    }

    [Fact]
    public async Task Alerts_for_forty_channels_do_not_wait_for_one_another()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackSendingFixture.StartAsync(time);
        slack.Slack.Web.Pace.Burst = 1;
        var channels = Enumerable.Range(0, 40).Select(i => $"C0MANY{i:0000}").ToList();
        slack.Slack.Channels.AddRange(channels.Select(id => new LoopbackSlackChannel(id, id)));

        var outcomes = await Task.WhenAll(channels.Select(id => slack.SendAsync(slack.Alert(id))));

        Assert.All(outcomes, outcome => Assert.IsType<SendOutcome.Sent>(outcome));
        Assert.Equal(0, slack.Slack.Web.Limited);
        Assert.Empty(slack.Slack.Breaches);
    }

    [Fact]
    public async Task A_429_on_an_edit_puts_edits_off_alone_and_none_goes_out_until_it_is_over()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackSendingFixture.StartAsync(time);
        var id = Assert.IsType<SendOutcome.Sent>(await slack.SendAsync()).PlatformId!;
        slack.Slack.Web.Next(new LoopbackSlackFault.Limited(20), "chat.update");

        Assert.Equal(TimeSpan.FromSeconds(20), Assert.IsType<SendOutcome.RetryAfter>(await EditAsync()).Delay);
        Assert.IsType<SendOutcome.RetryAfter>(await EditAsync());
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<SendOutcome.RetryAfter>(await EditAsync());
        Assert.IsType<SendOutcome.Sent>(await slack.SendAsync(slack.Alert(nonce: "n2")));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<SendOutcome.Sent>(await EditAsync());

        Assert.Equal(2, slack.Slack.Web.Of("chat.update").Count);
        Assert.Equal(1, slack.Slack.Web.Messages.In(SlackSendingFixture.News)[0].Edits);
        Assert.Empty(slack.Slack.Breaches);

        Task<SendOutcome> EditAsync() => slack.Sender.EditAsync(slack.Alert(), id, SlackSendingFixture.Cancelled);
    }

    [Fact]
    public async Task A_deleted_message_stays_deleted()
    {
        await using var slack = await SlackSendingFixture.StartAsync();
        var id = Assert.IsType<SendOutcome.Sent>(await slack.SendAsync()).PlatformId!;
        slack.Slack.Web.Messages.Delete(SlackSendingFixture.News, id.Split('/')[1]);

        var edited = await slack.Sender.EditAsync(slack.Alert(), id, SlackSendingFixture.Cancelled);

        Assert.Equal(new SendOutcome.Refused("the message was deleted on Slack", DestinationGone: false), edited);
        Assert.Empty(slack.Slack.Breaches);
    }

    [Fact]
    public async Task A_revoked_token_loses_nothing_and_works_again_when_it_is_restored()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackSendingFixture.StartAsync(time);
        slack.Slack.Web.TokenIsRevoked = true;

        Assert.IsType<SendOutcome.Failed>(await slack.SendAsync());
        Assert.IsType<SendOutcome.Failed>(await slack.SendAsync());
        Assert.Single(slack.Slack.Web.Requests);
        Assert.Contains("slack.botToken", slack.Api.Problem, StringComparison.Ordinal);
        slack.Slack.Web.TokenIsRevoked = false;
        time.Advance(SlackStanding.Trial);

        Assert.IsType<SendOutcome.Sent>(await slack.SendAsync());
        Assert.Null(slack.Api.Problem);
        Assert.Equal(2, slack.Log.Lines.Count);
        Assert.Empty(slack.Slack.Breaches);
    }

    [Fact]
    public async Task A_public_channel_is_joined_a_private_one_waits_for_its_invitation_and_an_archived_one_is_gone()
    {
        await using var slack = await SlackSendingFixture.StartAsync();

        Assert.IsType<SendOutcome.Sent>(await slack.SendAsync(slack.Alert(SlackSendingFixture.Open)));
        Assert.Single(slack.Slack.Web.Messages.In(SlackSendingFixture.Open));
        Assert.Contains("/invite @AlertBot", Assert.IsType<SendOutcome.Failed>(await slack.SendAsync(slack.Alert(SlackSendingFixture.Desk))).Reason, StringComparison.Ordinal);
        slack.Slack.Channels[0].IsArchived = true;
        Assert.True(Assert.IsType<SendOutcome.Refused>(await slack.SendAsync()).DestinationGone);
        Assert.Empty(slack.Slack.Breaches);
    }

    [Fact]
    public async Task The_register_the_greeting_and_the_probe_speak_as_Slack_wants_it()
    {
        await using var slack = await SlackSendingFixture.StartAsync();
        var destinations = new DestinationStore(slack.Test.Database);
        using var register = new SlackRegister(
            slack.Api, slack.Self, new WorkspaceStore(slack.Test.Database), destinations, new SlackGreeting(slack.Api, NullLogger<SlackGreeting>.Instance), slack.Slack.Time, NullLogger<SlackRegister>.Instance);
        await slack.Test.ExecuteAsync($"INSERT INTO destination (workspace_id, platform, external_id, disabled_at, disabled_reason) VALUES (0, 'slack', '{SlackSendingFixture.News}', 1, 'missed'), (0, 'slack', '{SlackSendingFixture.Open}', 1, 'missed')");
        using var joined = JsonDocument.Parse(
            $$"""{"team_id": "{{LoopbackSlack.TeamId}}", "event": {"type": "member_joined_channel", "user": "{{LoopbackSlack.BotUser}}", "channel": "{{SlackSendingFixture.News}}", "inviter": "{{LoopbackSlack.SomeUser}}"} }""");

        await register.PassAsync(SlackSendingFixture.Cancelled);
        await register.EventAsync(joined.RootElement, SlackSendingFixture.Cancelled);
        var lines = await new SlackProbe(slack.Api.SendAsync, slack.Options).TryAsync([SlackSendingFixture.News, SlackSendingFixture.Open, SlackSendingFixture.Desk], SlackSendingFixture.Cancelled);

        Assert.Equal([SlackSendingFixture.Open], await slack.Test.TextsAsync("SELECT external_id FROM destination WHERE disabled_at IS NOT NULL"));
        Assert.Equal(LoopbackSlack.SomeUser, Assert.Single(slack.Slack.Web.Ephemerals).User);
        Assert.Equal([null, null, null, null], lines.Take(4).Select(line => line.Problem));
        Assert.Contains("/invite @AlertBot", lines[4].Problem, StringComparison.Ordinal);
        Assert.Empty(slack.Slack.Breaches);
    }

    private static LoopbackSlackFault? Fault(string name) => name switch
    {
        "none" => null,
        "429" => new LoopbackSlackFault.Limited(1),
        "500 before" => new LoopbackSlackFault.AnswerBefore(500),
        "503 before" => new LoopbackSlackFault.AnswerBefore(503),
        "504 after" => new LoopbackSlackFault.AnswerAfter(504),
        "reset before" => new LoopbackSlackFault.ResetBefore(),
        "reset after" => new LoopbackSlackFault.ResetAfter(),
        _ => new LoopbackSlackFault.Error(name),
    };
}
