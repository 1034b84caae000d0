using System.Globalization;
using System.Text.Json.Nodes;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Discord.Rest;
using AlertBot.Testing.Hosts;
using AlertBot.Web;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Tests.EndToEnd;

/// <summary>The whole service while Discord misbehaves: posted exactly once, commands answered, back by itself.</summary>
public class DiscordFaultTests
{
    private const string Create = "POST /channels/*/messages";
    private const string Off = "SELECT COUNT(*) FROM destination WHERE disabled_at IS NOT NULL";

    public static TheoryData<string> Faults =>
        ["429 user", "429 global", "429 shared", "500", "502", "503", "504", "502 after", "reset before", "reset after", "drop", "op 7",
            "op 9 resumable", "op 9"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Under_any_fault_an_alert_is_posted_once_and_commands_are_answered(string fault)
    {
        await using var town = await StartAsync();

        await BreakAsync(town, fault);
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.WaitUntilSentAsync(1);
        if (fault is "drop" or "op 7" or "op 9 resumable" or "op 9")
        {
            await (fault == "op 9" ? town.Discord.Gateway.WaitForReadyAsync(2) : town.Discord.Gateway.WaitForResumedAsync());
        }

        var answer = await town.AskAsync(town.News, DiscordHost.Member, "latest");
        Assert.Equal("Truce on the river", answer.GetProperty("embeds")[0].GetProperty("title").GetString());
        Assert.Equal(["Truce on the river"], Titles(town));
        Assert.Empty(town.Discord.Violations);
    }

    [Fact]
    public async Task Without_permission_an_alert_stays_queued_until_permission_is_granted()
    {
        await using var town = await StartAsync();
        var channel = town.Harbour.Channels[0];
        channel.Permissions = 1L << 10;
        await town.Discord.Gateway.DispatchAsync("CHANNEL_UPDATE",
            LoopbackGuildJson.Channel(town.Harbour, channel, LoopbackDiscord.ApplicationId));
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.WaitUntilAsync("SELECT COUNT(*) FROM message WHERE reason IS NOT NULL AND state = 'ready'", 1);

        Assert.Contains("AlertBot may not post in #news: give it Send Messages",
            Assert.Single(await town.Service.TextsAsync("SELECT reason FROM message")));
        Assert.DoesNotContain(town.Discord.Rest.Requests,
            request => request.Method == "POST" && request.Path.Contains("/messages", StringComparison.Ordinal));
        channel.Permissions = LoopbackGuild.DefaultPermissions;
        await town.Discord.Gateway.DispatchAsync("CHANNEL_UPDATE",
            LoopbackGuildJson.Channel(town.Harbour, channel, LoopbackDiscord.ApplicationId));
        await town.Service.WaitUntilSentAsync(1);

        Assert.Equal(["Truce on the river"], Titles(town));
        Assert.Empty(town.Discord.Violations);
    }

    [Fact]
    public async Task A_guild_that_removed_the_bot_gets_nothing_and_receives_new_alerts_after_its_return()
    {
        await using var town = await StartAsync();
        await town.Discord.Gateway.DispatchAsync("GUILD_DELETE", new JsonObject { ["id"] = town.Harbour.Id });
        await town.Service.WaitUntilAsync(Off, 1);
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.WaitUntilAsync("SELECT COUNT(*) FROM decision WHERE verdict = 'not_told' AND reason LIKE '%removed from%'", 1);

        await town.Discord.Gateway.DispatchAsync("GUILD_CREATE",
            LoopbackGuildJson.GuildCreate(town.Harbour, LoopbackDiscord.ApplicationId));
        await town.Service.WaitUntilAsync(Off, 0);
        town.Service.Publish("/harbour", ("Second truce by the lake", "/second", "Another truce was agreed."));
        await town.Service.WaitUntilSentAsync(1);

        Assert.Equal(["Second truce by the lake"], Titles(town));
        Assert.Empty(town.Discord.Violations);
    }

    [Fact]
    public async Task A_deleted_channel_is_disabled_with_the_reason()
    {
        await using var town = await StartAsync();

        await town.Discord.Gateway.DispatchAsync("CHANNEL_DELETE",
            LoopbackGuildJson.Channel(town.Harbour, town.Harbour.Channels[0], LoopbackDiscord.ApplicationId));
        await town.Service.WaitUntilAsync(Off, 1);

        Assert.Contains("the channel was deleted",
            Assert.Single(await town.Service.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL")));
    }

    [Fact]
    public async Task A_revoked_token_loses_nothing_and_a_new_one_delivers_what_was_queued()
    {
        await using var town = await StartAsync();
        (town.Discord.Rest.TokenIsRevoked, town.Discord.Gateway.TokenIsRevoked) = (true, true);
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.WaitUntilAsync("SELECT COUNT(*) FROM message WHERE state = 'ready' AND reason LIKE '%discord.token%'", 1);
        Assert.Contains("discord.token", Assert.Single(await ProblemsAsync(town)));
        await town.Discord.Gateway.CurrentConnection.CloseAsync(4000);
        await town.Discord.Gateway.WaitForCloseAsync();
        var refused = town.Discord.Rest.Requests.Count(request => request.Method == "POST");
        Assert.Equal(1, refused);
        await town.Service.StopAsync();

        // A new process cannot know when the last one identified.
        town.Discord.Gateway.EnforcesIdentifyRate = false;
        (town.Discord.Rest.TokenIsRevoked, town.Discord.Gateway.TokenIsRevoked) = (false, false);
        await town.Service.StartAsync();
        await town.Service.WaitUntilSentAsync(1);

        Assert.Equal(["Truce on the river"], Titles(town));
        Assert.Empty(await ProblemsAsync(town));
    }

    private static async Task<DiscordHost> StartAsync()
    {
        var town = await DiscordHost.PrepareAsync("/harbour");
        town.Service.Settings = town.Service.Settings with { Subscriptions =
            [new SubscriptionOptions(new DestinationAddress("discord", town.News), ["ceasefire"])] };
        town.Service.Publish("/harbour", ("Ferry fares rise", "/fares", "Fares rise by a tenth."));
        await town.StartAsync();
        return town;
    }

    private static Task BreakAsync(DiscordHost town, string fault)
    {
        var rest = town.Discord.Rest;
        switch (fault.Split(' '))
        {
            case ["429", var scope]:
                rest.InjectFault(new LoopbackDiscordFault.RateLimit(scope, 0.5), Create);
                break;
            case [var status, "after"] when char.IsAsciiDigit(status[0]):
                rest.InjectFault(new LoopbackDiscordFault.RespondAfter(int.Parse(status, CultureInfo.InvariantCulture)), Create);
                break;
            case ["reset", var when]:
                rest.InjectFault(when == "before" ? new LoopbackDiscordFault.ResetBefore() : new LoopbackDiscordFault.ResetAfter(), Create);
                break;
            case ["drop"]:
                town.Discord.Gateway.CurrentConnection.Drop();
                break;
            case ["op", "7"]:
                return town.Discord.Gateway.SendOpAsync(7);
            case ["op", "9", ..]:
                return town.Discord.Gateway.SendOpAsync(9, fault.EndsWith("resumable", StringComparison.Ordinal));
            case [var status]:
                rest.InjectFault(new LoopbackDiscordFault.Respond(int.Parse(status, CultureInfo.InvariantCulture)), Create);
                break;
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string> Titles(DiscordHost town) =>
        town.Discord.Rest.Messages.InChannel(town.News).Select(message => message.Title);

    private static Task<IReadOnlyList<string>> ProblemsAsync(DiscordHost town) =>
        town.Service.Services.GetRequiredService<ReadinessCheckRunner>().FindProblemsAsync(CancellationToken.None);
}
