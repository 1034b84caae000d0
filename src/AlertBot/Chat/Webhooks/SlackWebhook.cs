using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Http;

namespace AlertBot.Chat.Webhooks;

/// <summary>Slack's incoming webhooks: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks</summary>
internal static class SlackWebhook
{
    /// <summary>For a 429 without a delay.</summary>
    private static readonly TimeSpan DefaultRetryDelay = TimeSpan.FromSeconds(30);

    public static PlatformRequest BuildPost(WebhookOptions webhook, Card card)
    {
        var message = new SlackMessage(SlackCardRenderer.ToFallback(card), SlackCardRenderer.ToBlocks(card))
        {
            UnfurlLinks = false,
            UnfurlMedia = false
        };
        return new PlatformRequest(HttpMethod.Post, webhook.Url, message.ToJson(), ProductInfo.UserAgent);
    }

    /// <summary>A success is the text <c>ok</c>, without a message id; an error is a text of one word.</summary>
    public static SendOutcome ReadOutcome(WebhookOptions webhook, PlatformResponse.Received response) => response.Status switch
    {
        >= 200 and < 300 => new SendOutcome.Sent(null),
        429 => new SendOutcome.RetryAfter(
            response.RateLimit.RetryAfter ?? DefaultRetryDelay, $"webhook {webhook.Name}: Slack's rate limit"),
        var status => WebhookErrorMapper.ToOutcome(webhook, status, response.Body, response.Body.Trim() switch
        {
            "no_service" or "no_service_id" => "the webhook was removed or disabled on Slack",
            "no_team" => "the workspace was deleted on Slack",
            "channel_is_archived" => "the channel is archived on Slack",
            "channel_not_found" => "the channel was deleted on Slack",
            "action_prohibited" or "posting_to_general_channel_denied" => "an administrator of the workspace does not allow posting there",
            "invalid_token" or "no_active_hooks" or "team_disabled" or "user_not_found" => "Slack no longer knows this webhook",
            _ => null,
        }),
    };
}
