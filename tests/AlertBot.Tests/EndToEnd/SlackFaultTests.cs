using System.Globalization;
using System.Text.Json.Nodes;
using AlertBot.Alerts;
using AlertBot.Tests.Chat.Loopback.Slack;
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
    public async Task Whatever_happens_an_alert_is_posted_once_and_commands_are_answered(string fault)
    {
        await using var town = await StartAsync();

        await BreakAsync(town, fault);
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.UntilSentAsync(1);
        await town.Slack.Socket.UntilAsync(() => town.Slack.Socket.Live.Count >= 2, "two connections");

        var ask = await town.TypeAsync(SlackTown.News, Person.Member, "latest");
        Assert.Contains("Truce on the river", (await ask.ReplyAsync()).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["Truce on the river"], Headlines(town));
        Assert.Empty(town.Slack.Breaches);
    }

    [Fact]
    public async Task A_429_on_an_edit_holds_edits_back_and_nothing_else()
    {
        await using var town = await StartAsync("/sund");
        town.Service.Publish("/harbour", ("Kestria and Velmark sign ceasefire", "/signed", "Kestria and Velmark signed a ceasefire on Monday."));
        await town.Service.UntilSentAsync(1);
        town.Slack.Web.Next(new LoopbackSlackFault.Limited(2), "chat.update");
        town.Service.Publish("/sund", ("Kestria and Velmark sign ceasefire", "/signed-too", "Kestria and Velmark signed a ceasefire, the harbour master said."));
        await town.Service.UntilAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL", 1);
        await town.Service.Database.WriteAsync(session => session.ExecuteAsync("UPDATE message SET edit_due_at = 0 WHERE edit_due_at IS NOT NULL", [], CancellationToken.None), CancellationToken.None);
        await town.Slack.Web.UntilAsync("chat.update");
        town.Service.Publish("/harbour", ("Second truce by the lake", "/second", "Another truce was agreed."), ("Kestria and Velmark sign ceasefire", "/signed", "Kestria and Velmark signed a ceasefire on Monday."));

        await town.Service.UntilSentAsync(2);
        Assert.Single(town.Slack.Web.Of("chat.update"));
        await town.Service.UntilAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL", 0);

        Assert.Equal(["Kestria and Velmark sign ceasefire", "Second truce by the lake"], Headlines(town));
        Assert.Equal(1, town.Slack.Web.Messages.In(SlackTown.News)[0].Edits);
        Assert.Empty(town.Slack.Breaches);
    }

    [Fact]
    public async Task A_message_that_somebody_deleted_stays_deleted()
    {
        await using var town = await StartAsync("/sund");
        town.Service.Publish("/harbour", ("Kestria and Velmark sign ceasefire", "/signed", "Kestria and Velmark signed a ceasefire on Monday."));
        await town.Service.UntilSentAsync(1);
        town.Slack.Web.Messages.Delete(SlackTown.News, town.Slack.Web.Messages.In(SlackTown.News)[0].Ts);
        town.Service.Publish("/sund", ("Kestria and Velmark sign ceasefire", "/signed-too", "Kestria and Velmark signed a ceasefire, the harbour master said."));
        await town.Service.UntilAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL", 1);
        await town.Service.Database.WriteAsync(session => session.ExecuteAsync("UPDATE message SET edit_due_at = 0 WHERE edit_due_at IS NOT NULL", [], CancellationToken.None), CancellationToken.None);

        await town.Service.UntilAsync("SELECT COUNT(*) FROM alert WHERE ended_at IS NOT NULL", 1);

        Assert.True(Assert.Single(town.Slack.Web.Messages.In(SlackTown.News)).IsDeleted);
        Assert.Empty(town.Slack.Breaches);
    }

    [Fact]
    public async Task A_channel_that_is_archived_is_switched_off_in_words_and_on_when_it_is_back()
    {
        await using var town = await StartAsync();
        town.Slack.Channels[0].IsArchived = true;
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.UntilAsync(Off, 1);
        Assert.Contains("archived", Assert.Single(await town.Service.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL")));

        town.Slack.Channels[0].IsArchived = false;
        await town.Slack.Socket.EventAsync(new JsonObject { ["type"] = "channel_unarchive", ["channel"] = SlackTown.News, ["user"] = SlackTown.Manager });
        await town.Service.UntilAsync(Off, 0);
        town.Service.Publish("/harbour", ("Second truce by the lake", "/second", "Another truce was agreed."), ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.UntilSentAsync(1);

        Assert.Equal(["Second truce by the lake"], Headlines(town));
        Assert.Empty(town.Slack.Breaches);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bot_that_was_removed_does_not_come_back_by_itself_and_is_told_how(bool hearsOfIt)
    {
        await using var town = await StartAsync();
        town.Service.Publish("/harbour", ("First truce", "/first", "A truce was agreed."));
        await town.Service.UntilSentAsync(1);
        town.Slack.Channels[0].IsMember = false;
        if (hearsOfIt)
        {
            await town.Slack.Socket.EventAsync(new JsonObject { ["type"] = "member_left_channel", ["channel"] = SlackTown.News, ["channel_type"] = "C", ["user"] = LoopbackSlack.BotUser, ["team"] = LoopbackSlack.TeamId });
            await town.Service.UntilAsync(Off, 1);
        }

        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."), ("First truce", "/first", "A truce was agreed."));
        await town.Service.UntilAsync(Off, 1);
        Assert.Contains("/invite @AlertBot", Assert.Single(await town.Service.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL")));
        Assert.Empty(town.Slack.Web.Of("conversations.join"));

        town.Slack.Channels[0].IsMember = true;
        await town.Slack.Socket.EventAsync(new JsonObject { ["type"] = "member_joined_channel", ["channel"] = SlackTown.News, ["channel_type"] = "C", ["user"] = LoopbackSlack.BotUser, ["team"] = LoopbackSlack.TeamId });
        await town.Service.UntilAsync(Off, 0);
        Assert.Equal(["First truce"], Headlines(town));
        Assert.Empty(town.Slack.Breaches);
    }

    [Fact]
    public async Task A_channel_of_the_settings_file_is_joined_at_the_first_post()
    {
        await using var town = await StartAsync();
        town.Slack.Channels[0].IsMember = false;
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));

        await town.Service.UntilSentAsync(1);

        Assert.True(town.Slack.Channels[0].IsMember);
        Assert.Equal(["Truce on the river"], Headlines(town));
        Assert.Empty(town.Slack.Breaches);
    }

    [Fact]
    public async Task A_token_that_is_revoked_loses_nothing_and_once_it_is_restored_what_waited_is_told()
    {
        await using var town = await StartAsync();
        town.Slack.Web.TokenIsRevoked = true;
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.UntilAsync("SELECT COUNT(*) FROM message WHERE state = 'ready' AND reason LIKE '%slack.botToken%'", 1);
        Assert.Contains("slack.botToken", Assert.Single(await ProblemsAsync(town)));

        // No restart: AlertBot tries the token every half minute.
        town.Slack.Web.TokenIsRevoked = false;
        await town.Slack.Web.UntilAsync(() => town.Slack.Web.Messages.In(SlackTown.News).Count == 1, "the message", TimeSpan.FromSeconds(90));
        await town.Service.UntilSentAsync(1);

        Assert.Equal(["Truce on the river"], Headlines(town));
        Assert.Empty(await ProblemsAsync(town));
        Assert.Empty(town.Slack.Breaches);
    }

    [Fact]
    public async Task Where_Socket_Mode_is_switched_off_alerts_go_on_and_readiness_says_so()
    {
        await using var town = await StartAsync();
        town.Slack.Socket.CloseAfter = TimeSpan.FromMilliseconds(100);

        await town.Slack.Socket.DisconnectAsync("link_disabled");
        await town.Slack.Socket.UntilGoneAsync(2);
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.UntilSentAsync(1);

        Assert.Contains("Socket Mode", Assert.Single(await ProblemsAsync(town)));
        Assert.Equal(["Truce on the river"], Headlines(town));
        Assert.Empty(town.Slack.Breaches);
    }

    private static async Task<SlackTown> StartAsync(params string[] more)
    {
        var town = await SlackTown.PrepareAsync(["/harbour", .. more]);
        town.Service.Settings = town.Service.Settings with { Subscriptions = [new SubscriptionOptions(new DestinationAddress("slack", SlackTown.News), ["ceasefire"])] };
        town.Slack.Socket.CloseAfter = TimeSpan.FromSeconds(1);
        foreach (var feed in more.Prepend("/harbour"))
        {
            town.Service.Publish(feed, ("Ferry fares rise", "/fares" + feed, "Fares rise by a tenth."));
        }

        await town.StartAsync();
        return town;
    }

    private static async Task BreakAsync(SlackTown town, string fault)
    {
        var (web, socket) = (town.Slack.Web, town.Slack.Socket);
        switch (fault.Split(' '))
        {
            case ["429"]:
                web.Next(new LoopbackSlackFault.Limited(1), Post);
                break;
            case [var status, "after"] when char.IsAsciiDigit(status[0]):
                web.Next(new LoopbackSlackFault.AnswerAfter(int.Parse(status, CultureInfo.InvariantCulture)), Post);
                break;
            case [var status] when char.IsAsciiDigit(status[0]):
                web.Next(new LoopbackSlackFault.AnswerBefore(int.Parse(status, CultureInfo.InvariantCulture)), Post);
                break;
            case ["reset", var when]:
                web.Next(when == "before" ? new LoopbackSlackFault.ResetBefore() : new LoopbackSlackFault.ResetAfter(), Post);
                break;
            case ["drop"]:
                socket.Drop();
                await socket.UntilGoneAsync();
                break;
            case ["drop", "both"]:
                foreach (var connection in socket.Live)
                {
                    connection.Drop();
                }

                await socket.UntilGoneAsync(2);
                break;
            case ["half-open"]:
                socket.HalfOpen();
                await socket.UntilConnectedAsync(3, within: TimeSpan.FromSeconds(30));
                break;
            case ["disconnect", var reason]:
                await socket.DisconnectAsync(reason);
                await socket.UntilGoneAsync();
                break;
            case ["lost", _]:
                socket.EventAgainAfter = TimeSpan.FromMilliseconds(300);
                socket.LostAcknowledgements = 1;
                await socket.EventAsync(new JsonObject { ["type"] = "channel_unarchive", ["channel"] = SlackTown.Talk, ["user"] = SlackTown.Manager });
                break;
            case [var word]:
                web.Next(new LoopbackSlackFault.Error(word), Post);
                break;
        }
    }

    private static IEnumerable<string?> Headlines(SlackTown town) => town.Slack.Web.Messages.In(SlackTown.News).Select(message => message.Headline);

    private static Task<IReadOnlyList<string>> ProblemsAsync(SlackTown town) => town.Service.Services.GetRequiredService<Readiness>().FindProblemsAsync(CancellationToken.None);
}
