using AlertBot.Benchmarks.Harness;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Webhooks;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>Holds what arrived at the webhooks against what the feeds published.</summary>
internal static class KillReport
{
    /// <summary>What arrived at one destination.</summary>
    /// <param name="IsRare">It gets the rare topic.</param>
    /// <param name="HasKey">Its platform has a key against doubles, or shows what was posted, so there is to be none.</param>
    internal sealed record ReceivedAlerts(string Name, bool IsRare, bool HasKey, IReadOnlyList<string> Links,
        IReadOnlyCollection<string> Breaches);

    public static ReceivedAlerts Of((string Name, LoopbackWebhook Webhook) one) =>
        new(one.Name, one.Webhook is LoopbackSlackWebhook, HasKey: false, WebhookReceivers.Links(one.Webhook), one.Webhook.Violations);

    public static ReceivedAlerts Of(string channel, LoopbackDiscord discord) => new(
        channel, IsRare: true, HasKey: true,
        [.. discord.Rest.Messages.InChannel(channel).Select(message => message.Json["embeds"]![0]!["url"]!.GetValue<string>())],
        discord.Violations);

    public static ReceivedAlerts Of(string channel, LoopbackSlack slack) => new(
        channel, IsRare: true, HasKey: true,
        [.. slack.WebApi.Messages.InChannel(channel)
            .Select(message => WebhookReceivers.OfBlocks(System.Text.Json.JsonSerializer.SerializeToElement(message.Blocks)))],
            slack.Violations);

    public static void Deliveries(Report report, IReadOnlyList<ReceivedAlerts> destinations, ServiceDatabase database,
        IReadOnlyList<GeneratedFeed> feeds, int kills)
    {
        report.Note("");
        var rows = new List<IReadOnlyList<object>>();
        foreach (var (name, isRare, hasKey, links, breaches) in destinations)
        {
            var wanted = feeds.SelectMany(
                (feed, n) =>
                    Enumerable.Range(0, feed.Published).Where(story => !isRare || feed.IsRare(story))
                        .Select(story => GeneratedFeed.Link(n, story))).ToHashSet(StringComparer.Ordinal);
            var told = links.Distinct().ToList();
            var lost = wanted.Except(told).ToList();
            var doubles = links.Count - told.Count;
            rows.Add([name, wanted.Count, links.Count, told.Count, lost.Count, told.Except(wanted).Count(), doubles,
                Against(told, database, name), TooEarly(told)]);
            if (lost.Count > 0)
            {
                report.AddFailure(
                    $"{name} lost {lost.Count}: {string.Join(", ", lost.Take(5).Select(link => $"{link} ({Fate(database, link)})"))}");
            }

            Check(report, name, doubles <= (hasKey ? 0 : kills), $"{doubles} doubles, more than {(hasKey ? "none" : "one for each kill")}");
            Check(report, name, !told.Except(wanted).Any(), "told what was not published for it");
            Check(report, name, breaches.Count == 0, $"breaches: {string.Join("; ", breaches.Distinct().Take(3))}");
            Check(report, name, Against(told, database, name) == 0, "the order of the outbox was not kept");
        }

        report.Table(
            ["destination", "to be told", "messages", "told", "lost", "not ours", "doubles", "out of the outbox's order",
                "told before an earlier story of its feed"], rows);
        report.Expect("messages that are not acknowledged", database.Number("SELECT COUNT(*) FROM message WHERE state <> 'sent'"), 0);
        report.Figure("messages that took more than one attempt", database.Number("SELECT COUNT(*) FROM message WHERE attempts > 1"));
    }

    public static void Delays(Report report, ServiceDatabase database)
    {
        var delays = database.Rows("""
            SELECT m.sent_at - e.first_seen_at FROM message m JOIN destination w ON w.id = m.destination_id JOIN message_alert ma
                ON ma.message_id = m.id
            JOIN decision d ON d.alert_id = ma.alert_id JOIN entry e ON e.id = d.entry_id WHERE w.external_id = 'newsroom' ORDER BY 1
            """).Select(row => (long)row[0] / 1000.0).ToList();
        if (delays.Count > 0)
        {
            report.Figure("from first sight to acknowledgement, newsroom", $"{delays[delays.Count / 2]:0.00} s",
                $"median; 95 % {delays[delays.Count * 95 / 100]:0.0} s, longest {delays[^1]:0.0} s");
        }
    }

    /// <summary>How many messages came before one that stood before them in the outbox.</summary>
    private static int Against(IReadOnlyList<string> told, ServiceDatabase database, string name)
    {
        var places = database.Rows($"""
            SELECT e.link, m.id FROM message m JOIN destination w ON w.id = m.destination_id JOIN message_alert ma ON ma.message_id = m.id
            JOIN decision d ON d.alert_id = ma.alert_id JOIN entry e ON e.id = d.entry_id WHERE w.external_id = '{name}'
                AND d.verdict = 'told'
            """).ToDictionary(row => (string)row[0], row => (long)row[1], StringComparer.Ordinal);
        return told.Zip(told.Skip(1)).Count(pair => places.GetValueOrDefault(pair.First) > places.GetValueOrDefault(pair.Second));
    }

    /// <summary>
    /// How many stories were told before an earlier story of the same feed; no promise, for articles are read in parallel.
    /// </summary>
    private static int TooEarly(IReadOnlyList<string> told)
    {
        var count = 0;
        foreach (var feed in told.Select(GeneratedFeed.Read).OfType<(int Feed, int Story)>().GroupBy(one => one.Feed))
        {
            var stories = feed.Select(one => one.Story).ToList();
            count += stories.Zip(stories.Skip(1)).Count(pair => pair.First > pair.Second);
        }

        return count;
    }

    private static string Fate(ServiceDatabase database, string link) =>
        database.Rows($"SELECT state, backlog, COALESCE(reason, '') FROM entry WHERE link = '{link}'") is [[var state, var backlog,
            var reason]]
        ? $"entry {state}, backlog {backlog} {reason}; "
            + $"decisions: {string.Join(" | ", database.Rows($"SELECT d.verdict, d.reason FROM decision d JOIN entry e ON e.id = d.entry_id WHERE e.link = '{link}'").Select(row => $"{row[0]} {row[1]}"))}"
        : "not in the database";

    private static void Check(Report report, string destination, bool isKept, string otherwise)
    {
        if (!isKept)
        {
            report.AddFailure($"{destination}: {otherwise}");
        }
    }
}
