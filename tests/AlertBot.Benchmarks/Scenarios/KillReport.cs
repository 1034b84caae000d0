using AlertBot.Benchmarks.Harness;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Webhooks;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>Compares what arrived at the destinations with what the feeds published.</summary>
internal static class KillReport
{
    /// <summary>The alerts that arrived at one destination.</summary>
    /// <param name="IsRare">Whether it is subscribed to the rare topic.</param>
    /// <param name="CanDeduplicate">Whether its platform has an idempotency key or a history to look up, so that duplicates are not
    /// allowed.</param>
    internal sealed record ReceivedAlerts(string Name, bool IsRare, bool CanDeduplicate, IReadOnlyList<string> Links,
        IReadOnlyCollection<string> Violations);

    public static ReceivedAlerts From((string Name, LoopbackWebhook Webhook) destination) =>
        new(destination.Name, destination.Webhook is LoopbackSlackWebhook, CanDeduplicate: false,
            WebhookReceivers.Links(destination.Webhook), destination.Webhook.Violations);

    public static ReceivedAlerts From(string channel, LoopbackDiscord discord) => new(
        channel, IsRare: true, CanDeduplicate: true,
        [.. discord.Rest.Messages.InChannel(channel).Select(message => message.Json["embeds"]![0]!["url"]!.GetValue<string>())],
        discord.Violations);

    public static ReceivedAlerts From(string channel, LoopbackSlack slack) => new(
        channel, IsRare: true, CanDeduplicate: true,
        [.. slack.WebApi.Messages.InChannel(channel)
            .Select(message => WebhookReceivers.LinkOfBlocks(System.Text.Json.JsonSerializer.SerializeToElement(message.Blocks)))],
            slack.Violations);

    public static void AddDeliveries(Report report, IReadOnlyList<ReceivedAlerts> destinations, ServiceDatabase database,
        IReadOnlyList<GeneratedFeed> feeds, int kills)
    {
        report.Note("");
        var rows = new List<IReadOnlyList<object>>();
        foreach (var (name, isRare, canDeduplicate, links, violations) in destinations)
        {
            var expected = feeds.SelectMany(
                (feed, n) => Enumerable.Range(0, feed.Published)
                    .Where(story => !isRare || feed.IsRare(story))
                    .Select(story => GeneratedFeed.Link(n, story)))
                .ToHashSet(StringComparer.Ordinal);
            var posted = links.Distinct().ToList();
            var lost = expected.Except(posted).ToList();
            var unexpected = posted.Except(expected).Count();
            var duplicates = links.Count - posted.Count;
            var outOfOrder = CountOutOfOutboxOrder(posted, database, name);
            rows.Add([name, expected.Count, links.Count, posted.Count, lost.Count, unexpected, duplicates, outOfOrder,
                CountOutOfFeedOrder(posted)]);
            if (lost.Count > 0)
            {
                var examples = lost.Take(5).Select(link => $"{link} ({DescribeEntry(database, link)})");
                report.AddFailure($"{name} lost {lost.Count}: {string.Join(", ", examples)}");
            }

            Check(report, name, duplicates <= (canDeduplicate ? 0 : kills),
                $"{duplicates} duplicates, more than {(canDeduplicate ? "none" : "one for each kill")}");
            Check(report, name, unexpected == 0, $"{unexpected} stories that were not published for it");
            Check(report, name, violations.Count == 0, $"violations: {string.Join("; ", violations.Distinct().Take(3))}");
            Check(report, name, outOfOrder == 0, $"{outOfOrder} messages out of the outbox's order");
        }

        report.Table(
            ["destination", "expected", "messages", "stories", "lost", "unexpected", "duplicates", "out of outbox order",
                "out of feed order"], rows);
        report.Expect("messages not acknowledged", database.Number("SELECT COUNT(*) FROM message WHERE state <> 'sent'"), 0);
        report.Figure("messages with more than one attempt", database.Number("SELECT COUNT(*) FROM message WHERE attempts > 1"));
    }

    public static void AddDelays(Report report, ServiceDatabase database)
    {
        var delays = database.Rows("""
            SELECT m.sent_at - e.first_seen_at FROM message m JOIN destination w ON w.id = m.destination_id JOIN message_alert ma
                ON ma.message_id = m.id
            JOIN decision d ON d.alert_id = ma.alert_id JOIN entry e ON e.id = d.entry_id WHERE w.external_id = 'newsroom' ORDER BY 1
            """).Select(row => (long)row[0] / 1000.0).ToList();
        if (delays.Count > 0)
        {
            report.Figure("from first seen to acknowledged, newsroom", $"{delays[delays.Count / 2]:0.00} s",
                $"median; 95 % {delays[delays.Count * 95 / 100]:0.0} s, longest {delays[^1]:0.0} s");
        }
    }

    /// <summary>Counts messages that arrived before a message that precedes them in the outbox.</summary>
    private static int CountOutOfOutboxOrder(IReadOnlyList<string> posted, ServiceDatabase database, string name)
    {
        var positions = database.Rows($"""
            SELECT e.link, m.id FROM message m JOIN destination w ON w.id = m.destination_id JOIN message_alert ma ON ma.message_id = m.id
            JOIN decision d ON d.alert_id = ma.alert_id JOIN entry e ON e.id = d.entry_id WHERE w.external_id = '{name}'
                AND d.verdict = 'told'
            """).ToDictionary(row => (string)row[0], row => (long)row[1], StringComparer.Ordinal);
        return posted.Zip(posted.Skip(1))
            .Count(pair => positions.GetValueOrDefault(pair.First) > positions.GetValueOrDefault(pair.Second));
    }

    /// <summary>
    /// Counts stories that were posted before an earlier story of the same feed. This is allowed, because articles are read in parallel.
    /// </summary>
    private static int CountOutOfFeedOrder(IReadOnlyList<string> posted)
    {
        var count = 0;
        foreach (var feed in posted.Select(GeneratedFeed.ParseLink).OfType<(int Feed, int Story)>().GroupBy(link => link.Feed))
        {
            var stories = feed.Select(link => link.Story).ToList();
            count += stories.Zip(stories.Skip(1)).Count(pair => pair.First > pair.Second);
        }

        return count;
    }

    private static string DescribeEntry(ServiceDatabase database, string link)
    {
        if (database.Rows($"SELECT state, backlog, COALESCE(reason, '') FROM entry WHERE link = '{link}'")
            is not [[var state, var backlog, var reason]])
        {
            return "not in the database";
        }

        var decisions = database.Rows(
            $"SELECT d.verdict, d.reason FROM decision d JOIN entry e ON e.id = d.entry_id WHERE e.link = '{link}'");
        return $"entry {state}, backlog {backlog} {reason}; decisions: {string.Join(" | ", decisions.Select(row => $"{row[0]} {row[1]}"))}";
    }

    private static void Check(Report report, string destination, bool isMet, string failure)
    {
        if (!isMet)
        {
            report.AddFailure($"{destination}: {failure}");
        }
    }
}
