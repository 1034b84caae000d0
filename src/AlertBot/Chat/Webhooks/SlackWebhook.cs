using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Http;

namespace AlertBot.Chat.Webhooks;

/// <summary>Slack's incoming webhooks: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks</summary>
internal static class SlackWebhook
{
    private static readonly TimeSpan DefaultRetryDelay = TimeSpan.FromSeconds(30);

    public static PlatformRequest BuildPost(WebhookOptions webhook, Card card)
    {
        var message = new SlackMessage(SlackCard.ToFallback(card), SlackCard.ToBlocks(card)) { UnfurlLinks = false, UnfurlMedia = false };
        return new PlatformRequest(HttpMethod.Post, webhook.Url, message.ToJson(), ProductInfo.UserAgent);
    }

    /// <summary>Success is <c>ok</c> as text and has no id; an error is a word as text.</summary>
    public static SendOutcome ReadOutcome(WebhookOptions webhook, PlatformResponse.Received answer) => answer.Status switch
    {
        >= 200 and < 300 => new SendOutcome.Sent(null),
        429 => new SendOutcome.RetryAfter(answer.RateLimit.RetryAfter ?? DefaultRetryDelay, $"webhook {webhook.Name}: Slack's rate limit"),
        var status => WebhookErrorMapper.ToOutcome(webhook, status, answer.Body, answer.Body.Trim() switch
        {
            "no_service" or "no_service_id" => "the webhook was removed or disabled on Slack",
            "no_team" => "the workspace is gone from Slack",
            "channel_is_archived" => "the channel is archived on Slack",
            "channel_not_found" => "the channel is gone from Slack",
            "action_prohibited" or "posting_to_general_channel_denied" => "an administrator of the workspace does not allow posting there",
            "invalid_token" or "no_active_hooks" or "team_disabled" or "user_not_found" => "Slack does not know this webhook any more",
            _ => null,
        }),
    };
}
