using AlertBot.Chat.Content;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>
/// Answers one command or press by its <c>response_url</c>, which takes five messages within 30 minutes:
/// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
/// </summary>
internal sealed partial class SlackResponder(ISlackApi api, SlackRequestContext asking, TimeProvider time, ILogger logger)
{
    private const int MaxMessages = 5;
    private const int MaxAttempts = 3;

    /// <summary>For being let through.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(60);

    private int _sentCount;

    /// <summary>Says once, to the asker alone, that the answer is being worked on.</summary>
    public Task DeferAsync(CancellationToken cancellationToken) => _sentCount > 0 ? Task.CompletedTask
        : RespondAsync(Reply.Of(new ReplyBlock.Paragraph("AlertBot is working on it …")), forAll: false, cancellationToken);

    public async Task RespondAsync(Reply reply, bool forAll, CancellationToken cancellationToken)
    {
        if (asking.ResponseUrl is not { } address)
        {
            return;
        }

        foreach (var message in SlackReply.ToMessages(reply, time.GetUtcNow()).Take(MaxMessages - _sentCount))
        {
            _sentCount++;
            if (!await SendAsync(address, message with { ResponseType = forAll ? "in_channel" : "ephemeral", ThreadTs = asking.ThreadTs },
                cancellationToken))
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
                case SlackApiResult.Succeeded:
                    return true;
                case SlackApiResult.Limited limited when attempt < MaxAttempts && limited.Delay <= MaxRetryAfter:
                    await Task.Delay(limited.Delay, time, cancellationToken);
                    break;
                case SlackApiResult.Unclear unclear:
                    LogUnanswered(asking.ChannelId, unclear.Reason);
                    return true;
                case SlackApiResult.Refused refused:
                    LogUnanswered(asking.ChannelId, refused.Reason);
                    return false;
                case SlackApiResult.NotSent lost:
                    LogUnanswered(asking.ChannelId, lost.Reason);
                    return false;
                default:
                    LogUnanswered(asking.ChannelId, "Slack took no more answers");
                    return false;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "An answer in {Channel} did not reach Slack: {Reason}")]
    private partial void LogUnanswered(string channel, string reason);
}
