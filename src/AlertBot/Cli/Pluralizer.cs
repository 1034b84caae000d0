namespace AlertBot.Cli;

/// <summary>Writes numbers of things: “1 feed”, “2 feeds”.</summary>
internal static class Pluralizer
{
    /// <param name="noun">In the singular, with a regular plural.</param>
    public static string Count(long number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
