using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// Looks up a message that an earlier attempt may have posted, by the nonce in its metadata, because Slack has no idempotency key. If a
/// person has deleted the message, it is posted again: Slack's history does not distinguish a deleted message from one never posted.
/// </summary>
internal sealed class SlackMessageLookup(ISlackApi api, SlackBotIdentity identity, TimeProvider time)
{
    /// <summary>Limits the search to this many pages of 200 messages; a channel with more newer messages is too busy to search.</summary>
    private const int MaxPages = 50;

    /// <summary>The assumed maximum difference between Slack's clock and this machine's.</summary>
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>How far the search goes back where the message's creation time is unknown; the default of <c>news.maxAge</c>.</summary>
    private static readonly TimeSpan MaxLookback = TimeSpan.FromHours(48);

    /// <param name="thread">The root message of the thread; null: the channel itself.</param>
    /// <param name="since">When the message was created. Null: unknown.</param>
    /// <param name="timeLimit">Limits the time of the search.</param>
    public async Task<SlackMessageLookupResult> FindAsync(string channel, string? thread, string nonce, DateTimeOffset? since,
        TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (bot, failure) = await identity.GetAsync(cancellationToken);
        if (bot is null)
        {
            return new SlackMessageLookupResult(null, failure);
        }

        var oldest = (since ?? time.GetUtcNow() - MaxLookback) - MaxClockSkew;
        string? cursor = null;
        for (var page = 0; page < MaxPages && time.GetElapsedTime(started) < timeLimit; page++)
        {
            var result = await api.SendAsync(SlackMethods.MessageHistory(channel, thread, oldest, cursor), cancellationToken);
            if (result is not PlatformResult.Succeeded succeeded)
            {
                return new SlackMessageLookupResult(null, result);
            }

            if (succeeded.Body.Field("messages") is not { ValueKind: JsonValueKind.Array } messages)
            {
                return Unclear("Slack: the response contains no messages");
            }

            if (FindOwnMessage(messages, bot, nonce) is { } ts)
            {
                return new SlackMessageLookupResult(ts, null);
            }

            cursor = succeeded.Body.Field("response_metadata")?.Text("next_cursor");
            if (string.IsNullOrEmpty(cursor))
            {
                // has_more without a cursor: the response is incomplete.
                return succeeded.Body.Flag("has_more")
                    ? Unclear("Slack: the response ends before the last message")
                    : new SlackMessageLookupResult(null, null);
            }
        }

        return Unclear("AlertBot may have posted the message already, and the channel has too many newer messages to check");
    }

    private static SlackMessageLookupResult Unclear(string reason) => new(null, new PlatformResult.Unclear(reason));

    private static string? FindOwnMessage(JsonElement messages, SlackBot bot, string nonce) => messages.EnumerateArray()
        .Where(message => IsOwnMessage(message, bot, nonce))
        .Select(message => message.Text("ts"))
        .FirstOrDefault(ts => ts is not null && SlackTraits.IsMessageTimestamp(ts));

    /// <summary>Any app can write the same metadata, so the author must match, too, where Slack names one.</summary>
    private static bool IsOwnMessage(JsonElement message, SlackBot bot, string nonce) =>
        message.Field("metadata") is { } metadata
        && metadata.Text("event_type") == SlackMetadata.AlertEventType
        && metadata.Field("event_payload")?.Text("nonce") == nonce
        && IsAuthor(bot, message);

    private static bool IsAuthor(SlackBot bot, JsonElement message) =>
        bot.BotId is not null && message.Text("bot_id") is { } botId
            ? botId == bot.BotId
            : message.Text("user") is not { } user || user == bot.UserId;
}

/// <param name="Ts">Null: not found.</param>
/// <param name="Failure">Why the lookup failed; null: it did not.</param>
internal sealed record SlackMessageLookupResult(string? Ts, PlatformResult? Failure);
