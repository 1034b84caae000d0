using System.CommandLine;
using System.Data.Common;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Webhooks;
using AlertBot.Feeds;
using AlertBot.Feeds.Parsing;
using AlertBot.Http;
using AlertBot.Settings;
using AlertBot.Storage;
using AlertBot.Summaries.LanguageModel;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Cli;

/// <summary>
/// <c>alertbot check</c>: reads the settings, opens the database and asks Discord, Slack, the language model, each webhook and feed; a line
/// each.
/// </summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Tries the settings: database, chat platforms and feeds, a line each.");
        command.SetAction(
            (parsed, cancellationToken) => CheckAsync(parsed.GetValue(RunCommand.ConfigOption), Console.Out, cancellationToken));
        return command;
    }

    public static async Task<int> CheckAsync(string? config, TextWriter output, CancellationToken cancellationToken)
    {
        if (CommandSettings.Load(config) is not { } settings)
        {
            return 1;
        }

        await output.WriteLineAsync("ok      settings");
        var results =
            new List<bool> { await WriteResultAsync(output, "database", await FindDatabaseProblemAsync(settings, cancellationToken)) };
        using var probe = new WebhookProbe();
        foreach (var webhook in settings.Webhooks)
        {
            // Slack tells more than that only by a post.
            var what = webhook.Kind == WebhookKind.Slack ? $"webhook {webhook.Name}, as far as its host answers"
                : $"webhook {webhook.Name}";
            results.Add(await WriteResultAsync(output, what, await probe.FindProblemAsync(webhook, cancellationToken)));
        }

        if (settings.Discord.Token is not null)
        {
            foreach (var line in await CheckDiscordAsync(settings, cancellationToken))
            {
                results.Add(await WriteResultAsync(output, line.Subject, line.Problem));
            }
        }

        if (settings.Slack.BotToken is not null)
        {
            foreach (var line in await CheckSlackAsync(settings, cancellationToken))
            {
                results.Add(await WriteResultAsync(output, line.Subject, line.Problem));
            }
        }

        if (settings.Summaries.Endpoint is not null)
        {
            var line = await LanguageModelProbe.ProbeAsync(settings.Summaries, TimeProvider.System, cancellationToken);
            results.Add(await WriteResultAsync(output, line.Description, line.Problem));
        }

        using var fetcher = new Fetcher(settings.Network, TimeProvider.System);
        var feeds = await Task.WhenAll(
            settings.Feeds.Select(async feed => (feed, problem: await FindFeedProblemAsync(fetcher, feed, cancellationToken))));
        foreach (var (feed, problem) in feeds)
        {
            results.Add(await WriteResultAsync(output, feed.ToString(), problem));
        }

        return results.All(isOk => isOk) ? 0 : 1;
    }

    private static async Task<bool> WriteResultAsync(TextWriter output, string what, string? problem)
    {
        await output.WriteLineAsync(problem is null ? $"ok      {what}" : $"failed  {what}: {problem}");
        return problem is null;
    }

    private static async Task<string?> FindDatabaseProblemAsync(AlertBotSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await using var database = Database.Open(settings.Storage);
            await Migrator.MigrateAsync(database, TimeProvider.System, cancellationToken);
            return null;
        }
        catch (StorageException e)
        {
            return e.Message;
        }
    }

    private static async Task<IReadOnlyList<DiscordProbe.Result>> CheckDiscordAsync(AlertBotSettings settings,
        CancellationToken cancellationToken)
    {
        using var http = CreateHttpClient();
        using var rest = new DiscordRestClient(http, settings.Discord, TimeProvider.System, NullLogger<DiscordRestClient>.Instance);
        return await new DiscordProbe(rest.SendAsync, TimeProvider.System).RunAsync(
            await SubscribedChannelsAsync(settings, "discord", cancellationToken), cancellationToken);
    }

    private static async Task<IReadOnlyList<SlackProbe.Result>> CheckSlackAsync(AlertBotSettings settings,
        CancellationToken cancellationToken)
    {
        using var http = CreateHttpClient();
        using var api = new SlackApi(http, settings.Slack, TimeProvider.System, NullLogger<SlackApi>.Instance);
        return await new SlackProbe(api.SendAsync, settings.Slack).RunAsync(
            await SubscribedChannelsAsync(settings, "slack", cancellationToken), cancellationToken);
    }

    private static HttpClient CreateHttpClient()
    {
        var handler = new SocketsHttpHandler();
        PlatformServices.Configure(handler);
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Subscribed in the settings file or in chat.</summary>
    private static async Task<IReadOnlyList<string>> SubscribedChannelsAsync(AlertBotSettings settings, string platform,
        CancellationToken cancellationToken)
    {
        var inFile = settings.Subscriptions.Where(subscription => subscription.Destination.Platform == platform)
            .Select(subscription => subscription.Destination.Address);
        return [.. inFile.Concat(await SubscribedInChatAsync(settings, platform, cancellationToken)).Distinct()];
    }

    // A database that cannot be opened has its own line.
    private static async Task<IReadOnlyList<string>> SubscribedInChatAsync(AlertBotSettings settings, string platform,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var database = Database.Open(settings.Storage);
            return await new DestinationStore(database).ListSubscribedInChatAsync(platform, cancellationToken);
        }
        catch (Exception e) when (e is StorageException or DbException)
        {
            return [];
        }
    }

    private static async Task<string?> FindFeedProblemAsync(Fetcher fetcher, FeedOptions feed, CancellationToken cancellationToken) =>
        await fetcher.GetAsync(new FetchRequest(feed.Url, Headers: feed.Headers), cancellationToken) switch
        {
            FetchOutcome.Failed failed => failed.Reason,
            FetchOutcome.Fetched fetched
                when FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address) is FeedParseResult.Rejected refused =>
                refused.Reason,
            _ => null,
        };
}
