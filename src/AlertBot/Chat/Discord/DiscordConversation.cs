using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Discord;

/// <summary>
/// Answers one interaction: once at once, directly or with a promise, and then as often as needed for 15 minutes. It needs no
/// bot token, for the interaction's own opens the way. https://docs.discord.com/developers/interactions/receiving-and-responding
/// </summary>
internal sealed partial class DiscordConversation(DiscordRest rest, DiscordInteraction interaction, TimeProvider time, ILogger logger)
{
    /// <summary>Error codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json</summary>
    private const int UnknownInteraction = 10062;
    private const int UnknownWebhook = 10015;
    private const int UnknownMessage = 10008;
    private const int AlreadyAcknowledged = 40060;

    private const int Attempts = 4;

    /// <summary>Discord waits 3 s for the first answer.</summary>
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LaterPatience = TimeSpan.FromSeconds(60);

    private Stage _stage = Stage.Asked;

    private enum Stage
    {
        Asked,
        PromisedToAll,
        PromisedToAsker,
        Answered,

        /// <summary>Nothing reaches the asker any more.</summary>
        Lost,
    }

    public bool IsPromised => _stage is Stage.PromisedToAll or Stage.PromisedToAsker;

    /// <summary>Says that the answer is being worked on.</summary>
    public async Task PromiseAsync(bool forAll, CancellationToken cancellationToken)
    {
        var body = DiscordCallback.Deferred(forAll);
        var outcome = await FirstAsync(body, cancellationToken);
        if (outcome == Outcome.Unclear && await IsUnansweredAsync(cancellationToken))
        {
            outcome = await FirstAsync(body, cancellationToken);
        }

        _stage = outcome == Outcome.Lost ? Stage.Lost : forAll ? Stage.PromisedToAll : Stage.PromisedToAsker;
    }

    public async Task SuggestAsync(IReadOnlyList<Suggestion> suggestions, CancellationToken cancellationToken)
    {
        await FirstAsync(DiscordCallback.Of(suggestions), cancellationToken);
        _stage = Stage.Answered;
    }

    public async Task AskAsync(ReplyForm form, CancellationToken cancellationToken)
    {
        await FirstAsync(DiscordCallback.Of(DiscordForm.Of(form)), cancellationToken);
        _stage = Stage.Answered;
    }

    /// <param name="forAll">Else only for the asker, whatever was promised; never where it was promised to the asker alone.</param>
    public async Task ReplyAsync(Reply reply, bool forAll, CancellationToken cancellationToken)
    {
        var messages = DiscordReply.Messages(reply);
        switch (_stage)
        {
            case Stage.Asked when await AnswerAsync(messages[0].For(forAll), cancellationToken):
            case Stage.PromisedToAsker or Stage.PromisedToAll when await KeepPromiseAsync(messages[0], forAll, cancellationToken):
                _stage = Stage.Answered;
                await FollowUpAsync(messages.Skip(1), forAll, cancellationToken);
                break;
            case Stage.Answered:
                await FollowUpAsync(messages, forAll, cancellationToken);
                break;
        }
    }

    private async Task<bool> AnswerAsync(DiscordMessage message, CancellationToken cancellationToken)
    {
        var body = DiscordCallback.Of(message);
        var outcome = await FirstAsync(body, cancellationToken);
        if (outcome == Outcome.Unclear)
        {
            // An interaction is answered once. Where the answer stands, this changes nothing; where there is none, Discord says so.
            outcome = await EditAsync(message, isProbe: true, cancellationToken);
            outcome = outcome == Outcome.Unknown ? await FirstAsync(body, cancellationToken) : outcome;
        }

        _stage = outcome == Outcome.Done ? _stage : Stage.Lost;
        return outcome == Outcome.Done;
    }

