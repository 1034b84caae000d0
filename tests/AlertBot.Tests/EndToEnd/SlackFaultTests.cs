using System.Globalization;
using System.Text.Json.Nodes;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Testing.Hosts;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Slack.WebApi;
using AlertBot.Web;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Tests.EndToEnd;

/// <summary>The whole service while Slack misbehaves: posted exactly once, commands answered, back by itself.</summary>
public class SlackFaultTests
{
    private const string Post = "chat.postMessage";
    private const string Off = "SELECT COUNT(*) FROM destination WHERE disabled_at IS NOT NULL";

    public static TheoryData<string> Faults =>
    [
        "429", "500", "502", "503", "504", "500 after", "502 after", "reset before", "reset after", "internal_error", "fatal_error",
        "drop", "drop both", "half-open", "disconnect warning", "disconnect refresh_requested", "lost acknowledgement",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Under_any_fault_an_alert_is_posted_once_and_commands_are_answered(string fault)
    {
        await using var town = await StartAsync();

        await BreakAsync(town, fault);
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.WaitUntilSentAsync(1);
        await town.Slack.SocketMode.WaitUntilAsync(() => town.Slack.SocketMode.LiveConnections.Count >= 2, "two connections");

        var ask = await town.TypeAsync(SlackHost.News, ConversationPerson.Member, "latest");
        Assert.Contains("Truce on the river", (await ask.WaitForReplyAsync()).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["Truce on the river"], Headlines(town));
        Assert.Empty(town.Slack.Violations);
    }

    [Fact]
    public async Task A_429_on_an_edit_pauses_only_edits()
    {
        await using var town = await StartAsync("/sund");
        town.Service.Publish("/harbour",
            ("Kestria and Velmark sign ceasefire", "/signed", "Kestria and Velmark signed a ceasefire on Monday."));
        await town.Service.WaitUntilSentAsync(1);
        town.Slack.WebApi.InjectFault(new LoopbackSlackFault.RateLimit(2), "chat.update");
        town.Service.Publish("/sund",
            ("Kestria and Velmark sign ceasefire", "/signed-too", "Kestria and Velmark signed a ceasefire, the harbour master said."));
        await town.Service.WaitUntilAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL", 1);
        await town.Service.Database.WriteAsync(
            session => session.ExecuteAsync("UPDATE message SET edit_due_at = 0 WHERE edit_due_at IS NOT NULL", [],
                CancellationToken.None), CancellationToken.None);
        await town.Slack.WebApi.WaitUntilAsync("chat.update");
        town.Service.Publish("/harbour", ("Second truce by the lake", "/second", "Another truce was agreed."),
            ("Kestria and Velmark sign ceasefire", "/signed", "Kestria and Velmark signed a ceasefire on Monday."));

        await town.Service.WaitUntilSentAsync(2);
        Assert.Single(town.Slack.WebApi.RequestsOf("chat.update"));
        await town.Service.WaitUntilAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL", 0);

        Assert.Equal(["Kestria and Velmark sign ceasefire", "Second truce by the lake"], Headlines(town));
        Assert.Equal(1, town.Slack.WebApi.Messages.InChannel(SlackHost.News)[0].EditCount);
        Assert.Empty(town.Slack.Violations);
    }

    [Fact]
    public async Task A_deleted_message_stays_deleted()
    {
        await using var town = await StartAsync("/sund");
        town.Service.Publish("/harbour",
            ("Kestria and Velmark sign ceasefire", "/signed", "Kestria and Velmark signed a ceasefire on Monday."));
        await town.Service.WaitUntilSentAsync(1);
        town.Slack.WebApi.Messages.Delete(SlackHost.News, town.Slack.WebApi.Messages.InChannel(SlackHost.News)[0].Ts);
        town.Service.Publish("/sund",
            ("Kestria and Velmark sign ceasefire", "/signed-too", "Kestria and Velmark signed a ceasefire, the harbour master said."));
        await town.Service.WaitUntilAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL", 1);
        await town.Service.Database.WriteAsync(
            session => session.ExecuteAsync("UPDATE message SET edit_due_at = 0 WHERE edit_due_at IS NOT NULL", [],
                CancellationToken.None), CancellationToken.None);

        await town.Service.WaitUntilAsync("SELECT COUNT(*) FROM alert WHERE ended_at IS NOT NULL", 1);

        Assert.True(Assert.Single(town.Slack.WebApi.Messages.InChannel(SlackHost.News)).IsDeleted);
        Assert.Empty(town.Slack.Violations);
    }

    [Fact]
    public async Task An_archived_channel_is_disabled_with_the_reason_and_enabled_when_unarchived()
    {
        await using var town = await StartAsync();
        town.Slack.Channels[0].IsArchived = true;
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.WaitUntilAsync(Off, 1);
        Assert.Contains("archived",
            Assert.Single(await town.Service.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL")));

        town.Slack.Channels[0].IsArchived = false;
        await town.Slack.SocketMode.EventAsync(
            new JsonObject { ["type"] = "channel_unarchive", ["channel"] = SlackHost.News, ["user"] = SlackHost.Manager });
        await town.Service.WaitUntilAsync(Off, 0);
        town.Service.Publish("/harbour", ("Second truce by the lake", "/second", "Another truce was agreed."),
            ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.WaitUntilSentAsync(1);

        Assert.Equal(["Second truce by the lake"], Headlines(town));
        Assert.Empty(town.Slack.Violations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_removed_bot_does_not_rejoin_and_the_reason_says_how_to_invite_it(bool hearsOfIt)
    {
        await using var town = await StartAsync();
        town.Service.Publish("/harbour", ("First truce", "/first", "A truce was agreed."));
        await town.Service.WaitUntilSentAsync(1);
        town.Slack.Channels[0].IsMember = false;
        if (hearsOfIt)
        {
            await town.Slack.SocketMode.EventAsync(
                new JsonObject { ["type"] = "member_left_channel", ["channel"] = SlackHost.News, ["channel_type"] = "C",
                    ["user"] = LoopbackSlack.BotUser, ["team"] = LoopbackSlack.TeamId });
            await town.Service.WaitUntilAsync(Off, 1);
        }

        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."),
            ("First truce", "/first", "A truce was agreed."));
        await town.Service.WaitUntilAsync(Off, 1);
        Assert.Contains("/invite @AlertBot",
            Assert.Single(await town.Service.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL")));
        Assert.Empty(town.Slack.WebApi.RequestsOf("conversations.join"));

        town.Slack.Channels[0].IsMember = true;
        await town.Slack.SocketMode.EventAsync(
            new JsonObject { ["type"] = "member_joined_channel", ["channel"] = SlackHost.News, ["channel_type"] = "C",
                ["user"] = LoopbackSlack.BotUser, ["team"] = LoopbackSlack.TeamId });
        await town.Service.WaitUntilAsync(Off, 0);
        Assert.Equal(["First truce"], Headlines(town));
        Assert.Empty(town.Slack.Violations);
    }

    [Fact]
    public async Task A_configured_channel_is_joined_at_the_first_post()
    {
        await using var town = await StartAsync();
        town.Slack.Channels[0].IsMember = false;
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));

        await town.Service.WaitUntilSentAsync(1);

        Assert.True(town.Slack.Channels[0].IsMember);
        Assert.Equal(["Truce on the river"], Headlines(town));
        Assert.Empty(town.Slack.Violations);
    }

    [Fact]
    public async Task A_revoked_token_loses_nothing_and_queued_alerts_are_delivered_when_it_is_restored()
    {
        await using var town = await StartAsync();
        town.Slack.WebApi.TokenIsRevoked = true;
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.WaitUntilAsync("SELECT COUNT(*) FROM message WHERE state = 'ready' AND reason LIKE '%slack.botToken%'", 1);
        Assert.Contains("slack.botToken", Assert.Single(await ProblemsAsync(town)));

        // No restart: AlertBot tries the token every half minute.
        town.Slack.WebApi.TokenIsRevoked = false;
        await town.Slack.WebApi.WaitUntilAsync(() => town.Slack.WebApi.Messages.InChannel(SlackHost.News).Count == 1, "the message",
            TimeSpan.FromSeconds(90));
        await town.Service.WaitUntilSentAsync(1);

        Assert.Equal(["Truce on the river"], Headlines(town));
        Assert.Empty(await ProblemsAsync(town));
        Assert.Empty(town.Slack.Violations);
    }

    [Fact]
    public async Task With_Socket_Mode_disabled_alerts_continue_and_readiness_reports_it()
    {
        await using var town = await StartAsync();
        town.Slack.SocketMode.CloseDelay = TimeSpan.FromMilliseconds(100);

        await town.Slack.SocketMode.DisconnectAsync("link_disabled");
        await town.Slack.SocketMode.WaitForClosedAsync(2);
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.WaitUntilSentAsync(1);

        Assert.Contains("Socket Mode", Assert.Single(await ProblemsAsync(town)));
        Assert.Equal(["Truce on the river"], Headlines(town));
        Assert.Empty(town.Slack.Violations);
    }

    private static async Task<SlackHost> StartAsync(params string[] more)
    {
        var town = await SlackHost.PrepareAsync(["/harbour", .. more]);
        town.Service.Settings = town.Service.Settings with { Subscriptions =
            [new SubscriptionOptions(new DestinationAddress("slack", SlackHost.News), ["ceasefire"])] };
        town.Slack.SocketMode.CloseDelay = TimeSpan.FromSeconds(1);
        foreach (var feed in more.Prepend("/harbour"))
        {
            town.Service.Publish(feed, ("Ferry fares rise", "/fares" + feed, "Fares rise by a tenth."));
        }

        await town.StartAsync();
        return town;
    }

    private static async Task BreakAsync(SlackHost town, string fault)
    {
        var (web, socket) = (town.Slack.WebApi, town.Slack.SocketMode);
        switch (fault.Split(' '))
        {
            case ["429"]:
                web.InjectFault(new LoopbackSlackFault.RateLimit(1), Post);
                break;
            case [var status, "after"] when char.IsAsciiDigit(status[0]):
                web.InjectFault(new LoopbackSlackFault.RespondAfter(int.Parse(status, CultureInfo.InvariantCulture)), Post);
                break;
            case [var status] when char.IsAsciiDigit(status[0]):
                web.InjectFault(new LoopbackSlackFault.RespondBefore(int.Parse(status, CultureInfo.InvariantCulture)), Post);
                break;
            case ["reset", var when]:
                web.InjectFault(when == "before" ? new LoopbackSlackFault.ResetBefore() : new LoopbackSlackFault.ResetAfter(), Post);
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
                web.InjectFault(new LoopbackSlackFault.ErrorCode(word), Post);
                break;
        }
    }

    private static IEnumerable<string?> Headlines(SlackHost town) =>
        town.Slack.WebApi.Messages.InChannel(SlackHost.News).Select(message => message.Headline);

    private static Task<IReadOnlyList<string>> ProblemsAsync(SlackHost town) =>
        town.Service.Services.GetRequiredService<ReadinessCheckRunner>().FindProblemsAsync(CancellationToken.None);
}
