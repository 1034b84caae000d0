using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// Posts and edits alerts in Slack channels and threads. An address is a channel id, the id of a message is <c>channel/ts</c>.
/// </summary>
internal sealed class SlackSender(ISlackApi api, SlackBotIdentity identity, DestinationStore destinations, TimeProvider time) : IChatSender
{
    /// <summary>
    /// How long after its start an attempt may still post. The lease of the message is longer, so no other attempt runs at the same time.
    /// </summary>
    private static readonly TimeSpan PostDeadline = TimeSpan.FromSeconds(45);

    private readonly SlackMessageLookup _lookup = new(api, identity, time);

    public string Platform => SlackTraits.Id;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (!SlackIds.IsChannelId(message.Address))
        {
            return new SendOutcome.Refused(
                $"{message.Address} is not the id of a Slack channel: write {PlatformTraits.Slack.ChannelHint}",
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

        var attempt = await FindOrPostAsync(message, started, cancellationToken);
        return attempt.Result is SlackRefusal { Error: SlackErrorCodes.NotInChannel or SlackErrorCodes.ChannelNotFound } refused
            ? await JoinAndRetryAsync(message, refused, started, cancellationToken)
            : ToOutcome(attempt, message);
    }

    public async Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken)
    {
        if (SlackIds.ParseMessageId(platformId) is not { } id)
        {
            return InvalidMessageId(platformId);
        }

        var update = SlackAlertMessage.ForUpdate(message, id.Channel, id.Ts, time.GetUtcNow());
        return await api.SendAsync(SlackMethods.UpdateMessage(update), cancellationToken) switch
        {
            PlatformResult.Succeeded succeeded => new SendOutcome.Sent(platformId, succeeded.NextRequestDelay),
            SlackRefusal refused => SlackErrorCodes.IsFixable(refused.Error)
                ? new SendOutcome.Failed(refused.Reason)
                : new SendOutcome.Refused(refused.Reason, DestinationGone: false),
            var other => other.ToSendOutcome(),
        };
    }

    private static SendOutcome.Refused InvalidMessageId(string id) => new($"{id} is not a valid Slack message id", DestinationGone: false);

    /// <summary>
    /// The bot is not in the channel. If it has never posted there, it joins. Otherwise a person removed it, so it does not join again.
    /// </summary>
    private async Task<SendOutcome> JoinAndRetryAsync(OutgoingMessage message, SlackRefusal refused, long started,
        CancellationToken cancellationToken)
    {
        if (await destinations.HasSentMessagesAsync(new DestinationAddress(Platform, message.Address), cancellationToken))
        {
            var alternative = refused.Error == SlackErrorCodes.ChannelNotFound ? ", or it was deleted" : "";
            return new SendOutcome.Refused($"AlertBot was removed from the channel{alternative}: {SlackErrorCodes.InviteInstruction}",
                DestinationGone: true);
        }

        return await api.SendAsync(SlackMethods.JoinChannel(message.Address), cancellationToken) switch
        {
            PlatformResult.Succeeded => ToOutcome(await FindOrPostAsync(message, started, cancellationToken), message),
            SlackRefusal { Error: SlackErrorCodes.ChannelArchived, Reason: var reason } =>
                new SendOutcome.Refused(reason, DestinationGone: true),

            // The message stays queued: it is posted when someone invites the bot.
            SlackRefusal(_, var reason) => new SendOutcome.Failed(reason),
            var other => other.ToPreparationOutcome(),
        };
    }

    /// <summary>Looks up the message if an earlier attempt may have posted it, and posts it if it is not found.</summary>
    private async Task<Attempt> FindOrPostAsync(OutgoingMessage message, long started, CancellationToken cancellationToken)
    {
        if (message.MaybePosted)
        {
            var thread = message.ThreadRootId is { } root ? SlackIds.ParseMessageId(root)?.Ts : null;
            var found = await _lookup.FindAsync(message.Address, thread, message.Nonce, message.CreatedAt,
                PostDeadline - time.GetElapsedTime(started), cancellationToken);
            if (found.Ts is { } ts)
            {
                return new Attempt(new SendOutcome.Sent($"{message.Address}/{ts}"), null);
            }

            if (found.Failure is { } failure)
            {
                // The lookup failed, so this attempt has certainly posted nothing.
                return failure is SlackRefusal ? new Attempt(null, failure) : new Attempt(failure.ToPreparationOutcome(), null);
            }
        }

        if (time.GetElapsedTime(started) > PostDeadline)
        {
            return new Attempt(new SendOutcome.Failed("Slack responds too slowly"), null);
        }

        return await api.SendAsync(SlackMethods.PostMessage(SlackAlertMessage.ForPost(message, time.GetUtcNow())), cancellationToken) switch
        {
            PlatformResult.Succeeded succeeded when succeeded.Body.Text("ts") is { } ts && SlackTraits.IsMessageTimestamp(ts) =>
                new Attempt(new SendOutcome.Sent($"{GetChannel(succeeded, message)}/{ts}", succeeded.NextRequestDelay), null),
            PlatformResult.Succeeded => new Attempt(new SendOutcome.Unclear("Slack: the response does not name the message"), null),
            var other => new Attempt(null, other),
        };
    }

    /// <summary>The channel in Slack's response; a direct conversation may have another id than the address.</summary>
    private static string GetChannel(PlatformResult.Succeeded succeeded, OutgoingMessage message) =>
        succeeded.Body.Text("channel") is { } channel && SlackIds.IsChannelId(channel) ? channel : message.Address;

    private static SendOutcome ToOutcome(Attempt attempt, OutgoingMessage message) =>
        attempt.Outcome ?? (attempt.Result is SlackRefusal refused ? ToRefusal(refused, message) : attempt.Result!.ToSendOutcome());

    private static SendOutcome ToRefusal(SlackRefusal refused, OutgoingMessage message) => refused.Error switch
    {
        SlackErrorCodes.ChannelArchived => new SendOutcome.Refused(refused.Reason, DestinationGone: true),

        // A locked thread rejects this reply only; the channel itself still works.
        "restricted_action_thread_locked" or "restricted_action_non_threadable_channel" when message.ThreadRootId is not null =>
            new SendOutcome.Refused(refused.Reason, DestinationGone: false),
        SlackErrorCodes.NotInChannel or SlackErrorCodes.ChannelNotFound => new SendOutcome.Failed(refused.Reason),
        var code when SlackErrorCodes.IsFixable(code) => new SendOutcome.Failed(refused.Reason),
        _ => new SendOutcome.Refused(refused.Reason, DestinationGone: false),
    };

    /// <param name="Outcome">The outcome, where it is already decided; null: it follows from <paramref name="Result"/>.</param>
    private sealed record Attempt(SendOutcome? Outcome, PlatformResult? Result);
}
