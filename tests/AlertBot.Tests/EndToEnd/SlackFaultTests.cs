using System.Globalization;
using System.Text.Json.Nodes;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Testing.Hosts;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Slack.WebApi;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Tests.EndToEnd;

/// <summary>
/// The whole service under faults of Slack: it posts each alert exactly once, answers commands and recovers without help.
/// </summary>
public class SlackFaultTests
{
    private const string PostMessage = "chat.postMessage";
    private const string DisabledDestinationsSql = "SELECT COUNT(*) FROM destination WHERE disabled_at IS NOT NULL";

    public static TheoryData<string> Faults =>
    [
        "429", "500", "502", "503", "504", "500 after", "502 after", "reset before", "reset after", "internal_error", "fatal_error",
        "drop", "drop both", "half-open", "disconnect warning", "disconnect refresh_requested", "lost acknowledgement",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Under_any_fault_an_alert_is_posted_once_and_commands_are_answered(string fault)
    {
        await using var host = await StartAsync();

        await InjectFaultAsync(host, fault);
        host.Service.Publish("/harbour", ("Osterby agrees to a truce", "/truce", "A truce was agreed."));
        await host.Service.WaitUntilSentAsync(1);
        await host.Slack.SocketMode.WaitUntilAsync(() => host.Slack.SocketMode.LiveConnections.Count >= 2, "two connections");

        var command = await host.TypeAsync(SlackHost.News, ConversationPerson.Member, "latest");
        Assert.Contains("Osterby agrees to a truce", (await command.WaitForReplyAsync()).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["Osterby agrees to a truce"], Headlines(host));
        Assert.Empty(host.Slack.Violations);
    }

    [Fact]
    public async Task A_429_on_an_edit_pauses_only_edits()
    {
        await using var host = await StartAsync("/sund");
        host.Service.Publish("/harbour",
            ("Kestria and Velmark sign ceasefire", "/signed", "Kestria and Velmark signed a ceasefire on Monday."));
        await host.Service.WaitUntilSentAsync(1);
        host.Slack.WebApi.InjectFault(new LoopbackSlackFault.RateLimit(2), "chat.update");
        host.Service.Publish("/sund",
            ("Kestria and Velmark sign ceasefire", "/signed-too", "Kestria and Velmark signed a ceasefire, the harbour master said."));
        await host.Service.WaitUntilAsync(RunningService.PendingEditsSql, 1);
        await host.Service.MakeEditsDueAsync();
        await host.Slack.WebApi.WaitUntilAsync("chat.update");
        host.Service.Publish("/harbour", ("Brennholm agrees to a truce", "/second", "Another truce was agreed."),
            ("Kestria and Velmark sign ceasefire", "/signed", "Kestria and Velmark signed a ceasefire on Monday."));

        await host.Service.WaitUntilSentAsync(2);
        Assert.Single(host.Slack.WebApi.RequestsOf("chat.update"));
        await host.Service.WaitUntilAsync(RunningService.PendingEditsSql, 0);

        Assert.Equal(["Kestria and Velmark sign ceasefire", "Brennholm agrees to a truce"], Headlines(host));
        Assert.Equal(1, host.Slack.WebApi.Messages.InChannel(SlackHost.News)[0].EditCount);
        Assert.Empty(host.Slack.Violations);
    }

    [Fact]
    public async Task A_deleted_message_stays_deleted()
    {
        await using var host = await StartAsync("/sund");
        host.Service.Publish("/harbour",
            ("Kestria and Velmark sign ceasefire", "/signed", "Kestria and Velmark signed a ceasefire on Monday."));
        await host.Service.WaitUntilSentAsync(1);
        host.Slack.WebApi.Messages.Delete(SlackHost.News, host.Slack.WebApi.Messages.InChannel(SlackHost.News)[0].Ts);
        host.Service.Publish("/sund",
            ("Kestria and Velmark sign ceasefire", "/signed-too", "Kestria and Velmark signed a ceasefire, the harbour master said."));
        await host.Service.WaitUntilAsync(RunningService.PendingEditsSql, 1);
        await host.Service.MakeEditsDueAsync();

        await host.Service.WaitUntilAsync("SELECT COUNT(*) FROM alert WHERE ended_at IS NOT NULL", 1);

        Assert.True(Assert.Single(host.Slack.WebApi.Messages.InChannel(SlackHost.News)).IsDeleted);
        Assert.Empty(host.Slack.Violations);
    }

    [Fact]
    public async Task An_archived_channel_is_disabled_with_the_reason_and_enabled_when_unarchived()
    {
        await using var host = await StartAsync();
        host.Slack.Channels[0].IsArchived = true;
        host.Service.Publish("/harbour", ("Osterby agrees to a truce", "/truce", "A truce was agreed."));
        await host.Service.WaitUntilAsync(DisabledDestinationsSql, 1);
        Assert.Contains("archived",
            Assert.Single(await host.Service.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL")));

        host.Slack.Channels[0].IsArchived = false;
        await host.Slack.SocketMode.EventAsync(
            new JsonObject { ["type"] = "channel_unarchive", ["channel"] = SlackHost.News, ["user"] = SlackHost.Manager });
        await host.Service.WaitUntilAsync(DisabledDestinationsSql, 0);
        host.Service.Publish("/harbour", ("Brennholm agrees to a truce", "/second", "Another truce was agreed."),
            ("Osterby agrees to a truce", "/truce", "A truce was agreed."));
        await host.Service.WaitUntilSentAsync(1);

        Assert.Equal(["Brennholm agrees to a truce"], Headlines(host));
        Assert.Empty(host.Slack.Violations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_removed_bot_does_not_rejoin_and_the_reason_says_how_to_invite_it(bool isNotified)
    {
        await using var host = await StartAsync();
        host.Service.Publish("/harbour", ("Sundvik agrees to a truce", "/first", "A truce was agreed."));
        await host.Service.WaitUntilSentAsync(1);
        host.Slack.Channels[0].IsMember = false;
        if (isNotified)
        {
            await host.Slack.SocketMode.EventAsync(
                new JsonObject
                {
                    ["type"] = "member_left_channel",
                    ["channel"] = SlackHost.News,
                    ["channel_type"] = "C",
                    ["user"] = LoopbackSlack.BotUser,
                    ["team"] = LoopbackSlack.TeamId
                });
            await host.Service.WaitUntilAsync(DisabledDestinationsSql, 1);
        }

        host.Service.Publish("/harbour", ("Osterby agrees to a truce", "/truce", "A truce was agreed."),
            ("Sundvik agrees to a truce", "/first", "A truce was agreed."));
        await host.Service.WaitUntilAsync(DisabledDestinationsSql, 1);
        Assert.Contains("/invite @AlertBot",
            Assert.Single(await host.Service.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL")));
        Assert.Empty(host.Slack.WebApi.RequestsOf("conversations.join"));

        host.Slack.Channels[0].IsMember = true;
        await host.Slack.SocketMode.EventAsync(
            new JsonObject
            {
                ["type"] = "member_joined_channel",
                ["channel"] = SlackHost.News,
                ["channel_type"] = "C",
                ["user"] = LoopbackSlack.BotUser,
                ["team"] = LoopbackSlack.TeamId
            });
        await host.Service.WaitUntilAsync(DisabledDestinationsSql, 0);
        Assert.Equal(["Sundvik agrees to a truce"], Headlines(host));
        Assert.Empty(host.Slack.Violations);
    }

    [Fact]
    public async Task A_configured_channel_is_joined_at_the_first_post()
    {
        await using var host = await StartAsync();
        host.Slack.Channels[0].IsMember = false;
        host.Service.Publish("/harbour", ("Osterby agrees to a truce", "/truce", "A truce was agreed."));

        await host.Service.WaitUntilSentAsync(1);

        Assert.True(host.Slack.Channels[0].IsMember);
        Assert.Equal(["Osterby agrees to a truce"], Headlines(host));
        Assert.Empty(host.Slack.Violations);
    }

    [Fact]
    public async Task With_a_revoked_token_alerts_stay_queued_and_are_delivered_when_it_is_restored()
    {
        await using var host = await StartAsync();
        host.Slack.WebApi.TokenIsRevoked = true;
        host.Service.Publish("/harbour", ("Osterby agrees to a truce", "/truce", "A truce was agreed."));
        await host.Service.WaitUntilAsync("SELECT COUNT(*) FROM message WHERE state = 'ready' AND reason LIKE '%slack.botToken%'", 1);
        Assert.Contains("slack.botToken", Assert.Single(await host.Service.FindReadinessProblemsAsync()));

        // Without a restart: AlertBot tests the token every 30 s.
        host.Slack.WebApi.TokenIsRevoked = false;
        await host.Slack.WebApi.WaitUntilAsync(() => host.Slack.WebApi.Messages.InChannel(SlackHost.News).Count == 1, "the message",
            TimeSpan.FromSeconds(90));
        await host.Service.WaitUntilSentAsync(1);

        Assert.Equal(["Osterby agrees to a truce"], Headlines(host));
        await host.Service.WaitUntilReadyAsync();
        Assert.Empty(host.Slack.Violations);
    }

    [Fact]
    public async Task With_Socket_Mode_disabled_alerts_continue_and_readiness_reports_it()
    {
        await using var host = await StartAsync();
        host.Slack.SocketMode.CloseDelay = TimeSpan.FromMilliseconds(100);

        await host.Slack.SocketMode.DisconnectAsync("link_disabled");
        await host.Slack.SocketMode.WaitForClosedAsync(2);
        host.Service.Publish("/harbour", ("Osterby agrees to a truce", "/truce", "A truce was agreed."));
        await host.Service.WaitUntilSentAsync(1);

        Assert.Contains("Socket Mode", Assert.Single(await host.Service.FindReadinessProblemsAsync()));
        Assert.Equal(["Osterby agrees to a truce"], Headlines(host));
        Assert.Empty(host.Slack.Violations);
    }

    private static async Task<SlackHost> StartAsync(params string[] otherFeeds)
    {
        var host = await SlackHost.PrepareAsync(["/harbour", .. otherFeeds]);
        host.Service.Settings = host.Service.Settings with
        {
            Subscriptions =
            [new SubscriptionOptions(new DestinationAddress("slack", SlackHost.News), ["ceasefire"])]
        };
        host.Slack.SocketMode.CloseDelay = TimeSpan.FromSeconds(1);
        foreach (var feed in otherFeeds.Prepend("/harbour"))
        {
            host.Service.Publish(feed, ("Ferry fares rise", "/fares" + feed, "Fares rise by a tenth."));
        }

        await host.StartAsync();
        return host;
    }

    private static async Task InjectFaultAsync(SlackHost host, string fault)
    {
        var (web, socket) = (host.Slack.WebApi, host.Slack.SocketMode);
        switch (fault.Split(' '))
        {
            case ["429"]:
                web.InjectFault(new LoopbackSlackFault.RateLimit(1), PostMessage);
                break;
            case [var status, "after"] when char.IsAsciiDigit(status[0]):
                web.InjectFault(new LoopbackSlackFault.RespondAfter(int.Parse(status, CultureInfo.InvariantCulture)), PostMessage);
                break;
            case [var status] when char.IsAsciiDigit(status[0]):
                web.InjectFault(new LoopbackSlackFault.RespondBefore(int.Parse(status, CultureInfo.InvariantCulture)), PostMessage);
                break;
            case ["reset", var when]:
                web.InjectFault(when == "before" ? new LoopbackSlackFault.ResetBefore() : new LoopbackSlackFault.ResetAfter(), PostMessage);
                break;
            case ["drop"]:
                socket.Drop();
                await socket.WaitForClosedAsync();
                break;
            case ["drop", "both"]:
                foreach (var connection in socket.LiveConnections)
                {
                    connection.Drop();
                }

                await socket.WaitForClosedAsync(2);
                break;
            case ["half-open"]:
                socket.MakeHalfOpen();
                await socket.WaitForHelloAsync(3, within: TimeSpan.FromSeconds(30));
                break;
            case ["disconnect", var reason]:
                await socket.DisconnectAsync(reason);
                await socket.WaitForClosedAsync();
                break;
            case ["lost", _]:
                socket.EventRetryDelay = TimeSpan.FromMilliseconds(300);
                socket.AcknowledgementsToLose = 1;
                await socket.EventAsync(
                    new JsonObject { ["type"] = "channel_unarchive", ["channel"] = SlackHost.Talk, ["user"] = SlackHost.Manager });
                break;
            case [var word]:
                web.InjectFault(new LoopbackSlackFault.ErrorCode(word), PostMessage);
                break;
        }
    }

    private static IEnumerable<string?> Headlines(SlackHost host) =>
        host.Slack.WebApi.Messages.InChannel(SlackHost.News).Select(message => message.Headline);
}
