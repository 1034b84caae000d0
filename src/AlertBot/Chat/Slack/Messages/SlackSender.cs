using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>Posts alerts to Slack's channels and threads; an address is a channel's id, a message's id is <c>channel/ts</c>.</summary>
internal sealed class SlackSender(ISlackApi api, SlackBotIdentity self, DestinationStore destinations, TimeProvider time) : IChatSender
{
    /// <summary>What takes several calls posts nothing after so long: the message's lease must outlive them.</summary>
    private static readonly TimeSpan PostDeadline = TimeSpan.FromSeconds(45);

    private readonly SlackMessageLookup _lookup = new(api, self, time);

    public string Platform => "slack";

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (!SlackIds.IsChannelId(message.Address))
        {
            return new SendOutcome.Refused(
                $"{message.Address} is no id of a Slack channel: write slack: and the id, C… (at the foot of the channel's details)",
                DestinationGone: true);
        }

        if (message.ThreadRootId is { } thread)
        {
            if (SlackIds.ParseMessageId(thread) is not { } root)
            {
                return InvalidMessageId(thread);
            }

            message = message with { Address = root.Channel };
        }

        var answer = await FindOrPostAsync(message, began, cancellationToken);
        return answer is { Result: SlackApiResult.Refused { Error: SlackErrorCodes.NotInChannel
            or SlackErrorCodes.ChannelNotFound } refused }
            ? await JoinAndRetryAsync(message, refused, began, cancellationToken)
            : ToOutcome(answer, message);
    }

    public async Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken)
    {
        if (SlackIds.ParseMessageId(platformId) is not { } place)
        {
            return InvalidMessageId(platformId);
        }

        var edit = SlackAlertMessage.ForUpdate(message, place.Channel, place.Ts, time.GetUtcNow());
        return await api.SendAsync(SlackMethods.UpdateMessage(edit), cancellationToken) switch
        {
            SlackApiResult.Succeeded done => new SendOutcome.Sent(platformId, done.NextPostDelay),
            SlackApiResult.Refused refused => SlackErrorCodes.IsFixable(refused.Error)
                ? new SendOutcome.Failed(refused.Reason)
                : new SendOutcome.Refused(refused.Reason, DestinationGone: false),
            var other => ToRetryable(other),
        };
    }

    private static SendOutcome.Refused InvalidMessageId(string id) => new($"{id} is no id of a Slack message", DestinationGone: false);

    /// <summary>
    /// The bot is not in the channel. It joins one that it never posted in; from one where it did a person removed it, and it stays away.
    /// </summary>
    private async Task<SendOutcome> JoinAndRetryAsync(OutgoingMessage message, SlackApiResult.Refused refused, long began,
        CancellationToken cancellationToken)
    {
        if (await destinations.HasSentMessagesAsync(new DestinationAddress(Platform, message.Address), cancellationToken))
        {
            var also = refused.Error == SlackErrorCodes.ChannelNotFound ? ", or it was deleted" : "";
            return new SendOutcome.Refused($"AlertBot was removed from the channel{also}: {SlackErrorCodes.InviteInstruction}",
                DestinationGone: true);
        }

        return await api.SendAsync(SlackMethods.JoinChannel(message.Address), cancellationToken) switch
        {
            SlackApiResult.Succeeded => ToOutcome(await FindOrPostAsync(message, began, cancellationToken), message),
            SlackApiResult.Refused { Error: SlackErrorCodes.ChannelArchived, Reason: var reason } =>
                new SendOutcome.Refused(reason, DestinationGone: true),

            // When somebody lets it in, what waits is posted.
            SlackApiResult.Refused(_, var reason) => new SendOutcome.Failed(reason),
            SlackApiResult.Unclear(var reason) => new SendOutcome.Failed(reason),
            var other => ToRetryable(other),
        };
    }

    /// <summary>Looks for what an earlier attempt may have posted, and posts where nothing is found.</summary>
    private async Task<Attempt> FindOrPostAsync(OutgoingMessage message, long began, CancellationToken cancellationToken)
    {
        if (message.MaybePosted)
        {
            var thread = message.ThreadRootId is { } root ? SlackIds.ParseMessageId(root)?.Ts : null;
            var found = await _lookup.FindAsync(message.Address, thread, message.Nonce, message.CreatedAt,
                PostDeadline - time.GetElapsedTime(began), cancellationToken);
            if (found.Ts is { } ts)
            {
                return new Attempt(new SendOutcome.Sent($"{message.Address}/{ts}"), null);
            }

            if (found.Failure is { } trouble)
            {
                // Nothing was posted by this attempt, whatever became of the search.
                return trouble is SlackApiResult.Unclear unclear ? new Attempt(new SendOutcome.Failed(unclear.Reason), null)
                    : new Attempt(null, trouble);
            }
        }

        if (time.GetElapsedTime(began) > PostDeadline)
        {
            return new Attempt(new SendOutcome.Failed("Slack answers too slowly"), null);
        }

        return await api.SendAsync(SlackMethods.PostMessage(SlackAlertMessage.ForPost(message, time.GetUtcNow())), cancellationToken) switch
        {
            SlackApiResult.Succeeded done when done.Body.Text("ts") is { } ts && SlackIds.IsMessageTs(ts) =>
                new Attempt(new SendOutcome.Sent($"{ChannelOf(done, message)}/{ts}", done.NextPostDelay), null),
            SlackApiResult.Succeeded => new Attempt(new SendOutcome.Unclear("Slack: its answer does not name the message"), null),
            var other => new Attempt(null, other),
        };
    }

    private static string ChannelOf(SlackApiResult.Succeeded done, OutgoingMessage message) =>
        done.Body.Text("channel") is { } channel && SlackIds.IsChannelId(channel) ? channel : message.Address;

    private static SendOutcome ToOutcome(Attempt attempt, OutgoingMessage message) =>
        attempt.Outcome ?? (attempt.Result is SlackApiResult.Refused refused ? ToRefusal(refused, message) : ToRetryable(attempt.Result!));

    private static SendOutcome ToRefusal(SlackApiResult.Refused refused, OutgoingMessage message) => refused.Error switch
    {
        SlackErrorCodes.ChannelArchived => new SendOutcome.Refused(refused.Reason, DestinationGone: true),

        // A thread that is closed ends its reply; the channel goes on.
        "restricted_action_thread_locked" or "restricted_action_non_threadable_channel" when message.ThreadRootId is not null =>
            new SendOutcome.Refused(refused.Reason, DestinationGone: false),
        SlackErrorCodes.NotInChannel or SlackErrorCodes.ChannelNotFound => new SendOutcome.Failed(refused.Reason),
        var word when SlackErrorCodes.IsFixable(word) => new SendOutcome.Failed(refused.Reason),
        _ => new SendOutcome.Refused(refused.Reason, DestinationGone: false),
    };

    private static SendOutcome ToRetryable(SlackApiResult answer) => answer switch
    {
        SlackApiResult.Limited(var delay, var reason) => new SendOutcome.RetryAfter(delay, reason),
        SlackApiResult.NotSent(var reason) => new SendOutcome.Failed(reason),
        SlackApiResult.Unclear(var reason) => new SendOutcome.Unclear(reason),
        _ => throw new InvalidOperationException("An answer of an unknown kind"),
    };

    /// <param name="Outcome">What is decided; null: the answer decides.</param>
    private sealed record Attempt(SendOutcome? Outcome, SlackApiResult? Result);
}
