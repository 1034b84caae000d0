using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Events;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using AlertBot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Web;

/// <summary>The real web server with Slack's endpoints on loopback ports; records what the receiver gets.</summary>
internal sealed class SlackHttpFixture : IAsyncDisposable, ISlackEventReceiver
{
    public const string Secret = "5ecret0f1oopback";

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };
    private WebApplication _app = null!;

    public required TestDatabase Database { get; init; }

    public FakeTimeProvider Time => Database.Time;

    public ConcurrentQueue<SlackInboundEvent> Received { get; } = new();

    public CapturingLogger<SlackHttpReceiver> Log { get; } = new();

    public Func<SlackInboundEvent, Task<ReadOnlyMemory<byte>?>> Handler { get; set; } = _ => Task.FromResult<ReadOnlyMemory<byte>?>(null);

    public Uri Listen { get; private set; } = null!;

    /// <summary>The address of <c>web.hooks</c>; null: not configured.</summary>
    public Uri? Hooks { get; private set; }

    /// <param name="hooks">True: also listens on a second address.</param>
    /// <param name="secret">Null: <c>slack.signingSecret</c> is not set.</param>
    /// <param name="time">Null: the clock of the database.</param>
    public static async Task<SlackHttpFixture> StartAsync(bool hooks = false, string? secret = Secret,
        string listen = "http://127.0.0.1:0", TimeProvider? time = null, TestDatabase? database = null)
    {
        var fixture = new SlackHttpFixture { Database = database ?? await TestDatabase.OnSqliteAsync() };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        time ??= fixture.Time;
        builder.Services.AddSingleton(time).AddSingleton<ISlackEventReceiver>(fixture)
            .AddSingleton(new ReceivedEventStore(fixture.Database.Database));
        builder.Services.AddSingleton<ILogger<SlackHttpReceiver>>(fixture.Log);
        if (secret is not null)
        {
            builder.Services.AddSingleton(new SlackSignatureVerifier(secret, time));
        }

        WebServer.Configure(builder,
            new WebOptions { Listen = new Uri(listen), Token = "web-token", Hooks = hooks ? new Uri("http://127.0.0.1:0") : null });
        fixture._app = builder.Build();
        fixture._app.MapAlertBot();
        await fixture._app.StartAsync(TestContext.Current.CancellationToken);
        var urls = fixture._app.Urls.Select(url => new Uri(url.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal))).ToList();
        fixture.Listen = urls[0];
        fixture.Hooks = hooks ? urls[1] : null;
        return fixture;
    }

    public Task<ReadOnlyMemory<byte>?> ReceiveAsync(SlackInboundEvent inbound, CancellationToken cancellationToken)
    {
        Received.Enqueue(inbound);
        return Handler(inbound);
    }

    /// <summary>Posts a request with a valid signature, as Slack does.</summary>
    public Task<(HttpStatusCode Status, string Text)> PostSignedAsync(string path, string body,
        string type = "application/x-www-form-urlencoded", Uri? to = null) =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), type, Timestamp(), Sign(Timestamp(), body), to);

    public async Task<(HttpStatusCode Status, string Text)> PostAsync(string path, byte[] body, string? type, string? timestamp,
        string? signature, Uri? to = null)
    {
        using var response =
            await SendAsync(path, body, type, timestamp is null ? [] : [timestamp], signature is null ? [] : [signature], to);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<HttpResponseMessage> SendAsync(string path, byte[] body, string? type, string[] timestamps, string[] signatures,
        Uri? to = null, params (string Name, string Value)[] more)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(to ?? Listen, path)) { Content = new ByteArrayContent(body) };
        if (type is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        request.Headers.TryAddWithoutValidation("x-slack-request-timestamp", timestamps);
        request.Headers.TryAddWithoutValidation("X-SLACK-SIGNATURE", signatures);
        foreach (var (name, value) in more)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HttpStatusCode> GetAsync(Uri to, string path)
    {
        using var response = await _client.GetAsync(new Uri(to, path), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public string Timestamp(int seconds = 0) =>
        (_app.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);

    public static string Sign(string timestamp, string body, string secret = Secret) =>
        "v0=" + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));

    /// <summary>Stops the server; the database stays for another one.</summary>
    public async Task StopAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Database.DisposeAsync();
    }
}
