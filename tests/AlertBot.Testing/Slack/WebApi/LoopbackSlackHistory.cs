using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>
/// The history of a channel or thread, in pages: https://docs.slack.dev/reference/methods/conversations.history and conversations.replies
/// </summary>
internal sealed class LoopbackSlackHistory(LoopbackSlackMessages messages)
{
    /// <summary>Limits the messages of a page. A test lowers it to check that the client reads all pages.</summary>
    public int MaxPageSize { get; set; } = 999;

    public LoopbackSlackApiResponse Page(LoopbackSlackRequest request)
    {
        if (FindInvalidArgument(request) is { } error)
        {
            return LoopbackSlackApiResponse.Failure(error);
        }

        var thread = request.Text("ts");
        if (request.ApiMethod == "conversations.replies" && messages.Find(request.Channel!, thread!) is not { IsDeleted: false })
        {
            return LoopbackSlackApiResponse.Failure("thread_not_found");
        }

        var found = request.ApiMethod == "conversations.replies" ? Thread(request.Channel!, thread!) : Channel(request.Channel!);
        var selected = found.Where(message => IsSelected(message, request)).ToList();
        var start = Position(request.Text("cursor"));
        var size = Math.Min(request.Number("limit") ?? 100, MaxPageSize);
        var page = selected.Skip(start).Take(size).Select(message => Json(message, request.Flag("include_all_metadata"))).ToArray();
        var hasMore = start + page.Length < selected.Count;
        return LoopbackSlackApiResponse.Ok(
            ("messages", new JsonArray(page)),
            ("has_more", hasMore),
            ("response_metadata", new JsonObject { ["next_cursor"] = hasMore ? Cursor(start + page.Length) : "" }));
    }

    private static string? FindInvalidArgument(LoopbackSlackRequest request) =>
        request.Body["limit"] is not null && request.Number("limit") is not (> 0 and <= 999) ? "invalid_limit"
        : request.Text("oldest") is { } oldest && !IsTs(oldest) ? "invalid_ts_oldest"
        : request.Text("latest") is { } latest && !IsTs(latest) ? "invalid_ts_latest"
        : Position(request.Text("cursor")) < 0 ? "invalid_cursor" : null;

    /// <summary>Newest first, without replies in threads.</summary>
    private IEnumerable<LoopbackSlackMessage> Channel(string channel) =>
        messages.InChannel(channel).Where(message => message is { IsDeleted: false, ThreadTs: null })
            .OrderByDescending(message => message.Ts, StringComparer.Ordinal);

    /// <summary>Oldest first, beginning with the root message.</summary>
    private IEnumerable<LoopbackSlackMessage> Thread(string channel, string ts) =>
        messages.InChannel(channel).Where(message => !message.IsDeleted && (message.Ts == ts || message.ThreadTs == ts))
            .OrderBy(message => message.Ts, StringComparer.Ordinal);

    private static bool IsSelected(LoopbackSlackMessage message, LoopbackSlackRequest request)
    {
        var ts = decimal.Parse(message.Ts, CultureInfo.InvariantCulture);
        var oldest = ParseNumber(request.Text("oldest"), defaultValue: 0);
        var latest = ParseNumber(request.Text("latest"), defaultValue: decimal.MaxValue);
        return request.Flag("inclusive") ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
    }

    private static JsonNode Json(LoopbackSlackMessage message, bool withMetadata) =>
        withMetadata ? message.Json.DeepClone() : LoopbackSlackMessages.WithoutMember(message.Json, "metadata");

    private static decimal ParseNumber(string? ts, decimal defaultValue) =>
        ts is null ? defaultValue : decimal.Parse(ts, CultureInfo.InvariantCulture);

    private static bool IsTs(string ts) => decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static string Cursor(int position) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"next:{position}"));

    /// <returns>-1: the cursor is invalid.</returns>
    private static int Position(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return 0;
        }

        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && Encoding.UTF8.GetString(bytes.AsSpan(0, length)) is var text
            && text.StartsWith("next:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : -1;
    }
}
