using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Commands.News;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Chat.Slack.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlertBot.Testing.Fixtures;

/// <summary>Slack users who use the real commands on a fresh database. Calls to Slack are recorded.</summary>
internal sealed class SlackCommandFixture : IAsyncDisposable
{
    public const string Team = "T0ROOM0001";
    public const string Channel = "C0ROOM0001";
    public const string User = "U0ROOM0001";
    public const string ResponseUrl = "https://answers.example/secret";

    private readonly ServiceProvider _services;
    private int _triggers;

    private SlackCommandFixture(CommandFixture commands, ServiceProvider services, RecordingSlackApi slack)
    {
        Commands = commands;
        _services = services;
        Slack = slack;
        Handler = services.GetRequiredService<ISlackInteractionHandler>();
    }

    public CommandFixture Commands { get; }

    public RecordingSlackApi Slack { get; }

    public ISlackInteractionHandler Handler { get; }

    public ConcurrentQueue<string> Logged { get; } = new();

    /// <param name="time">The clock of the Slack connector; the database has its own. Null: the system clock.</param>
    /// <param name="commands">Replace the real commands.</param>
    public static async Task<SlackCommandFixture> OpenAsync(SlackManagers? managers = null, TimeProvider? time = null,
        params INewsCommand[] commands)
    {
        var fixture = await CommandFixture.OpenAsync();
        var slack = new RecordingSlackApi();
        var log = new ConcurrentQueue<string>();
        var dispatcher = commands.Length == 0
            ? fixture.Dispatcher
            : new CommandDispatcher(commands, fixture.Get<StoryButtonHandler>(), fixture.Get<SuggestionProvider>(),
                fixture.Get<WorkspaceStore>(), fixture.Get<ILogger<CommandDispatcher>>());
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Log(log)))
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton<ISlackApi>(slack)
            .AddSingleton(dispatcher)
            .AddSingleton(fixture.Get<WorkspaceDirectory>())
            .AddSlackInteractions(new SlackOptions { Managers = managers ?? new SlackManagers.Everyone() })
            .BuildServiceProvider();
        slack.Logged = log;
        return new SlackCommandFixture(fixture, services, slack);
    }

    /// <summary>Lets the bot learn that it belongs to <see cref="Team"/>.</summary>
    public async Task IdentifyBotAsync()
    {
        Slack.Answers = (method, _) =>
            method == "auth.test" ? RecordingSlackApi.Done($$"""{"ok":true,"team_id":"{{Team}}","user_id":"U0BOT00001"}""") : null;
        await _services.GetRequiredService<SlackBotIdentity>().GetAsync(CancellationToken.None);
    }

    /// <summary>A user sends <c>/news</c> with a text.</summary>
    public async Task TypeAsync(string text, string channel = Channel) =>
        await Handler.HandleCommandAsync(Command(text, channel)).WaitAsync(TimeSpan.FromSeconds(20));

    public JsonElement Command(string text, string channel = Channel) => Element(new JsonObject
    {
        ["command"] = "/news",
        ["text"] = text,
        ["response_url"] = ResponseUrl,
        ["trigger_id"] = $"trigger.{++_triggers}",
        ["channel_id"] = channel,
        ["channel_name"] = "news",
        ["user_id"] = User,
        ["team_id"] = Team,
    });

    /// <summary>A user sends <c>/news</c> with a text.</summary>
    /// <returns>The text of the only reply.</returns>
    public async Task<string> AskAsync(string text, string channel = Channel)
    {
        var before = Slack.SentMessages.Count;
        await TypeAsync(text, channel);
        return TextOf(Slack.SentMessages.Skip(before).Single());
    }

    public async Task PressAsync(string value, string? thread = null, bool isOverflow = false, string ts = "1700000000.000100",
        string team = Team)
    {
        var action = isOverflow
            ? new JsonObject { ["type"] = "overflow", ["action_id"] = "more", ["selected_option"] = new JsonObject { ["value"] = value } }
            : new JsonObject { ["type"] = "button", ["action_id"] = "press0", ["value"] = value };
        var message = new JsonObject { ["ts"] = ts, ["team"] = Team };
        if (thread is not null)
        {
            message["thread_ts"] = thread;
        }

        await InteractAsync(new JsonObject
        {
            ["type"] = "block_actions",
            ["team"] = new JsonObject { ["id"] = team },
            ["user"] = new JsonObject { ["id"] = User, ["team_id"] = team },
            ["channel"] = new JsonObject { ["id"] = Channel },
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = ts },
            ["message"] = message,
            ["response_url"] = ResponseUrl,
            ["actions"] = new JsonArray(action),
        });
    }

    /// <returns>The body of the acknowledgement.</returns>
    public async Task<JsonNode?> InteractAsync(JsonObject payload) =>
        await Handler.HandleInteractionAsync(Element(payload)).WaitAsync(TimeSpan.FromSeconds(20)) is { } body
            ? JsonNode.Parse(body.Span)
            : null;

    public static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    /// <summary>The text that a message shows.</summary>
    public static string TextOf(SlackMessage message) => string.Join('\n', (message.Blocks ?? []).Select(TextOf));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Commands.DisposeAsync();
    }

    public static string TextOf(SlackBlock block) => block switch
    {
        SlackBlock.Header header => header.Text.Text,
        SlackBlock.Section section => section.Text.Text,
        SlackBlock.Context context => string.Join('\n', context.Elements.Select(text => text.Text)),
        SlackBlock.Actions actions =>
            string.Join(' ', actions.Elements.OfType<SlackElement.Button>().Select(button => $"[{button.Text.Text}]")),
        _ => "",
    };

    private sealed class Log(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

/// <summary>A Slack API that records calls and returns the answers that a test sets.</summary>
internal sealed class RecordingSlackApi : ISlackApi
{
    private int _hash;

    public ConcurrentQueue<string> Logged { get; set; } = new();

    public ConcurrentQueue<(string Method, JsonNode? Json, IReadOnlyList<KeyValuePair<string, string>> Form)> Calls { get; } = new();

    public ConcurrentQueue<SlackMessage> SentMessages { get; } = new();

    public ConcurrentQueue<Uri> ResponseUrls { get; } = new();

    /// <summary>The answer to a method with a body. Null: success.</summary>
    public Func<string, JsonNode?, PlatformResult?> Answers { get; set; } = (_, _) => null;

    /// <summary>The answer to the n-th message to a response URL. Null: success.</summary>
    public Func<int, PlatformResult?> Responses { get; set; } = _ => null;

    public static PlatformResult Refused(string error) => new SlackRefusal(error, $"Slack says {error}.");

    public static PlatformResult Done(string json) =>
        new PlatformResult.Succeeded(SlackCommandFixture.Element(JsonNode.Parse(json)!), TimeSpan.Zero);

    public Task<PlatformResult> SendAsync(SlackCall call, CancellationToken cancellationToken)
    {
        var json = call.Json is { } body ? JsonNode.Parse(body.Span) : null;
        var answer =
            Answers(call.Method, json) ?? Done($$$"""{"ok":true,"view":{"id":"V1","hash":"h{{{Interlocked.Increment(ref _hash)}}}"}}""");
        Calls.Enqueue((call.Method, json, call.Form));
        return Task.FromResult(answer);
    }

    public Task<PlatformResult> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken)
    {
        SentMessages.Enqueue(message);
        ResponseUrls.Enqueue(address);
        return Task.FromResult(Responses(SentMessages.Count) ?? Done("{}"));
    }

    public List<JsonNode> Views(string method) => [.. Calls.Where(call => call.Method == method).Select(call => call.Json!)];

    /// <summary>Waits for a number of calls of a method.</summary>
    public async Task<List<JsonNode>> UntilAsync(string method, int count)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Views(method).Count < count)
        {
            await Task.Delay(5, timeout.Token);
        }

        return Views(method);
    }
}
