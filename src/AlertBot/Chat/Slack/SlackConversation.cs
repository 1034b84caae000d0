using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Slack;

/// <summary>
/// Answers one command or press by its <c>response_url</c>, which takes five messages within 30 minutes:
/// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
/// </summary>
internal sealed partial class SlackConversation(ISlackApi api, SlackAsking asking, TimeProvider time, ILogger logger)
{
    private const int MostUses = 5;
    private const int Attempts = 3;

    /// <summary>For being let through.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private int _used;

    /// <summary>Says once, to the asker alone, that the answer is being worked on.</summary>
    public Task PromiseAsync(CancellationToken cancellationToken) => _used > 0 ? Task.CompletedTask
        : SayAsync(Reply.Of(new ReplyBlock.Paragraph("AlertBot is working on it …")), forAll: false, cancellationToken);

    public async Task SayAsync(Reply reply, bool forAll, CancellationToken cancellationToken)
    {
        if (asking.ResponseUrl is not { } address)
        {
            return;
        }

        foreach (var message in SlackReply.Messages(reply, time.GetUtcNow()).Take(MostUses - _used))
        {
            _used++;
            if (!await SendAsync(address, message with { ResponseType = forAll ? "in_channel" : "ephemeral", ThreadTs = asking.ThreadTs }, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>What is unclear is not sent again, for it would stand there twice.</summary>
    /// <returns>False where nothing more will reach the asker.</returns>
    private async Task<bool> SendAsync(Uri address, SlackMessage message, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            switch (await api.RespondAsync(address, message, cancellationToken))
            {
                case SlackAnswer.Done:
                    return true;
                case SlackAnswer.Limited limited when attempt < Attempts && limited.Delay <= Patience:
                    await Task.Delay(limited.Delay, time, cancellationToken);
                    break;
                case SlackAnswer.Unclear unclear:
                    LogUnanswered(asking.Channel, unclear.Reason);
                    return true;
                case SlackAnswer.Refused refused:
                    LogUnanswered(asking.Channel, refused.Reason);
                    return false;
                case SlackAnswer.NotSent lost:
                    LogUnanswered(asking.Channel, lost.Reason);
                    return false;
                default:
                    LogUnanswered(asking.Channel, "Slack took no more answers");
                    return false;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "An answer in {Channel} did not reach Slack: {Reason}")]
    private partial void LogUnanswered(string channel, string reason);
}
