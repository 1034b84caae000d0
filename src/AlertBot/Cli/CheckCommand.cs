using System.CommandLine;
using System.Data.Common;
using System.Runtime.CompilerServices;
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
/// <c>alertbot check</c>: tests the settings, the database, each webhook, Discord, Slack, the language model and each feed, and prints a
/// line for each. Nothing is posted.
/// </summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Test the settings, the database, the chat platforms and the feeds, without posting");
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

        var hasFailed = false;
        await foreach (var (subject, problem) in RunChecksAsync(settings, cancellationToken))
        {
            await output.WriteLineAsync(problem is null ? $"ok      {subject}" : $"failed  {subject}: {problem}");
            hasFailed |= problem is not null;
        }

        return hasFailed ? 1 : 0;
    }

    /// <returns>What was checked, and the problem with its fix. Null: no problem.</returns>
    private static async IAsyncEnumerable<(string Subject, string? Problem)> RunChecksAsync(AlertBotSettings settings,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return ("settings", null);
        yield return ("database", await FindDatabaseProblemAsync(settings, cancellationToken));

        using var webhooks = new WebhookProbe();
        foreach (var webhook in settings.Webhooks)
        {
            // Slack cannot check a webhook without posting to it.
            var scope = webhook.Kind == WebhookKind.Slack ? " (only whether its host answers)" : "";
            yield return ($"webhook {webhook.Name}{scope}", await webhooks.FindProblemAsync(webhook, cancellationToken));
        }

        foreach (var line in settings.Discord.Token is null ? [] : await CheckDiscordAsync(settings, cancellationToken))
        {
            yield return (line.Subject, line.Problem);
        }

        foreach (var line in settings.Slack.BotToken is null ? [] : await CheckSlackAsync(settings, cancellationToken))
        {
            yield return (line.Subject, line.Problem);
        }

        if (settings.Summaries.Endpoint is not null)
        {
            var model = await LanguageModelProbe.ProbeAsync(settings.Summaries, TimeProvider.System, cancellationToken);
            yield return (model.Description, model.Problem);
        }

        using var fetcher = new Fetcher(settings.Network, TimeProvider.System);
        var feeds = settings.Feeds.Select(feed => (Feed: feed, Check: FindFeedProblemAsync(fetcher, feed, cancellationToken))).ToList();
        foreach (var (feed, check) in feeds)
        {
            yield return (feed.ToString(), await check);
        }
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

    private static async Task<IReadOnlyList<ProbeResult>> CheckDiscordAsync(AlertBotSettings settings,
        CancellationToken cancellationToken)
    {
        using var http = CreateHttpClient();
        using var rest = new DiscordRestClient(http, settings.Discord, TimeProvider.System, NullLogger<DiscordRestClient>.Instance);
        return await new DiscordProbe(rest.SendAsync, TimeProvider.System).RunAsync(
            await ListSubscribedChannelsAsync(settings, DiscordTraits.Id, cancellationToken), cancellationToken);
    }

    private static async Task<IReadOnlyList<ProbeResult>> CheckSlackAsync(AlertBotSettings settings,
        CancellationToken cancellationToken)
    {
        using var http = CreateHttpClient();
        using var api = new SlackApi(http, settings.Slack, TimeProvider.System, NullLogger<SlackApi>.Instance);
        return await new SlackProbe(api.SendAsync, settings.Slack).RunAsync(
            await ListSubscribedChannelsAsync(settings, SlackTraits.Id, cancellationToken), cancellationToken);
    }

    private static HttpClient CreateHttpClient()
    {
        var handler = new SocketsHttpHandler();
        PlatformServices.Configure(handler);
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The channels that are subscribed in the settings file or in chat.</summary>
    private static async Task<IReadOnlyList<string>> ListSubscribedChannelsAsync(AlertBotSettings settings, string platform,
        CancellationToken cancellationToken)
    {
        var configured = settings.Subscriptions
            .Select(subscription => subscription.Destination)
            .Where(destination => destination.Platform == platform)
            .Select(destination => destination.Address);
        return [.. configured.Concat(await ListSubscribedInChatAsync(settings, platform, cancellationToken)).Distinct()];
    }

    /// <returns>Empty when the database cannot be read, which is reported on its own line.</returns>
    private static async Task<IReadOnlyList<string>> ListSubscribedInChatAsync(AlertBotSettings settings, string platform,
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
            FetchOutcome.Fetched fetched => (FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address)
                as FeedParseResult.Rejected)?.Reason,
            _ => null,
        };
}
