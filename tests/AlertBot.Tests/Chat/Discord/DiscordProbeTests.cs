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
    private readonly List<string> _requestedPaths = [];
    private PlatformResult? _userResult;

    [Fact]
    public async Task The_bot_name_and_an_invitation_with_exactly_the_needed_permissions_are_shown()
    {
        var lines = await ProbeAsync();

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

        var lines = await ProbeAsync("10", "11", "20");

        Assert.Equal(new ProbeResult("discord:10, #news of Harbour Desk", null), lines[2]);
        Assert.Equal("AlertBot may not post in #weather: give it Send Messages and Embed Links", lines[3].Problem);
        Assert.Equal("AlertBot may not post in #stories: give it View Channel, Create Posts and Embed Links", lines[4].Problem);
        Assert.Equal(_requestedPaths.Distinct(), _requestedPaths);
    }

    [Fact]
    public async Task A_thread_is_checked_by_its_channel()
    {
        _guilds[0].Channels.Add(new LoopbackGuildChannel("10", "news") { Permissions = (1L << 10) | (1L << 11) });
        _guilds[0].Threads.Add(new LoopbackGuildChannel("30", "talks", 11) { ParentId = "10" });

        var lines = await ProbeAsync("30");

        Assert.Equal("AlertBot may not post in #talks: give it Send Messages in Threads and Embed Links", lines[2].Problem);
    }

    [Fact]
    public async Task A_deleted_channel_is_distinguished_from_an_invisible_one()
    {
        var lines = await ProbeAsync("404", "403");

        Assert.Contains("no such channel", lines[2].Problem!, StringComparison.Ordinal);
        Assert.Contains("invite it", lines[3].Problem!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_token_is_the_only_problem_reported()
    {
        _userResult = new DiscordRefusal(401, 0, "401: Unauthorized");

        var line = Assert.Single(await ProbeAsync("10"));

        Assert.Contains("discord.token", line.Problem!, StringComparison.Ordinal);
        Assert.Single(_requestedPaths);
    }

    private Task<IReadOnlyList<ProbeResult>> ProbeAsync(params string[] channels) =>
        new DiscordProbe((request, _) => Task.FromResult(Respond(request)), TimeProvider.System).RunAsync(channels, CancellationToken.None);

    private PlatformResult Respond(DiscordRequest request)
    {
        _requestedPaths.Add(request.Path);
        return request.Path.Split('/') switch
        {
            ["users", "@me"] => _userResult ?? Success(new JsonObject { ["id"] = Bot, ["username"] = "Kelmouth Wire" }),
            ["applications", "@me"] => Success(new JsonObject { ["id"] = "700" }),
            ["channels", "403"] => new DiscordRefusal(403, DiscordErrorCodes.MissingAccess, "Missing Access"),
            ["channels", var id] => Channel(id),
            ["guilds", var id] => Success(LoopbackGuildJson.Guild(_guilds.Single(guild => guild.Id == id))),
            ["guilds", var id, "members", Bot] => Success(LoopbackGuildJson.Member(_guilds.Single(guild => guild.Id == id).BotRoles, Bot)),
            _ => throw new InvalidOperationException(request.Path),
        };
    }

    private PlatformResult Channel(string id) =>
        _guilds.SelectMany(guild => guild.Channels.Concat(guild.Threads).Select(channel => (guild, channel)))
            .FirstOrDefault(pair => pair.channel.Id == id) is { guild: { } guild, channel: { } channel }
            ? Success(LoopbackGuildJson.Channel(guild, channel, Bot))
            : new DiscordRefusal(404, DiscordErrorCodes.UnknownChannel, "Unknown Channel");

    private static PlatformResult.Succeeded Success(JsonObject body) =>
        new(JsonDocument.Parse(body.ToJsonString()).RootElement, TimeSpan.Zero);
}