    /// <summary>A promise to all is taken back where the answer is for the asker alone, as a mistake is.</summary>
    private async Task<bool> KeepPromiseAsync(DiscordMessage message, bool forAll, CancellationToken cancellationToken)
    {
        if (_stage == Stage.PromisedToAsker || forAll)
        {
            return await EditAsync(message, isProbe: false, cancellationToken) == Outcome.Done;
        }

        await SendAsync(Later(HttpMethod.Delete, "/messages/@original", null) with { IsRepeatable = true }, LaterPatience, cancellationToken);
        await FollowUpAsync([message], forAll: false, cancellationToken);
        return true;
    }

    private Task<Outcome> EditAsync(DiscordMessage message, bool isProbe, CancellationToken cancellationToken) =>
        SendAsync(Later(HttpMethod.Patch, "/messages/@original", message with { Flags = null }) with { IsRepeatable = true, IsProbe = isProbe }, LaterPatience, cancellationToken);

    /// <summary>A promise is given once: whether it stands already is asked before it is given again.</summary>
    private async Task<bool> IsUnansweredAsync(CancellationToken cancellationToken) =>
        await SendAsync(Later(HttpMethod.Get, "/messages/@original", null) with { IsRepeatable = true, IsProbe = true }, FirstPatience, cancellationToken) == Outcome.Unknown;

    private async Task FollowUpAsync(IEnumerable<DiscordMessage> messages, bool forAll, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            await SendAsync(Later(HttpMethod.Post, "", message.For(forAll)), LaterPatience, cancellationToken);
        }
    }

    private Task<Outcome> FirstAsync(byte[] body, CancellationToken cancellationToken) => SendAsync(
        new DiscordCall(HttpMethod.Post, "POST interactions/{interaction}/{token}/callback", $"interactions/{interaction.Id}/{interaction.Token}/callback", body),
        FirstPatience,
        cancellationToken);

    private DiscordCall Later(HttpMethod method, string under, DiscordMessage? message)
    {
        var webhook = $"webhooks/{interaction.Application}/{interaction.Token}";
        return new DiscordCall(method, $"{method} {webhook}{under}", webhook + under, message?.ToJson());
    }

    /// <summary>What was certainly not carried out is tried again; an unclear follow-up is not, for it would stand there twice.</summary>
    private async Task<Outcome> SendAsync(DiscordCall call, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await rest.SendAsync(call with { IsAuthorized = false, Patience = patience }, cancellationToken);
            switch (answer)
            {
                case DiscordAnswer.Done or DiscordAnswer.Refused { Code: AlreadyAcknowledged }:
                case DiscordAnswer.Refused { Code: UnknownMessage } when call.IsProbe:
                    return Outcome.Done;
                case DiscordAnswer.Refused { Code: UnknownInteraction }:
                    LogTooLate(interaction.Id);
                    return Outcome.Lost;
                case DiscordAnswer.Refused { Code: UnknownWebhook }:
                    LogTooLate(interaction.Id);
                    return Outcome.Unknown;
                case DiscordAnswer.Refused refused:
                    LogUnanswered(interaction.Id, refused.Reason);
                    return Outcome.Lost;
                case DiscordAnswer.Unclear unclear:
                    LogUnanswered(interaction.Id, unclear.Reason);
                    return Outcome.Unclear;
            }

            var (wait, reason) = answer is DiscordAnswer.Limited limited ? (limited.Delay, limited.Reason) : (TimeSpan.FromMilliseconds(250 << attempt), ((DiscordAnswer.NotSent)answer).Reason);
            if (attempt == Attempts || wait > patience)
            {
                LogUnanswered(interaction.Id, reason);
                return Outcome.Lost;
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Discord waits for no answer to interaction {Id} any more")]
    private partial void LogTooLate(string id);

    [LoggerMessage(LogLevel.Warning, "An answer to interaction {Id} did not reach Discord: {Reason}")]
    private partial void LogUnanswered(string id, string reason);

    private enum Outcome
    {
        Done,
        Unclear,

        /// <summary>Discord has no answer to this interaction that could be changed.</summary>
        Unknown,
        Lost,
    }
}
