using System.Net;
using AlertBot.Alerts;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Console;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Slack;
using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Hosting;
using AlertBot.Http;
using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Summaries.LanguageModel;
using AlertBot.Topics;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Testing.Fixtures;

/// <summary>
/// The command dispatcher with all commands, on a fresh database. The settings have the topics ceasefire and article-5 and one feed.
/// </summary>
internal sealed class CommandFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private CommandFixture(TestDatabase test)
    {
        Test = test;
        _services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<TimeProvider>(test.Time)
            .AddHosting()
            .AddStorage(test.Options)
            .AddFeeds([], new PollingOptions(),
                new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")], Timeout = TimeSpan.FromSeconds(5) })
            .AddTopics()
            .AddReading(new NewsOptions(), new SummaryOptions())
            .AddStories()
            .AddAlerts()
            .AddChat([], new DiscordOptions(), new SlackOptions(), input: null, Output)
            .BuildServiceProvider();
    }

    public static Caller Manager { get; } = CallerIn("guild-1", "100");

    public static Caller Member { get; } = Manager with { IsManager = false, UserId = "7" };

    /// <summary>A manager of another server.</summary>
    public static Caller OtherWorkspaceManager { get; } = CallerIn("guild-2", "200");

    public static Caller Console { get; } = new("", DestinationAddress.Console, "", IsManager: true);

    public TestDatabase Test { get; }

    public StringWriter Output { get; } = new();

    public CommandDispatcher Dispatcher => Get<CommandDispatcher>();

    public static async Task<CommandFixture> OpenAsync()
    {
        var test = await TestDatabase.OnSqliteAsync();
        await test.ExecuteAsync(
            "INSERT INTO topic (id, workspace_id, name, query, origin, position) VALUES (1, 0, 'ceasefire', 'ceasefire, truce', "
                + "'settings', 0), (2, 0, 'article-5', '\"Article 5\"', 'settings', 1)");
        await test.ExecuteAsync(
            "INSERT INTO feed (id, url, host, title, added_at, due_at) VALUES (1, 'https://harbour.example/rss?key=secret', "
                + "'harbour.example', 'Harbour Post', 0, 0)");
        await test.ExecuteAsync("INSERT INTO workspace_feed (workspace_id, feed_id, added_at) VALUES (0, 1, 0)");
        var fixture = new CommandFixture(test);
        await fixture.Get<WorkspaceDirectory>().RefreshAsync(CancellationToken.None);
        return fixture;
    }

    public static Caller CallerIn(string guild, string channel) =>
        new(guild, new DestinationAddress("discord", channel), "1", IsManager: true);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Runs a command line, e.g. <c>/news topic list</c>.</summary>
    public async Task<Reply> RunAsync(Caller caller, string line) => new CommandParser(Dispatcher.Specs).Parse(line) switch
    {
        CommandParseResult.Parsed parsed =>
            await Dispatcher.RunAsync(caller, parsed.Path, parsed.Options, canShowForms: false, CancellationToken.None),
        CommandParseResult.Invalid invalid => invalid.Reply,
        var other => throw new InvalidOperationException($"unexpected parse result: {other}"),
    };

    /// <summary>Runs a command line and renders the reply as the console shows it.</summary>
    public async Task<string> RunToTextAsync(Caller caller, string line) => RenderText(await RunAsync(caller, line));

    public string RenderText(Reply reply) =>
        string.Concat(new ConsoleReplyRenderer(isTerminal: false, Test.Now).Render(reply).Select(line => line.ToPlain() + "\n"));

    public IEnumerable<string> Suggestions(Caller caller, string path, string option, string typed = "") =>
        Dispatcher.Suggest(caller, path, option, typed).Select(suggestion => suggestion.Value);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Test.DisposeAsync();
    }
}
