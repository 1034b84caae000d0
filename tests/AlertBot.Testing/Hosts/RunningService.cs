using System.Net;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Webhooks;
using AlertBot.Cli;
using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Http;
using AlertBot.Reading;
using AlertBot.Settings;
using AlertBot.Storage;
using AlertBot.Testing.Webhooks;
using AlertBot.Topics;
using AlertBot.Topics.Queries;
using AlertBot.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AlertBot.Testing.Hosts;

/// <summary>
/// The whole service in this process. Feeds and pages come from one loopback server; alerts go to a loopback Discord webhook, a loopback
/// Slack webhook and the console.
/// </summary>
internal sealed class RunningService : IAsyncDisposable
{
    /// <summary>The messages whose edit is not sent yet.</summary>
    public const string PendingEditsSql = "SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL";

    /// <summary>Limit of a wait. Far longer than the service needs, so that only a result that never comes fails a test.</summary>
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alertbot-e2e-");
    private AlertBotService? _service;

    private RunningService(LoopbackServer news) => News = news;

    public LoopbackServer News { get; }

    public LoopbackDiscordWebhook Discord { get; } = new();

    public LoopbackSlackWebhook Slack { get; } = new();

    public StringWriter Console { get; } = new();

    /// <summary>Commands typed at the console. Null: none.</summary>
    public TextReader? Input { get; set; }

    public AlertBotSettings Settings { get; set; } = new();

    public Database Database => _service!.Services.GetRequiredService<Database>();

    public IServiceProvider Services => _service!.Services;

    /// <summary>Starts the servers and makes settings for the feeds; the service itself is not started.</summary>
    /// <param name="feeds">Paths on the news server.</param>
    public static async Task<RunningService> PrepareAsync(params string[] feeds)
    {
        var running = new RunningService(await LoopbackServer.StartAsync());
        await running.Discord.StartAsync();
        await running.Slack.StartAsync();
        running.Settings = new AlertBotSettings
        {
            Storage = new StorageOptions { Connection = $"Data Source={Path.Combine(running._folder.FullName, "e2e.db")}" },
            Web = new WebOptions { Listen = new Uri("http://127.0.0.1:0") },
            Network = new NetworkOptions
            {
                AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")],
                Timeout = TimeSpan.FromSeconds(3),
                MaxBodyBytes = 2_000_000,
            },
            Polling = new PollingOptions
            {
                Interval = TimeSpan.FromMilliseconds(200),
                Min = TimeSpan.FromMilliseconds(200),
                Max = TimeSpan.FromSeconds(1),
            },
            News = new NewsOptions(),
            Webhooks = [new WebhookOptions("newsroom", WebhookKind.Discord, running.Discord.Url),
                new WebhookOptions("policy", WebhookKind.Slack, running.Slack.Url)],
            Feeds = [.. feeds.Select(path => new FeedOptions(running.News.UrlOf(path)) { Name = path.Trim('/') })],
            Topics = [new TopicOptions("ceasefire", Query("ceasefire, truce"))],
            Subscriptions =
            [
                new SubscriptionOptions(new DestinationAddress("webhook", "newsroom"), ["ceasefire"]),
                new SubscriptionOptions(new DestinationAddress("webhook", "policy"), ["ceasefire"]),
                new SubscriptionOptions(DestinationAddress.Console, ["ceasefire"]),
            ],
        };
        return running;
    }

    public async Task StartAsync(bool showsNewest = false)
    {
        var console = new ServiceConsole(Input, Console, LogLevel.Critical, showsNewest);
        _service = await AlertBotService.CreateAsync(Program.BuildHost, Settings, console, CancellationToken.None);
        await _service.StartAsync(CancellationToken.None);
    }

    public async Task StopAsync()
    {
        await _service!.StopAsync();
        await _service.DisposeAsync();
        _service = null;
    }

    /// <summary>Serves a feed with these entries from now on.</summary>
    /// <param name="feed">The path of the feed.</param>
    /// <param name="entries">Title, path of the linked page, and description of each.</param>
    public void Publish(string feed, params (string Title, string Link, string Text)[] entries) => News.On(feed, Rss(entries));

