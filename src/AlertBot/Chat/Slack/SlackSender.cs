using AlertBot.Alerts;

namespace AlertBot.Chat.Slack;

/// <summary>Posts alerts to Slack's channels and threads; an address is a channel's id, a message's id is <c>channel/ts</c>.</summary>
internal sealed class SlackSender(ISlackApi api, SlackSelf self, DestinationStore destinations, TimeProvider time) : IChatSender
{
    /// <summary>What takes several calls posts nothing after so long: the message's lease must outlive them.</summary>
    private static readonly TimeSpan BeginWithin = TimeSpan.FromSeconds(45);

    private readonly SlackLookup _lookup = new(api, self, time);

    public string Platform => "slack";

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (!SlackIds.IsChannel(message.Address))
        {
            return new SendOutcome.Refused($"{message.Address} is no id of a Slack channel: write slack: and the id, C… (at the foot of the channel's details)", DestinationGone: true);
        }

        if (message.Thread is { } thread)
        {
            if (SlackIds.Message(thread) is not { } root)
            {
                return NoMessage(thread);
            }

            message = message with { Address = root.Channel };
        }

        var answer = await TryAsync(message, began, cancellationToken);
        return answer is { Answer: SlackAnswer.Refused { Error: SlackErrors.NotInChannel or SlackErrors.ChannelNotFound } refused }
            ? await LetInAsync(message, refused, began, cancellationToken)
            : Outcome(answer, message);
    }

    public async Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken)
    {
        if (SlackIds.Message(platformId) is not { } place)
        {
            return NoMessage(platformId);
        }

        var edit = SlackMessages.Edit(message, place.Channel, place.Ts, time.GetUtcNow());
        return await api.SendAsync(SlackCalls.Update(edit), cancellationToken) switch
        {
            SlackAnswer.Done done => new SendOutcome.Sent(platformId, done.Pause),
            SlackAnswer.Refused refused => SlackErrors.IsMendable(refused.Error)
                ? new SendOutcome.Failed(refused.Reason)
                : new SendOutcome.Refused(refused.Reason, DestinationGone: false),
            var other => Unfinished(other),
        };
    }

    private static SendOutcome.Refused NoMessage(string id) => new($"{id} is no id of a Slack message", DestinationGone: false);

    /// <summary>The bot is not in the channel. It joins one that it never posted in; from one where it did a person removed it, and it stays away.</summary>
    private async Task<SendOutcome> LetInAsync(OutgoingMessage message, SlackAnswer.Refused refused, long began, CancellationToken cancellationToken)
    {
        if (await destinations.WasToldAsync(new DestinationAddress(Platform, message.Address), cancellationToken))
        {
            var also = refused.Error == SlackErrors.ChannelNotFound ? ", or it was deleted" : "";
            return new SendOutcome.Refused($"AlertBot was removed from the channel{also}: {SlackErrors.Invite}", DestinationGone: true);
        }

        return await api.SendAsync(SlackCalls.Join(message.Address), cancellationToken) switch
        {
            SlackAnswer.Done => Outcome(await TryAsync(message, began, cancellationToken), message),
            SlackAnswer.Refused { Error: SlackErrors.IsArchived, Reason: var reason } => new SendOutcome.Refused(reason, DestinationGone: true),

            // When somebody lets it in, what waits is posted.
            SlackAnswer.Refused(_, var reason) => new SendOutcome.Failed(reason),
            SlackAnswer.Unclear(var reason) => new SendOutcome.Failed(reason),
            var other => Unfinished(other),
        };
    }

    /// <summary>Looks for what an earlier attempt may have posted, and posts where nothing is found.</summary>
    private async Task<Attempt> TryAsync(OutgoingMessage message, long began, CancellationToken cancellationToken)
    {
        if (message.MaybePosted)
        {
            var thread = message.Thread is { } root ? SlackIds.Message(root)?.Ts : null;
            var found = await _lookup.FindAsync(message.Address, thread, message.Nonce, message.Since, BeginWithin - time.GetElapsedTime(began), cancellationToken);
            if (found.Ts is { } ts)
            {
                return new Attempt(new SendOutcome.Sent($"{message.Address}/{ts}"), null);
            }

            if (found.Trouble is { } trouble)
            {
                // Nothing was posted by this attempt, whatever became of the search.
                return trouble is SlackAnswer.Unclear unclear ? new Attempt(new SendOutcome.Failed(unclear.Reason), null) : new Attempt(null, trouble);
            }
        }

        if (time.GetElapsedTime(began) > BeginWithin)
        {
            return new Attempt(new SendOutcome.Failed("Slack answers too slowly"), null);
        }

        return await api.SendAsync(SlackCalls.Post(SlackMessages.Of(message, time.GetUtcNow())), cancellationToken) switch
        {
            SlackAnswer.Done done when done.Body.Text("ts") is { } ts && SlackIds.IsTs(ts) => new Attempt(new SendOutcome.Sent($"{Channel(done, message)}/{ts}", done.Pause), null),
            SlackAnswer.Done => new Attempt(new SendOutcome.Unclear("Slack: its answer does not name the message"), null),
            var other => new Attempt(null, other),
        };
    }

    private static string Channel(SlackAnswer.Done done, OutgoingMessage message) =>
        done.Body.Text("channel") is { } channel && SlackIds.IsChannel(channel) ? channel : message.Address;

    private static SendOutcome Outcome(Attempt attempt, OutgoingMessage message) =>
        attempt.Outcome ?? (attempt.Answer is SlackAnswer.Refused refused ? Refusal(refused, message) : Unfinished(attempt.Answer!));

    private static SendOutcome Refusal(SlackAnswer.Refused refused, OutgoingMessage message) => refused.Error switch
    {
        SlackErrors.IsArchived => new SendOutcome.Refused(refused.Reason, DestinationGone: true),

        // A thread that is closed ends its reply; the channel goes on.
        "restricted_action_thread_locked" or "restricted_action_non_threadable_channel" when message.Thread is not null => new SendOutcome.Refused(refused.Reason, DestinationGone: false),
        SlackErrors.NotInChannel or SlackErrors.ChannelNotFound => new SendOutcome.Failed(refused.Reason),
        var word when SlackErrors.IsMendable(word) => new SendOutcome.Failed(refused.Reason),
        _ => new SendOutcome.Refused(refused.Reason, DestinationGone: false),
    };

    private static SendOutcome Unfinished(SlackAnswer answer) => answer switch
    {
        SlackAnswer.Limited(var delay, var reason) => new SendOutcome.RetryAfter(delay, reason),
        SlackAnswer.NotSent(var reason) => new SendOutcome.Failed(reason),
        SlackAnswer.Unclear(var reason) => new SendOutcome.Unclear(reason),
        _ => throw new InvalidOperationException("An answer of an unknown kind"),
    };

    /// <param name="Outcome">What is decided; null: the answer decides.</param>
    private sealed record Attempt(SendOutcome? Outcome, SlackAnswer? Answer);
}
