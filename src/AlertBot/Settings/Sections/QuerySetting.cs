using AlertBot.Alerts.Subscriptions;
using AlertBot.Topics.Queries;

namespace AlertBot.Settings.Sections;

/// <summary>Reads a setting that is a topic query.</summary>
internal static class QuerySetting
{
    /// <summary>Limit of the part of a query that an error shows, in UTF-16 code units: enough to find the position.</summary>
    private const int MaxQuotedLength = 24;

    /// <returns>An error continues after the value of the setting.</returns>
    public static ParseResult<TopicQuery> ParseValue(string text) =>
        Parse(text) is { Error: { } error } ? ParseResult.Failure<TopicQuery>($"is not a valid query: {error}") : Parse(text);

    /// <returns>An error begins with its position.</returns>
    public static ParseResult<TopicQuery> Parse(string text) => TopicQuery.Parse(text) switch
    {
        QueryParseResult.Parsed parsed => parsed.Query,
        QueryParseResult.Invalid invalid =>
            ParseResult.Failure<TopicQuery>($"at {DescribePosition(text, invalid.Position)}: {invalid.Message}"),
        var other => throw new InvalidOperationException($"Unknown result of parsing a query: {other}."),
    };

    private static string DescribePosition(string query, int position)
    {
        var rest = query[Math.Clamp(position, 0, query.Length)..];
        var start = rest.Length > MaxQuotedLength ? rest[..MaxQuotedLength] + "…" : rest;
        return rest.Length == 0 ? "the end" : $"character {position + 1}, {SettingErrors.Quote(start)}";
    }
}