    /// <summary>The descriptions of the health checks that <c>/readyz</c> reports as problems. Empty: the service is ready.</summary>
    public async Task<IReadOnlyList<string?>> FindReadinessProblemsAsync()
    {
        var report = await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return [.. report.Entries.Values.Where(entry => entry.Status != HealthStatus.Healthy).Select(entry => entry.Description)];
    }

    /// <summary>Waits until every health check of <c>/readyz</c> passes. The exception has the last problems.</summary>
    public async Task WaitUntilReadyAsync()
    {
        using var limit = new CancellationTokenSource(WaitTimeout);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        IReadOnlyList<string?> problems = [];
        try
        {
            do
            {
                problems = await FindReadinessProblemsAsync();
            }
            while (problems.Count > 0 && await timer.WaitForNextTickAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Not ready after {WaitTimeout.TotalSeconds} s: {string.Join("; ", problems)}");
        }
    }

    public async Task<List<string?>> TextsAsync(string sql) =>
        await Database.ReadAsync(session => session.QueryAsync(sql, [], row => row.GetStringOrNull(0), CancellationToken.None),
            CancellationToken.None);

    /// <summary>Waits until the query returns the number. The exception has the last number.</summary>
    public async Task WaitUntilAsync(string sql, long expected)
    {
        using var limit = new CancellationTokenSource(WaitTimeout);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        long? last = null;
        try
        {
            while (await timer.WaitForNextTickAsync(limit.Token))
            {
                last = await Database.ReadAsync(session => session.ExecuteScalarAsync(sql, [], limit.Token), limit.Token);
                if (last == expected)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"After {WaitTimeout.TotalSeconds} s, {sql} returns {last} instead of {expected}.");
        }
    }

    /// <summary>Waits until every feed has been polled: what is published from then on is not backlog.</summary>
    public Task WaitUntilPolledAsync() => WaitUntilAsync("SELECT COUNT(*) FROM feed WHERE last_polled_at IS NULL", 0);

    /// <summary>Waits until every entry has been read and grouped.</summary>
    public Task WaitUntilReadAsync() => WaitUntilAsync("SELECT COUNT(*) FROM entry WHERE state <> 'done'", 0);

    /// <summary>Waits until a destination has a number of sent messages.</summary>
    public Task WaitUntilSentAsync(string destination, int messages) => WaitUntilAsync(
        "SELECT COUNT(*) FROM message m JOIN destination d ON d.id = m.destination_id "
            + $"WHERE m.state = 'sent' AND d.external_id = '{destination}'",
        messages);

    /// <summary>Makes all pending edits due now instead of about a minute later.</summary>
    public Task MakeEditsDueAsync() => Database.WriteAsync(
        session => session.ExecuteAsync("UPDATE message SET edit_due_at = 0 WHERE edit_due_at IS NOT NULL", [], CancellationToken.None),
        CancellationToken.None);

    public Task WaitUntilSentAsync(int messages) => WaitUntilAsync("SELECT COUNT(*) FROM message WHERE state = 'sent'", messages);

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await StopAsync();
        }

        await Discord.DisposeAsync();
        await Slack.DisposeAsync();
        await News.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static TopicQuery Query(string text) => ((QueryParseResult.Parsed)TopicQuery.Parse(text)).Query;

    private string Rss(IEnumerable<(string Title, string Link, string Text)> entries) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel><title>Harbour Post</title><link>{News.UrlOf("/")}</link><description>News</description>
        {string.Concat(entries.Select(Item))}
        </channel></rss>
        """;

    private string Item((string Title, string Link, string Text) entry) =>
        $"<item><title>{WebUtility.HtmlEncode(entry.Title)}</title><link>{News.UrlOf(entry.Link)}</link><guid>{entry.Link}</guid>"
        + $"<pubDate>{TimeProvider.System.GetUtcNow():r}</pubDate><description>{WebUtility.HtmlEncode(entry.Text)}</description></item>";
}
