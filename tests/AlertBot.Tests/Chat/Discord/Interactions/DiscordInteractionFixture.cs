using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Commands.News;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Interactions;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Discord.Interactions;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlertBot.Tests.Chat.Discord.Interactions;

/// <summary>Sends interactions of users over a loopback Discord to commands that the test defines.</summary>
internal sealed class DiscordInteractionFixture : IAsyncDisposable
{
    public const string Guild = "1402000000000001001";
    public const string Channel = "1402000000000002001";
    public const string Manager = "32";

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private DiscordInteractionFixture(LoopbackDiscord discord, TestDatabase database, ServiceProvider services, LogCollector log)
    {
        Discord = discord;
        _database = database;
        _services = services;
        LogLines = log.Lines;
        Interactions = services.GetRequiredService<DiscordInteractionHandler>();
    }

    public LoopbackDiscord Discord { get; }

    public DiscordInteractionHandler Interactions { get; }

    public ConcurrentQueue<string> LogLines { get; }

    public DiscordCommandRegistrar Commands => _services.GetRequiredService<DiscordCommandRegistrar>();

    public static async Task<DiscordInteractionFixture> StartAsync(TimeProvider? time, params INewsCommand[] commands)
    {
        var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(new LoopbackGuild { Id = Guild, Name = "Newsroom", Channels = { new LoopbackGuildChannel(Channel, "news") } });
        var database = await TestDatabase.OnSqliteAsync();
        var log = new LogCollector();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log))
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton(database.Database)
            .AddSingleton<WorkspaceStore>()
            .AddSingleton<StoryButtonHandler>()
            .AddSingleton<SuggestionProvider>()
            .AddSingleton<WorkspaceDirectory>()
            .AddSingleton<CommandDispatcher>()
            .AddSingleton(provider => new DiscordRestClient(
                new HttpClient(), new DiscordOptions { Token = LoopbackDiscord.Token, ApiBaseUrl = discord.ApiBaseUrl },
                TimeProvider.System, provider.GetRequiredService<ILogger<DiscordRestClient>>()))
            .AddSingleton<DiscordCommandRegistrar>()
            .AddSingleton<DiscordInteractionHandler>();
        foreach (var command in commands)
        {
            services.AddSingleton(command);
        }

        return new DiscordInteractionFixture(discord, database, services.BuildServiceProvider(), log);
    }

    /// <summary>A user runs a command.</summary>
    /// <param name="path">One or two words.</param>
    public LoopbackInteraction Type(string path, string permissions = Manager, params (string Name, string Value)[] options) =>
        Send(LoopbackInteractionKind.Command, DiscordInteractionPayloads.Command(path, options), permissions);

    public LoopbackInteraction Press(string action) =>
        Send(LoopbackInteractionKind.Component, DiscordInteractionPayloads.Button(action), "0");

    public LoopbackInteraction FillIn(string form, params (string Name, string Value)[] fields) =>
        Send(LoopbackInteractionKind.Modal, DiscordInteractionPayloads.Modal(form, fields), Manager);

    public LoopbackInteraction Send(LoopbackInteractionKind kind, JsonObject data, string? permissions)
    {
        var interaction = Discord.Rest.Interactions.Register(kind);
        Last = JsonSerializer.SerializeToElement(
            DiscordInteractionPayloads.Interaction(interaction, data, Guild, Channel, "77", permissions));
        Interactions.HandleAsync(Last);
        return interaction;
    }

    /// <summary>The data of the last INTERACTION_CREATE.</summary>
    public JsonElement Last { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Discord.DisposeAsync();
        await _database.DisposeAsync();
    }

    private sealed class LogCollector : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

/// <summary>A command that runs the test's function.</summary>
internal sealed class ACommand(CommandSpec spec, Func<CommandCall, CancellationToken, Task<Reply>> run) : INewsCommand
{
    public CommandSpec Spec { get; } = spec;

    public static ACommand ReplyingWith(string path, Reply reply, bool isPublic = false, bool isSlow = false) =>
        new(new CommandSpec(path, "d", []) { RepliesPublicly = isPublic, IsSlow = isSlow }, (_, _) => Task.FromResult(reply));

    public Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken) => run(call, cancellationToken);
}
