using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;
using AlertBot.Testing.Discord;

namespace AlertBot.Tests.Chat.Discord;

public class DiscordProbeTests
{
    private const string Bot = "77";

    private readonly List<LoopbackGuild> _guilds =
        [new() { Id = "1", Name = "Harbour Desk" }, new() { Id = "2", Name = "Other Desk", EveryonePermissions = 0 }];
    private readonly List<string> _asked = [];
    private PlatformResult? _me;

    [Fact]
    public async Task The_bot_name_and_an_invitation_with_exactly_the_needed_permissions_are_shown()
    {
        var lines = await TryAsync();

        Assert.Equal("discord, as Kelmouth Wire", lines[0].Subject);
        Assert.Equal(
            "discord invitation: "
                + "https://discord.com/oauth2/authorize?client_id=700&scope=bot+applications.commands&permissions=309237730304",
                lines[1].Subject);
        Assert.All(lines, line => Assert.Null(line.Problem));

        // View Channel, Send Messages, Embed Links, Read Message History, Create Public Threads, Send Messages in Threads.
        Assert.Equal(309_237_730_304, (1L << 10) | (1L << 11) | (1L << 14) | (1L << 16) | (1L << 35) | (1L << 38));
    }

    [Fact]
    public async Task Missing_permissions_are_listed_per_channel()
    {
        _guilds[0].Channels.AddRange(
            [new LoopbackGuildChannel("10", "news"), new LoopbackGuildChannel("11", "weather") { Permissions = 1L << 10 }]);
        _guilds[1].Channels.Add(new LoopbackGuildChannel("20", "stories", 15) { Overwrites = [] });

        var lines = await TryAsync("10", "11", "20");

        Assert.Equal(new ProbeResult("discord:10, #news of Harbour Desk", null), lines[2]);
        Assert.Equal("AlertBot may not post in #weather: give it Send Messages and Embed Links", lines[3].Problem);
        Assert.Equal("AlertBot may not post in #stories: give it View Channel, Create Posts and Embed Links", lines[4].Problem);
        Assert.Equal(_asked.Distinct(), _asked);
    }

    [Fact]
    public async Task A_thread_is_checked_by_its_channel()
    {
        _guilds[0].Channels.Add(new LoopbackGuildChannel("10", "news") { Permissions = (1L << 10) | (1L << 11) });
        _guilds[0].Threads.Add(new LoopbackGuildChannel("30", "talks", 11) { ParentId = "10" });

        var lines = await TryAsync("30");

        Assert.Equal("AlertBot may not post in #talks: give it Send Messages in Threads and Embed Links", lines[2].Problem);
    }

    [Fact]
    public async Task A_deleted_channel_is_distinguished_from_an_invisible_one()
    {
        var lines = await TryAsync("404", "403");

        Assert.Contains("no such channel", lines[2].Problem!, StringComparison.Ordinal);
        Assert.Contains("invite it", lines[3].Problem!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_token_is_the_only_problem_reported()
    {
        _me = new DiscordRefusal(401, 0, "401: Unauthorized");

        var line = Assert.Single(await TryAsync("10"));

        Assert.Contains("discord.token", line.Problem!, StringComparison.Ordinal);
        Assert.Single(_asked);
    }

    private Task<IReadOnlyList<ProbeResult>> TryAsync(params string[] channels) =>
        new DiscordProbe((call, _) => Task.FromResult(Answer(call)), TimeProvider.System).RunAsync(channels, CancellationToken.None);

    private PlatformResult Answer(DiscordRequest call)
    {
        _asked.Add(call.Path);
        return call.Path.Split('/') switch
        {
            ["users", "@me"] => _me ?? Done(new JsonObject { ["id"] = Bot, ["username"] = "Kelmouth Wire" }),
            ["applications", "@me"] => Done(new JsonObject { ["id"] = "700" }),
            ["channels", "403"] => new DiscordRefusal(403, 50001, "Missing Access"),
            ["channels", var id] => Channel(id),
            ["guilds", var id] => Done(LoopbackGuildJson.Guild(_guilds.Single(guild => guild.Id == id))),
            ["guilds", var id, "members", Bot] => Done(LoopbackGuildJson.Member(_guilds.Single(guild => guild.Id == id).BotRoles, Bot)),
            _ => throw new InvalidOperationException(call.Path),
        };
    }

    private PlatformResult Channel(string id) =>
        _guilds.SelectMany(guild => guild.Channels.Concat(guild.Threads).Select(channel => (guild, channel)))
            .FirstOrDefault(pair => pair.channel.Id == id) is { guild: { } guild, channel: { } channel }
            ? Done(LoopbackGuildJson.Channel(guild, channel, Bot))
            : new DiscordRefusal(404, 10003, "Unknown Channel");

    private static PlatformResult.Succeeded Done(JsonObject body) =>
        new(JsonDocument.Parse(body.ToJsonString()).RootElement, TimeSpan.Zero);
}
