namespace AlertBot.Benchmarks.Harness;

/// <summary>Reports the decisions about the entries, the messages at the webhooks and the logged problems.</summary>
internal static class AlertReport
{
    /// <summary>Every entry must end without a match, or with a decision for each destination.</summary>
    public static void AddDecisions(Report report, ServiceDatabase database)
    {
        var entries = database.Number("SELECT COUNT(*) FROM entry");
        var undecided = database.Number(
            "SELECT COUNT(*) FROM entry e WHERE state = 'done' AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.entry_id = e.id)");
        report.Title("Decisions");
        report.Figure("entries", entries);
        report.Figure("  matched by no topic", undecided, Reasons(database));
        report.Figure("    of these, listed at the first poll",
            database.Number(
                "SELECT COUNT(*) FROM entry e WHERE state = 'done' AND backlog = 1 AND NOT EXISTS (SELECT 1 FROM decision d WHERE "
                    + "d.entry_id = e.id)"));
        report.Expect("  still pending", database.Number("SELECT COUNT(*) FROM entry WHERE state <> 'done'"), 0);
        var decisions = database.Rows("""
            SELECT w.external_id, d.verdict, CASE WHEN d.verdict = 'told' THEN 'posted' ELSE d.reason END, COUNT(*)
            FROM decision d JOIN destination w ON w.id = d.destination_id GROUP BY 1, 2, 3 ORDER BY 1, 2 DESC, 4 DESC
            """);
        report.Note("");
        report.Table(["webhook", "entries", "verdict", "reason"],
            decisions.Select(row => (IReadOnlyList<object>)[row[0], row[3], row[1], row[2]]));
        foreach (var webhook in decisions.GroupBy(row => (string)row[0]))
        {
            report.Expect($"matched by no topic + decided for {webhook.Key}", undecided + webhook.Sum(row => (long)row[3]), entries,
                "all entries");
        }
    }

    /// <summary>Each webhook must have got one message for each decision to post, and none that its platform would refuse.</summary>
    public static void AddMessages(Report report, WebhookReceivers webhooks, ServiceDatabase database)
    {
        report.Title("Messages");
        foreach (var (name, webhook) in webhooks.Both)
        {
            var links = WebhookReceivers.Links(webhook);
            var decided = database.Number(
                $"SELECT COUNT(*) FROM decision d JOIN destination w ON w.id = d.destination_id WHERE w.external_id = "
                    + $"'{name}' AND d.verdict = 'told'");
            report.Expect($"{name}: accepted by the server", links.Count, decided, "one for each entry that was posted");
            report.Expect($"{name}: duplicates by headline link", links.Count - links.Distinct().Count(), 0);
            report.Expect($"{name}: violations of the platform's rules", webhook.Violations.Count, 0,
                string.Join("; ", webhook.Violations.Distinct().Take(3)));
        }

        report.Expect("messages not acknowledged", database.Number("SELECT COUNT(*) FROM message WHERE state <> 'sent'"), 0);
    }

    public static void AddLoggedProblems(Report report, ServiceProcess service)
    {
        report.Title("Warnings and errors in the service's log");
        foreach (var (line, count) in service.LoggedProblems.OrderByDescending(pair => pair.Value).Take(12))
        {
            report.Note($"{count,6} x {line}");
        }

        if (service.LoggedProblems.Count == 0)
        {
            report.Note("none");
        }
    }

    private static string Reasons(ServiceDatabase database) => string.Join("; ", database.Rows("""
        SELECT COALESCE(reason, 'no reason'), COUNT(*) FROM entry e WHERE state = 'done' AND NOT EXISTS (SELECT 1 FROM decision d
            WHERE d.entry_id = e.id) GROUP BY 1 ORDER BY 2 DESC LIMIT 5
        """).Select(row => $"{row[0]}: {row[1]}"));
}
