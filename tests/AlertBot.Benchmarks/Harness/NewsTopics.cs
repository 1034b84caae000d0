namespace AlertBot.Benchmarks.Harness;

/// <summary>Six topics of words that occur in the news of any day.</summary>
internal static class NewsTopics
{
    private static readonly (string Name, string Query)[] Topics =
    [
        ("war", "war, troops, airstrike, missile"),
        ("trump", "Trump"),
        ("minister", "minister, president, government"),
        ("court", "court, judge, trial"),
        ("police", "police, পুলিশ"),
        ("football", "football, match, ম্যাচ"),
    ];

    public static string Settings() => $$"""
        topics:
        {{string.Join('\n', Topics.Select(topic => $"  - {{ name: {topic.Name}, query: '{topic.Query}' }}"))}}
        subscriptions:
          - { to: "webhook:newsroom", topics: [{{Names}}], maxPerHour: 1000 }
          - { to: "webhook:policy", topics: [{{Names}}], maxPerHour: 1000 }
        """;

    private static string Names => string.Join(", ", Topics.Select(topic => topic.Name));
}
