using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Gateway;
using AlertBot.Chat.Platforms;
using AlertBot.Testing;
using AlertBot.Testing.Discord;

namespace AlertBot.Tests.Chat.Discord.Gateway;

/// <summary>The gateway's client with a loopback Discord, both on an accelerated clock. It records the events.</summary>
internal sealed class GatewayFixture : IAsyncDisposable, IGatewayEventHandler
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(Func<bool> IsTrue, TaskCompletionSource Done)> _waits = [];

    private GatewayFixture(LoopbackDiscord discord, TimeProvider time)
    {
        Discord = discord;
        Client = new DiscordGatewayClient(
            new DiscordOptions { Token = LoopbackDiscord.Token, ApiBaseUrl = discord.ApiBaseUrl }, new GatewayUrlClient(RespondAsync),
            Random.Shared, time, Log);
    }

    public LoopbackDiscord Discord { get; }

    public DiscordGatewayClient Client { get; }

    public CapturingLogger<DiscordGatewayClient> Log { get; } = new();

    public ConcurrentQueue<(string Name, JsonElement Data)> Events { get; } = new();

    /// <summary>The results of the next requests <c>GET /gateway/bot</c>, one each. Without one the request succeeds.</summary>
    public ConcurrentQueue<PlatformResult> UrlResponses { get; } = new();

    public Task Running { get; private set; } = Task.CompletedTask;

    public IReadOnlyList<string> Names => [.. Events.Select(received => received.Name)];

    /// <param name="time">Null: 20 times as fast as the system's clock.</param>
    public static async Task<GatewayFixture> StartAsync(Action<LoopbackDiscord>? prepare = null, TimeProvider? time = null)
    {
        var discord = await LoopbackDiscord.StartAsync();
        time ??= new AcceleratedTimeProvider(20);
        discord.Gateway.Time = time;
        discord.Guilds.Add(new LoopbackGuild { Id = "1", Name = "Harbour Desk", Channels = { new LoopbackGuildChannel("10", "news") } });
        prepare?.Invoke(discord);
        return new GatewayFixture(discord, time);
    }

    /// <summary>Connects and waits for the guilds.</summary>
    public static async Task<GatewayFixture> ConnectedAsync(Action<LoopbackDiscord>? prepare = null)
    {
        var fixture = await StartAsync(prepare);
        fixture.Run();
        await fixture.Discord.Gateway.WaitForReadyAsync();
        await fixture.WaitForEventAsync("GUILD_CREATE");
        return fixture;
    }

    public void Run() => Running = Client.RunAsync(this, _stop.Token);

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Running;
    }

    public void Handle(string eventName, JsonElement data)
    {
        Events.Enqueue((eventName, data));
        CompleteWaits();
        if (eventName == "BREAKS")
        {
            throw new FormatException("A bug");
        }
    }

    public Task WaitForEventAsync(string name, int count = 1) =>
        WaitUntilAsync(() => Events.Count(received => received.Name == name) >= count);

    public async Task WaitUntilAsync(Func<bool> isTrue)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waits)
        {
            _waits.Add((isTrue, done));
        }

        CompleteWaits();
        await done.Task.WaitAsync(TimeSpan.FromSeconds(15));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        await Discord.DisposeAsync();
        Assert.DoesNotContain(Log.Lines, line => line.Contains(LoopbackDiscord.Token, StringComparison.Ordinal));
    }

    private Task<PlatformResult> RespondAsync(DiscordRequest request, CancellationToken cancellationToken)
    {
        Assert.Equal("gateway/bot", request.Path);
        return Task.FromResult(UrlResponses.TryDequeue(out var response) ? response : CreateUrlResponse(Discord.GatewayUrl));
    }

    public static PlatformResult CreateUrlResponse(Uri url, int remaining = 999, int resetAfter = 0) => new PlatformResult.Succeeded(
        JsonDocument.Parse(
            $$"""{"url":"{{url}}","shards":1,"session_start_limit":{"total":1000,"remaining":{{remaining.ToString(CultureInfo.InvariantCulture)}},"reset_after":{{resetAfter.ToString(CultureInfo.InvariantCulture)}},"max_concurrency":1} }""").RootElement,
        TimeSpan.Zero);

    private void CompleteWaits()
    {
        lock (_waits)
        {
            foreach (var wait in _waits.Where(wait => wait.IsTrue()).ToList())
            {
                wait.Done.TrySetResult();
                _waits.Remove(wait);
            }
        }
    }
}
