namespace AlertBot.Chat.Platforms;

/// <summary>One line of <c>alertbot check</c> about a platform.</summary>
/// <param name="Subject">What was checked, e.g. <c>discord:123, #news</c>.</param>
/// <param name="Problem">What is wrong and how to fix it; null: nothing.</param>
internal sealed record ProbeResult(string Subject, string? Problem)
{
    /// <returns>Why the call failed, without the platform's name at the start, which the line begins with; null after success.</returns>
    public static string? DescribeProblem(PlatformResult result, string platform) =>
        result.Failure?.Reason is { } reason && reason.StartsWith($"{platform}: ", StringComparison.Ordinal)
            ? reason[(platform.Length + 2)..]
            : result.Failure?.Reason;
}
