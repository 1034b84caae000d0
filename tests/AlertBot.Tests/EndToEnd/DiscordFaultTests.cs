using System.Globalization;
using System.Text.Json.Nodes;
using AlertBot.Alerts;
using AlertBot.Tests.Chat.Loopback.Discord;
using AlertBot.Web;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Tests.EndToEnd;

/// <summary>The whole service while Discord misbehaves: posted exactly once, commands answered, back by itself.</summary>
public class DiscordFaultTests
{
    private const string Create = "POST /channels/*/messages";
    private const string Off = "SELECT COUNT(*) FROM destination WHERE disabled_at IS NOT NULL";

    public static TheoryData<string> Faults => ["429 user", "429 global", "429 shared", "500", "502", "503", "504", "502 after", "reset before", "reset after", "drop", "op 7", "op 9 resumable", "op 9"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_happens_an_alert_is_posted_once_and_commands_are_answered(string fault)
    {
        await using var town = await StartAsync();

        await BreakAsync(town, fault);
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.UntilSentAsync(1);
        if (fault is "drop" or "op 7" or "op 9 resumable" or "op 9")
        {
            await (fault == "op 9" ? town.Discord.Gateway.UntilReadyAsync(2) : town.Discord.Gateway.UntilResumedAsync());
        }

        var answer = await town.AskAsync(town.News, DiscordTown.Member, "latest");
        Assert.Equal("Truce on the river", answer.GetProperty("embeds")[0].GetProperty("title").GetString());
        Assert.Equal(["Truce on the river"], Titles(town));
        Assert.Empty(town.Discord.Breaches);
    }

    [Fact]
    public async Task Without_permission_an_alert_waits_and_comes_when_it_is_given()
    {
        await using var town = await StartAsync();
        var channel = town.Harbour.Channels[0];
        channel.Permissions = 1L << 10;
        await town.Discord.Gateway.DispatchAsync("CHANNEL_UPDATE", LoopbackGuildJson.Channel(town.Harbour, channel, LoopbackDiscord.ApplicationId));
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.UntilAsync("SELECT COUNT(*) FROM message WHERE reason IS NOT NULL AND state = 'ready'", 1);

        Assert.Contains("AlertBot may not post in #news: give it Send Messages", Assert.Single(await town.Service.TextsAsync("SELECT reason FROM message")));
        Assert.DoesNotContain(town.Discord.Rest.Requests, request => request.Method == "POST" && request.Path.Contains("/messages", StringComparison.Ordinal));
        channel.Permissions = LoopbackGuild.Usual;
        await town.Discord.Gateway.DispatchAsync("CHANNEL_UPDATE", LoopbackGuildJson.Channel(town.Harbour, channel, LoopbackDiscord.ApplicationId));
        await town.Service.UntilSentAsync(1);

        Assert.Equal(["Truce on the river"], Titles(town));
        Assert.Empty(town.Discord.Breaches);
    }

    [Fact]
    public async Task A_guild_that_removes_the_bot_is_told_nothing_and_what_comes_after_it_is_back_is_told()
    {
        await using var town = await StartAsync();
        await town.Discord.Gateway.DispatchAsync("GUILD_DELETE", new JsonObject { ["id"] = town.Harbour.Id });
        await town.Service.UntilAsync(Off, 1);
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.UntilAsync("SELECT COUNT(*) FROM decision WHERE verdict = 'not_told' AND reason LIKE '%removed from%'", 1);

        await town.Discord.Gateway.DispatchAsync("GUILD_CREATE", LoopbackGuildJson.Created(town.Harbour, LoopbackDiscord.ApplicationId));
        await town.Service.UntilAsync(Off, 0);
        town.Service.Publish("/harbour", ("Second truce by the lake", "/second", "Another truce was agreed."));
        await town.Service.UntilSentAsync(1);

        Assert.Equal(["Second truce by the lake"], Titles(town));
        Assert.Empty(town.Discord.Breaches);
    }

    [Fact]
    public async Task A_channel_that_is_deleted_is_switched_off_in_words()
    {
        await using var town = await StartAsync();

        await town.Discord.Gateway.DispatchAsync("CHANNEL_DELETE", LoopbackGuildJson.Channel(town.Harbour, town.Harbour.Channels[0], LoopbackDiscord.ApplicationId));
        await town.Service.UntilAsync(Off, 1);

        Assert.Contains("the channel was deleted", Assert.Single(await town.Service.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL")));
    }

    [Fact]
    public async Task A_token_that_is_revoked_loses_nothing_and_a_new_one_tells_what_waited()
    {
        await using var town = await StartAsync();
        (town.Discord.Rest.TokenIsRevoked, town.Discord.Gateway.TokenIsRevoked) = (true, true);
        town.Service.Publish("/harbour", ("Truce on the river", "/truce", "A truce was agreed."));
        await town.Service.UntilAsync("SELECT COUNT(*) FROM message WHERE state = 'ready' AND reason LIKE '%discord.token%'", 1);
        Assert.Contains("discord.token", Assert.Single(await ProblemsAsync(town)));
        await town.Discord.Gateway.Live.CloseAsync(4000);
        await town.Discord.Gateway.UntilClosedAsync();
        var refused = town.Discord.Rest.Requests.Count(request => request.Method == "POST");
        Assert.Equal(1, refused);
        await town.Service.StopAsync();

        // A new process cannot know when the last one identified.
        town.Discord.Gateway.ChecksIdentifyPace = false;
        (town.Discord.Rest.TokenIsRevoked, town.Discord.Gateway.TokenIsRevoked) = (false, false);
        await town.Service.StartAsync();
        await town.Service.UntilSentAsync(1);

        Assert.Equal(["Truce on the river"], Titles(town));
        Assert.Empty(await ProblemsAsync(town));
    }

    private static async Task<DiscordTown> StartAsync()
    {
        var town = await DiscordTown.PrepareAsync("/harbour");
        town.Service.Settings = town.Service.Settings with { Subscriptions = [new SubscriptionOptions(new DestinationAddress("discord", town.News), ["ceasefire"])] };
        town.Service.Publish("/harbour", ("Ferry fares rise", "/fares", "Fares rise by a tenth."));
        await town.StartAsync();
        return town;
    }

    private static Task BreakAsync(DiscordTown town, string fault)
    {
        var rest = town.Discord.Rest;
        switch (fault.Split(' '))
        {
            case ["429", var scope]:
                rest.Next(new LoopbackDiscordFault.Limited(scope, 0.5), Create);
                break;
            case [var status, "after"] when char.IsAsciiDigit(status[0]):
                rest.Next(new LoopbackDiscordFault.AnswerAfter(int.Parse(status, CultureInfo.InvariantCulture)), Create);
                break;
            case ["reset", var when]:
                rest.Next(when == "before" ? new LoopbackDiscordFault.ResetBefore() : new LoopbackDiscordFault.ResetAfter(), Create);
                break;
            case ["drop"]:
                town.Discord.Gateway.Live.Drop();
                break;
            case ["op", "7"]:
                return town.Discord.Gateway.SendOpAsync(7);
            case ["op", "9", ..]:
                return town.Discord.Gateway.SendOpAsync(9, fault.EndsWith("resumable", StringComparison.Ordinal));
            case [var status]:
                rest.Next(new LoopbackDiscordFault.Answer(int.Parse(status, CultureInfo.InvariantCulture)), Create);
                break;
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string> Titles(DiscordTown town) => town.Discord.Rest.Messages.In(town.News).Select(message => message.Title);

    private static Task<IReadOnlyList<string>> ProblemsAsync(DiscordTown town) => town.Service.Services.GetRequiredService<Readiness>().FindProblemsAsync(CancellationToken.None);
}
