using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>
/// Responds to one command or interaction through its <c>response_url</c>, which accepts five messages within 30 minutes:
/// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
/// </summary>
internal sealed partial class SlackResponder(ISlackApi api, SlackRequestContext context, TimeProvider time, ILogger logger)
{
    /// <summary>Slack's limit of messages to one <c>response_url</c>.</summary>
    private const int MaxMessages = 5;

    /// <summary>Repeats a message only after a 429. The client itself retries one that was not sent.</summary>
    private static readonly RetryPolicy RateLimitRetries =
        new(MaxAttempts: 3, InitialBackoff: TimeSpan.Zero, Window: TimeSpan.Zero) { WaitsForRateLimit = true };

    /// <summary>Limits the time that a message waits for rate limits: later, nobody is waiting for it.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(2);

    private int _sentCount;

    /// <summary>Informs the user, at most once and before the response, that the command is still running.</summary>
    public Task DeferAsync(CancellationToken cancellationToken) => _sentCount > 0
        ? Task.CompletedTask
        : RespondAsync(Reply.Of(new ReplyBlock.Paragraph("AlertBot is working on it …")), isPublic: false, cancellationToken);

    /// <param name="isPublic">True: everyone in the channel sees the response; false: only the caller.</param>
    public async Task RespondAsync(Reply reply, bool isPublic, CancellationToken cancellationToken)
    {
        if (context.ResponseUrl is not { } address)
        {
            return;
        }

        foreach (var message in SlackReplyRenderer.ToMessages(reply, time.GetUtcNow()).Take(MaxMessages - _sentCount))
        {
            _sentCount++;
            var response = message with { ResponseType = isPublic ? "in_channel" : "ephemeral", ThreadTs = context.ThreadTs };
            if (!await SendAsync(address, response, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>A message whose outcome is unclear is not sent again: it could appear twice.</summary>
    /// <returns>False: further messages would fail as well.</returns>
    private async Task<bool> SendAsync(Uri address, SlackMessage message, CancellationToken cancellationToken)
    {
        var result = await RateLimitRetries.RunAsync(
            _ => api.RespondAsync(address, message, cancellationToken), _ => false, MaxWait, time, cancellationToken);
        if (result.Failure is { } failure)
        {
            LogNotDelivered(context.ChannelId, failure.Reason);
        }

        return result is PlatformResult.Succeeded or PlatformResult.Unclear;
    }

    [LoggerMessage(LogLevel.Warning, "A response in slack:{Channel} was not delivered: {Reason}")]
    private partial void LogNotDelivered(string channel, string reason);
}
