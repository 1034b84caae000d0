using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using AlertBot.Chat;
using AlertBot.Chat.Discord;
using AlertBot.Tests.Chat.Loopback;
using AlertBot.Tests.Chat.Loopback.Discord;

namespace AlertBot.Tests.Chat.Discord;

/// <summary>The gateway's client before a loopback Discord, both by the same hurried clock; keeps the events it hands on.</summary>
internal sealed class GatewayFixture : IAsyncDisposable, IDiscordEvents
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(Func<bool> IsTrue, TaskCompletionSource Done)> _waits = [];

    private GatewayFixture(LoopbackDiscord discord, TimeProvider time)
    {
        Discord = discord;
        Client = new DiscordGateway(
            new DiscordOptions { Token = LoopbackDiscord.Token, ApiBaseUrl = discord.ApiBaseUrl }, new GatewayDoor(AnswerDoor), Random.Shared, time, Log);
    }

    public LoopbackDiscord Discord { get; }

    public DiscordGateway Client { get; }

    public SaidLogger<DiscordGateway> Log { get; } = new();

    public ConcurrentQueue<(string Name, JsonElement Data)> Events { get; } = new();

    /// <summary>What <c>GET /gateway/bot</c> answers in place of the usual, one each.</summary>
    public ConcurrentQueue<DiscordAnswer> DoorAnswers { get; } = new();

    public Task Running { get; private set; } = Task.CompletedTask;

    public IReadOnlyList<string> Names => [.. Events.Select(e => e.Name)];

    /// <param name="time">Null: 20 times as fast as the wall's.</param>
    public static async Task<GatewayFixture> StartAsync(Action<LoopbackDiscord>? prepare = null, TimeProvider? time = null)
    {
        var discord = await LoopbackDiscord.StartAsync();
        time ??= new HurriedTime(20);
        discord.Gateway.Time = time;
        discord.Guilds.Add(new LoopbackGuild { Id = "1", Name = "Harbour Desk", Channels = { new LoopbackChannel("10", "news") } });
        prepare?.Invoke(discord);
        return new GatewayFixture(discord, time);
    }

    /// <summary>Connects, until the guilds are told.</summary>
    public static async Task<GatewayFixture> ConnectedAsync(Action<LoopbackDiscord>? prepare = null)
    {
        var fixture = await StartAsync(prepare);
        fixture.Run();
        await fixture.Discord.Gateway.UntilReadyAsync();
        await fixture.UntilEventAsync("GUILD_CREATE");
        return fixture;
    }

    public void Run() => Running = Client.RunAsync(this, _stop.Token);

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Running;
    }

    public void Take(string name, JsonElement data)
    {
        Events.Enqueue((name, data));
        Look();
        if (name == "BREAKS")
        {
            throw new FormatException("A fault of ours");
        }
    }

    public Task UntilEventAsync(string name, int count = 1) => UntilAsync(() => Events.Count(e => e.Name == name) >= count);

    public async Task UntilAsync(Func<bool> isTrue)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waits)
        {
            _waits.Add((isTrue, done));
        }

        Look();
        await done.Task.WaitAsync(TimeSpan.FromSeconds(15));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        await Discord.DisposeAsync();
        Assert.DoesNotContain(Log.Lines, line => line.Contains(LoopbackDiscord.Token, StringComparison.Ordinal));
    }

    private Task<DiscordAnswer> AnswerDoor(DiscordCall call, CancellationToken cancellationToken)
    {
        Assert.Equal("gateway/bot", call.Path);
        return Task.FromResult(DoorAnswers.TryDequeue(out var answer) ? answer : Door(Discord.GatewayUrl));
    }

    public static DiscordAnswer Door(Uri url, int remaining = 999, int resetAfter = 0) => new DiscordAnswer.Done(
        JsonDocument.Parse($$"""{"url":"{{url}}","shards":1,"session_start_limit":{"total":1000,"remaining":{{remaining.ToString(CultureInfo.InvariantCulture)}},"reset_after":{{resetAfter.ToString(CultureInfo.InvariantCulture)}},"max_concurrency":1} }""").RootElement,
        TimeSpan.Zero);

    private void Look()
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
