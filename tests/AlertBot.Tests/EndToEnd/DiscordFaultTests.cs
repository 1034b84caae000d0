using System.Globalization;
using System.Text.Json.Nodes;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Discord.Rest;
using AlertBot.Testing.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Tests.EndToEnd;

/// <summary>
/// The whole service under faults of Discord: it posts each alert exactly once, answers commands and recovers without help.
/// </summary>
public class DiscordFaultTests
{
    private const string CreateMessage = "POST /channels/*/messages";
    private const string DisabledDestinationsSql = "SELECT COUNT(*) FROM destination WHERE disabled_at IS NOT NULL";

    public static TheoryData<string> Faults =>
        ["429 user", "429 global", "429 shared", "500", "502", "503", "504", "502 after", "reset before", "reset after", "drop", "op 7",
            "op 9 resumable", "op 9"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Under_any_fault_an_alert_is_posted_once_and_commands_are_answered(string fault)
    {
        await using var host = await StartAsync();

        await InjectFaultAsync(host, fault);
        host.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await host.Service.WaitUntilSentAsync(1);
        if (fault is "drop" or "op 7" or "op 9 resumable" or "op 9")
        {
            await (fault == "op 9" ? host.Discord.Gateway.WaitForReadyAsync(2) : host.Discord.Gateway.WaitForResumedAsync());
        }

        var answer = await host.SendCommandAsync(host.News, DiscordHost.Member, "latest");
        Assert.Equal("Truce on the river", answer.GetProperty("embeds")[0].GetProperty("title").GetString());
        Assert.Equal(["Truce on the river"], Titles(host));
        Assert.Empty(host.Discord.Violations);
    }

    [Fact]
    public async Task Without_permission_an_alert_stays_queued_until_permission_is_granted()
    {
        await using var host = await StartAsync();
        var channel = host.Harbour.Channels[0];
        channel.Permissions = 1L << 10;
        await host.Discord.Gateway.DispatchAsync("CHANNEL_UPDATE",
            LoopbackGuildJson.Channel(host.Harbour, channel, LoopbackDiscord.ApplicationId));
        host.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await host.Service.WaitUntilAsync("SELECT COUNT(*) FROM message WHERE reason IS NOT NULL AND state = 'ready'", 1);

        Assert.Contains("AlertBot may not post in #news: give it Send Messages",
            Assert.Single(await host.Service.TextsAsync("SELECT reason FROM message")));
        Assert.DoesNotContain(host.Discord.Rest.Requests,
            request => request.Method == "POST" && request.Path.Contains("/messages", StringComparison.Ordinal));
        channel.Permissions = LoopbackGuild.DefaultPermissions;
        await host.Discord.Gateway.DispatchAsync("CHANNEL_UPDATE",
            LoopbackGuildJson.Channel(host.Harbour, channel, LoopbackDiscord.ApplicationId));
        await host.Service.WaitUntilSentAsync(1);

        Assert.Equal(["Truce on the river"], Titles(host));
        Assert.Empty(host.Discord.Violations);
    }

    [Fact]
    public async Task A_guild_that_removed_the_bot_gets_nothing_and_receives_new_alerts_after_its_return()
    {
        await using var host = await StartAsync();
        await host.Discord.Gateway.DispatchAsync("GUILD_DELETE", new JsonObject { ["id"] = host.Harbour.Id });
        await host.Service.WaitUntilAsync(DisabledDestinationsSql, 1);
        host.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await host.Service.WaitUntilAsync("SELECT COUNT(*) FROM decision WHERE verdict = 'not_told' AND reason LIKE '%removed from%'", 1);

        await host.Discord.Gateway.DispatchAsync("GUILD_CREATE",
            LoopbackGuildJson.GuildCreate(host.Harbour, LoopbackDiscord.ApplicationId));
        await host.Service.WaitUntilAsync(DisabledDestinationsSql, 0);
        host.Service.Publish("/harbour", ("Second truce by the lake", "/second", "Another truce was agreed."));
        await host.Service.WaitUntilSentAsync(1);

        Assert.Equal(["Second truce by the lake"], Titles(host));
        Assert.Empty(host.Discord.Violations);
    }

    [Fact]
    public async Task A_deleted_channel_is_disabled_with_the_reason()
    {
        await using var host = await StartAsync();

        await host.Discord.Gateway.DispatchAsync("CHANNEL_DELETE",
            LoopbackGuildJson.Channel(host.Harbour, host.Harbour.Channels[0], LoopbackDiscord.ApplicationId));
        await host.Service.WaitUntilAsync(DisabledDestinationsSql, 1);

        Assert.Contains("the channel was deleted",
            Assert.Single(await host.Service.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL")));
    }

    [Fact]
    public async Task With_a_revoked_token_alerts_stay_queued_and_a_new_token_delivers_them()
    {
        await using var host = await StartAsync();
        (host.Discord.Rest.TokenIsRevoked, host.Discord.Gateway.TokenIsRevoked) = (true, true);
        host.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await host.Service.WaitUntilAsync("SELECT COUNT(*) FROM message WHERE state = 'ready' AND reason LIKE '%discord.token%'", 1);
        Assert.Contains("discord.token", Assert.Single(await host.Service.FindReadinessProblemsAsync()));
        await host.Discord.Gateway.CurrentConnection.CloseAsync(4000);
        await host.Discord.Gateway.WaitForCloseAsync();
        var attempts = host.Discord.Rest.Requests.Count(request => request.Method == "POST");
        Assert.Equal(1, attempts);
        await host.Service.StopAsync();

        // A new process does not know when the previous one identified.
        host.Discord.Gateway.EnforcesIdentifyRate = false;
        (host.Discord.Rest.TokenIsRevoked, host.Discord.Gateway.TokenIsRevoked) = (false, false);
        await host.Service.StartAsync();
        await host.Service.WaitUntilSentAsync(1);

        Assert.Equal(["Truce on the river"], Titles(host));
        await host.Service.WaitUntilReadyAsync();
    }

    private static async Task<DiscordHost> StartAsync()
    {
        var host = await DiscordHost.PrepareAsync("/harbour");
        host.Service.Settings = host.Service.Settings with
        {
            Subscriptions =
            [new SubscriptionOptions(new DestinationAddress("discord", host.News), ["ceasefire"])]
        };
        host.Service.Publish("/harbour", ("Ferry fares rise", "/fares", "Fares rise by a tenth."));
        await host.StartAsync();
        return host;
    }

    private static Task InjectFaultAsync(DiscordHost host, string fault)
    {
        var rest = host.Discord.Rest;
        switch (fault.Split(' '))
        {
            case ["429", var scope]:
                rest.InjectFault(new LoopbackDiscordFault.RateLimit(scope, 0.5), CreateMessage);
                break;
            case [var status, "after"] when char.IsAsciiDigit(status[0]):
                rest.InjectFault(new LoopbackDiscordFault.RespondAfter(int.Parse(status, CultureInfo.InvariantCulture)), CreateMessage);
                break;
            case ["reset", var when]:
                rest.InjectFault(
                    when == "before" ? new LoopbackDiscordFault.ResetBefore() : new LoopbackDiscordFault.ResetAfter(), CreateMessage);
                break;
            case ["drop"]:
                host.Discord.Gateway.CurrentConnection.Drop();
                break;
            case ["op", "7"]:
                return host.Discord.Gateway.SendOpAsync(7);
            case ["op", "9", ..]:
                return host.Discord.Gateway.SendOpAsync(9, fault.EndsWith("resumable", StringComparison.Ordinal));
            case [var status]:
                rest.InjectFault(new LoopbackDiscordFault.Respond(int.Parse(status, CultureInfo.InvariantCulture)), CreateMessage);
                break;
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string> Titles(DiscordHost host) =>
        host.Discord.Rest.Messages.InChannel(host.News).Select(message => message.Title);
}
