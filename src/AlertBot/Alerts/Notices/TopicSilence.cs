namespace AlertBot.Alerts.Notices;

/// <summary>Decides whether a topic has been without news for much longer than usual.</summary>
internal static class TopicSilence
{
    /// <summary>Articles below which nothing is usual yet.</summary>
    private const int MinArticles = 12;

    /// <summary>A shorter silence is never reported.</summary>
    private static readonly TimeSpan MinSilence = TimeSpan.FromHours(6);

    /// <summary>Silence of this many usual intervals is reported.</summary>
    private const int Intervals = 9;

    /// <summary>
    /// Nights and weekends have long gaps: a silence is reported only when it is this much longer than the longest of them.
    /// </summary>
    private const double LongestGapFactor = 1.25;

    /// <param name="seen">When the newest articles were first seen, the newest first.</param>
    /// <returns>The usual interval when the silence is unusual; else null.</returns>
    public static TimeSpan? FindUnusual(IReadOnlyList<DateTimeOffset> seen, DateTimeOffset now)
    {
        if (seen.Count < MinArticles)
        {
            return null;
        }

        var gaps = seen.Zip(seen.Skip(1), (later, earlier) => later - earlier).Order().ToList();
        var usual = gaps[gaps.Count / 2];
        var silence = now - seen[0];
        return silence >= MinSilence && silence >= usual * Intervals && silence >= gaps[^1] * LongestGapFactor ? usual : null;
    }
}
