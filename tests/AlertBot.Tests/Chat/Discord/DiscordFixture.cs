using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Discord.Messages;
using AlertBot.Chat.Platforms;
using AlertBot.Stories;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Discord;

/// <summary>
/// Discord's client and sender, as the service uses them, with a loopback Discord. Its guild has #news, #desk and the forum #stories.
/// </summary>
internal sealed class DiscordFixture : IAsyncDisposable
{
    public const string News = "1402000000000002001";
    public const string Desk = "1402000000000002002";
    public const string Forum = "1402000000000002003";

    private readonly ServiceProvider _services = new ServiceCollection().AddPlatformHttp("discord").BuildServiceProvider();

    private DiscordFixture(LoopbackDiscord discord, TimeProvider time)
    {
        Discord = discord;
        Guilds = new GuildCache(time);
        Rest = new DiscordRestClient(
            _services.GetRequiredService<IHttpClientFactory>().CreateClient("discord"),
            new DiscordOptions { Token = LoopbackDiscord.Token, ApiBaseUrl = discord.ApiBaseUrl }, time, Log);
        Sender = new DiscordSender(Rest, Guilds, time);
    }

    public LoopbackDiscord Discord { get; }

    public GuildCache Guilds { get; }

    public DiscordRestClient Rest { get; }

    public IChatSender Sender { get; }

    public CapturingLogger<DiscordRestClient> Log { get; } = new();

    public LoopbackGuild Guild => Discord.Guilds[0];

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <param name="time">The clock of client and server; null: the system's.</param>
    public static async Task<DiscordFixture> StartAsync(FakeTimeProvider? time = null)
    {
        var discord = await LoopbackDiscord.StartAsync();
        var clock = time ?? TimeProvider.System;
        discord.Rest.RateLimits.Time = clock;
        discord.Rest.Messages.Time = clock;
        discord.Rest.Interactions.Time = clock;
        discord.Guilds.Add(new LoopbackGuild
        {
            Id = "1402000000000001001",
            Name = "Harbour Desk",
            Channels =
            {
                new LoopbackGuildChannel(News, "news"),
                new LoopbackGuildChannel(Desk, "desk"),
                new LoopbackGuildChannel(Forum, "stories", 15),
            },
        });
        var fixture = new DiscordFixture(discord, clock);
        fixture.Guilds.Apply("READY", Json(new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = LoopbackDiscord.ApplicationId },
            ["guilds"] = new JsonArray(new JsonObject { ["id"] = fixture.Guild.Id }),
        }));
        fixture.SendGuildCreate();
        return fixture;
    }

    /// <summary>The gateway sends the guild in its present state.</summary>
    public void SendGuildCreate() =>
        Guilds.Apply("GUILD_CREATE", Json(LoopbackGuildJson.GuildCreate(Guild, LoopbackDiscord.ApplicationId)));

    public static OutgoingMessage Alert(string channel = News, string nonce = "n1") =>
        new(channel, ABrief.Full, nonce) { Story = new StoryId(7) };

    public Task<SendOutcome> SendAsync(OutgoingMessage? message = null) => Sender.SendAsync(message ?? Alert(), Cancelled);

    public Task<SendOutcome> DeliverAsync(OutgoingMessage message) => Sender.DeliverAsync(message, Cancelled);

    public async ValueTask DisposeAsync()
    {
        Rest.Dispose();
        await _services.DisposeAsync();
        await Discord.DisposeAsync();
    }

    private static JsonElement Json(JsonObject json)
    {
        using var document = JsonDocument.Parse(json.ToJsonString());
        return document.RootElement.Clone();
    }
}
