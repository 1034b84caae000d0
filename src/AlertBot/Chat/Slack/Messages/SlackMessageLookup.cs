using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// Finds what an earlier attempt may have posted, by the nonce in its metadata: Slack has no idempotency key. A message that a person
/// deleted meanwhile is not there to be found, and is posted again: nothing in Slack's answers tells it from one that never was.
/// </summary>
internal sealed class SlackMessageLookup(ISlackApi api, SlackBotIdentity self, TimeProvider time)
{
    /// <summary>So many pages of messages since the message was written; a channel with more of them is not searched in vain.</summary>
    private const int MaxPages = 50;

    /// <summary>How far Slack's clock and this one may be apart.</summary>
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Where nobody knows when the message was written: nothing older is sent.</summary>
    private static readonly TimeSpan MaxLookback = TimeSpan.FromHours(48);

    /// <param name="thread">The message that the thread hangs on; null: the channel itself.</param>
    /// <param name="since">When the message was written.</param>
    /// <param name="within">How long the search may take.</param>
    public async Task<SlackMessageLookupResult> FindAsync(string channel, string? thread, string nonce, DateTimeOffset? since,
        TimeSpan within, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (bot, trouble) = await self.GetAsync(cancellationToken);
        if (bot is null)
        {
            return new SlackMessageLookupResult(null, trouble);
        }

        var oldest = (since ?? time.GetUtcNow() - MaxLookback) - MaxClockSkew;
        string? cursor = null;
        for (var page = 0; page < MaxPages && time.GetElapsedTime(began) < within; page++)
        {
            var answer = await api.SendAsync(SlackMethods.MessageHistory(channel, thread, oldest, cursor), cancellationToken);
            if (answer is not SlackApiResult.Succeeded done
                || done.Body.Field("messages") is not { ValueKind: JsonValueKind.Array } messages)
            {
                return new SlackMessageLookupResult(null,
                    answer is SlackApiResult.Succeeded ? new SlackApiResult.Unclear("Slack: its answer has no messages") : answer);
            }

            if (messages.EnumerateArray().Where(message => IsOwnMessage(message, bot, nonce)).Select(message => message.Text("ts"))
                .FirstOrDefault(ts => ts is not null && SlackIds.IsMessageTs(ts)) is { } found)
            {
                return new SlackMessageLookupResult(found, null);
            }

            cursor = done.Body.Field("response_metadata")?.Text("next_cursor");
            if (string.IsNullOrEmpty(cursor))
            {
                // “More” without a way to it is an answer that does not hold all.
                return new SlackMessageLookupResult(null,
                    done.Body.Flag("has_more") ? new SlackApiResult.Unclear("Slack: its answer breaks off before the last message") : null);
            }
        }

        return new SlackMessageLookupResult(null,
            new SlackApiResult.Unclear(
                "AlertBot may have posted it already, and the channel has too many messages since then to make sure"));
    }

    /// <summary>Any app can write our metadata: the author counts, too, where Slack names one.</summary>
    private static bool IsOwnMessage(JsonElement message, SlackBot bot, string nonce) =>
        message.Field("metadata") is { } metadata
        && metadata.Text("event_type") == SlackMetadata.AlertEventType
        && metadata.Field("event_payload")?.Text("nonce") == nonce
        && (bot.BotId is not null && message.Text("bot_id") is { } author ? author == bot.BotId
            : message.Text("user") is not { } user || user == bot.UserId);
}

/// <param name="Ts">Null where nothing was found.</param>
/// <param name="Failure">It could not be looked up.</param>
internal sealed record SlackMessageLookupResult(string? Ts, SlackApiResult? Failure);
