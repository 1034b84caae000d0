using System.Collections.Concurrent;
using AlertBot.Alerts.Delivery;
using AlertBot.Briefs;
using AlertBot.Chat.Webhooks;
using AlertBot.Testing.Fixtures;
using AlertBot.Testing.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Webhooks;

/// <summary>
/// The webhooks as the service registers them, for a loopback Discord (newsroom), a loopback Slack (policy) and another address (other).
/// </summary>
internal sealed class WebhookFixture : IAsyncDisposable
{
    private ServiceProvider? _services;
    private IChatSender? _sender;

    public FakeTimeProvider Time { get; } = new(ABrief.Now);

    public LoopbackDiscordWebhook Discord { get; } = new();

    public LoopbackSlackWebhook Slack { get; } = new();

    /// <summary>All log lines, at every level, with their exceptions.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public static async Task<WebhookFixture> StartAsync(Uri? other = null, WebhookKind kind = WebhookKind.Discord, string query = "")
    {
        var fixture = new WebhookFixture();
        await fixture.Discord.StartAsync();
        await fixture.Slack.StartAsync();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(fixture.Time);
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(new Logs(fixture.Log)));
        services.AddWebhooks(
        [
            new WebhookOptions("newsroom", WebhookKind.Discord, new Uri(fixture.Discord.Url + query)),
            new WebhookOptions("policy", WebhookKind.Slack, fixture.Slack.Url),
            new WebhookOptions("other", kind, other ?? fixture.Discord.Url),
        ]);
        fixture._services = services.BuildServiceProvider();
        fixture._sender = fixture._services.GetRequiredService<IChatSender>();
        return fixture;
    }

    public Task<SendOutcome> SendAsync(string address, Brief? brief = null) =>
        _sender!.SendAsync(new OutgoingMessage(address, brief ?? ABrief.Full, "nonce"), TestContext.Current.CancellationToken);

    public Task<SendOutcome> EditAsync(string address, string message) =>
        _sender!.EditAsync(new OutgoingMessage(address, ABrief.Full, "nonce"), message, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await Discord.DisposeAsync();
        await Slack.DisposeAsync();
    }

    private sealed class Logs(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
