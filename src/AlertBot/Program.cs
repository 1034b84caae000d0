using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Chat.Console;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.SocketMode;
using AlertBot.Cli;
using AlertBot.Feeds;
using AlertBot.Feeds.WebSub;
using AlertBot.Hosting;
using AlertBot.Reading;
using AlertBot.Settings;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Summaries.LanguageModel;
using AlertBot.Topics;
using AlertBot.Web;
using Microsoft.Extensions.Logging.Console;

namespace AlertBot;

/// <summary>
/// The entry point and the composition root: <see cref="BuildHost"/> registers every part of the service, in the order in which news
/// passes through them.
/// </summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args, BuildHost);

    /// <summary>Builds the host of the service. Nothing runs yet, and the database is not opened.</summary>
    internal static WebApplication BuildHost(AlertBotSettings settings, ServiceConsole console)
    {
        // The settings file and the ALERTBOT_ variables are the only configuration: the framework's own sources are dropped.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Configuration.Sources.Clear();

        // The web host keeps the address to listen on in its configuration.
        builder.Configuration.AddInMemoryCollection();

        // Reports to systemd that the service is ready or stops. Before the console logger, whose format it would otherwise replace.
        builder.Services.AddSystemd();

        // Log lines go to standard error; standard output is for alerts. The host's own message about a failed start is left out,
        // because the command prints one with the fix.
        builder.Logging.ClearProviders()
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("AlertBot", console.LogLevel)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical)
            .AddConsole(options => options.FormatterName = LogLineFormatter.FormatName);
        builder.Services
            .AddSingleton<ConsoleFormatter, LogLineFormatter>()
            .Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);

        // All stages stop at the same time: one after the other, the last would still take new work while the first finishes.
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = AlertBotService.ShutdownTimeout;
            host.ServicesStopConcurrently = true;
        });
        WebServer.Configure(builder, settings.Web);

        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddHosting()
            .AddStorage(settings.Storage)

            // Poll: due feeds → entries.
            .AddFeeds(settings.Feeds, settings.Polling, settings.Network)
            .AddWebSub(settings.Web.PublicUrl, settings.Polling, settings.Network)

            // Read: entries → articles with topic matches, quotes and summaries.
            .AddTopics()
            .AddLanguageModel(settings.Summaries)
            .AddReading(settings.News, settings.Summaries)

            // Group and route: articles → stories → alerts. Deliver: alerts → messages.
            .AddStories()
            .AddAlerts()
            .AddChat(settings.Webhooks, settings.Discord, settings.Slack, console.Input, console.Output);
        if (console.ShowsNewestStories)
        {
            builder.Services.AddHostedService<FirstRunPreview>();
        }

        AddReadinessChecks(builder.Services, settings);
        var app = builder.Build();
        app.MapAlertBot();
        return app;
    }

    private static void AddReadinessChecks(IServiceCollection services, AlertBotSettings settings)
    {
        services.AddReadiness(DatabaseHealthCheck.Name, provider => new DatabaseHealthCheck(provider.GetRequiredService<Database>()));
        if (settings.Discord.Token is not null)
        {
            services.AddReadiness(DiscordHealthCheck.Name, provider =>
                new DiscordHealthCheck(provider.GetRequiredService<DiscordBotService>(), provider.GetRequiredService<DiscordRestClient>()));
        }

        if (settings.Slack.BotToken is not null)
        {
            services.AddReadiness(SlackHealthCheck.Name, provider =>
                new SlackHealthCheck(provider.GetRequiredService<SlackApi>(), provider.GetService<SlackSocketModeClient>()));
        }
    }
}
