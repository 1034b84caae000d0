using System.Text.Json;

namespace AlertBot.Chat.Slack;

/// <summary>
/// Finds what an earlier attempt may have posted, by the nonce in its metadata: Slack has no idempotency key. A message that a person
/// deleted meanwhile is not there to be found, and is posted again: nothing in Slack's answers tells it from one that never was.
/// </summary>
internal sealed class SlackLookup(ISlackApi api, SlackSelf self, TimeProvider time)
{
    /// <summary>So many pages of messages since the message was written; a channel with more of them is not searched in vain.</summary>
    private const int MostPages = 50;

    /// <summary>How far Slack's clock and this one may be apart.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>Where nobody knows when the message was written: nothing older is sent.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(48);

    /// <param name="thread">The message that the thread hangs on; null: the channel itself.</param>
    /// <param name="since">When the message was written.</param>
    /// <param name="within">How long the search may take.</param>
    public async Task<SlackFinding> FindAsync(string channel, string? thread, string nonce, DateTimeOffset? since, TimeSpan within, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (bot, trouble) = await self.AskAsync(cancellationToken);
        if (bot is null)
        {
            return new SlackFinding(null, trouble);
        }

        var oldest = (since ?? time.GetUtcNow() - Longest) - ClockDifference;
        string? cursor = null;
        for (var page = 0; page < MostPages && time.GetElapsedTime(began) < within; page++)
        {
            var answer = await api.SendAsync(SlackCalls.Messages(channel, thread, oldest, cursor), cancellationToken);
            if (answer is not SlackAnswer.Done done || done.Body.Field("messages") is not { ValueKind: JsonValueKind.Array } messages)
            {
                return new SlackFinding(null, answer is SlackAnswer.Done ? new SlackAnswer.Unclear("Slack: its answer has no messages") : answer);
            }

            if (messages.EnumerateArray().Where(message => IsOurs(message, bot, nonce)).Select(message => message.Text("ts")).FirstOrDefault(ts => ts is not null && SlackIds.IsTs(ts)) is { } found)
            {
                return new SlackFinding(found, null);
            }

            cursor = done.Body.Field("response_metadata")?.Text("next_cursor");
            if (string.IsNullOrEmpty(cursor))
            {
                // “More” without a way to it is an answer that does not hold all.
                return new SlackFinding(null, done.Body.Flag("has_more") ? new SlackAnswer.Unclear("Slack: its answer breaks off before the last message") : null);
            }
        }

        return new SlackFinding(null, new SlackAnswer.Unclear("AlertBot may have posted it already, and the channel has too many messages since then to make sure"));
    }

    /// <summary>Any app can write our metadata: the author counts, too, where Slack names one.</summary>
    private static bool IsOurs(JsonElement message, SlackBot bot, string nonce) =>
        message.Field("metadata") is { } metadata
        && metadata.Text("event_type") == SlackMetadata.Alert
        && metadata.Field("event_payload")?.Text("nonce") == nonce
        && (bot.Id is not null && message.Text("bot_id") is { } author ? author == bot.Id : message.Text("user") is not { } user || user == bot.User);
}

/// <param name="Ts">Null where nothing was found.</param>
/// <param name="Trouble">It could not be looked up.</param>
internal sealed record SlackFinding(string? Ts, SlackAnswer? Trouble);
