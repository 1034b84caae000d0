using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Messages;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Webhooks;

/// <summary>Discord's webhooks: https://docs.discord.com/developers/resources/webhook#execute-webhook</summary>
internal static partial class DiscordWebhook
{
    /// <summary>For a 429 without a delay, such as one from the network in front of Discord.</summary>
    private static readonly TimeSpan DefaultRetryDelay = TimeSpan.FromSeconds(60);

    public static PlatformRequest BuildPost(WebhookOptions webhook, Card card) =>
        new(HttpMethod.Post, SetWaitParameter(webhook.Url, "wait=true"), Body(card), DiscordRestClient.UserAgent);

    /// <summary>https://docs.discord.com/developers/resources/webhook#edit-webhook-message</summary>
    public static PlatformRequest BuildEdit(WebhookOptions webhook, Card card, string messageId)
    {
        var url = new UriBuilder(SetWaitParameter(webhook.Url, ""));
        url.Path = $"{url.Path.TrimEnd('/')}/messages/{Uri.EscapeDataString(messageId)}";
        return new PlatformRequest(HttpMethod.Patch, url.Uri, Body(card), DiscordRestClient.UserAgent);
    }

    public static SendOutcome ReadOutcome(WebhookOptions webhook, PlatformResponse.Received response)
    {
        var error = DiscordError.Parse(response.Body);
        return response.Status switch
        {
            >= 200 and < 300 => new SendOutcome.Sent(JsonFields.Parse(response.Body)?.Text("id")),
            429 => new SendOutcome.RetryAfter(GetRetryDelay(error, response.RateLimit), $"webhook {webhook.Name}: Discord's rate limit"),
            404 when error?.Code == DiscordErrorCodes.UnknownMessage =>
                new SendOutcome.Refused($"webhook {webhook.Name}: the message was deleted on Discord", DestinationGone: false),
            var status => WebhookErrorMapper.ToOutcome(webhook, status, error?.Describe() ?? "", error?.Code switch
            {
                10015 => "the webhook was deleted on Discord",
                50027 => "Discord does not know this token",
                10003 => "the channel or thread was deleted on Discord",
                _ => null,
            }),
        };
    }

    private static byte[] Body(Card card) =>
        JsonSerializer.SerializeToUtf8Bytes(new Message([DiscordCard.ToEmbed(card)], new Mentions([])), DiscordWebhookJson.Default.Message);

    /// <summary>
    /// Adds a parameter to the address, keeping the others, such as <c>thread_id</c>. With <c>wait</c> Discord's answer is the message.
    /// </summary>
    private static Uri SetWaitParameter(Uri url, string wait)
    {
        var kept = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => p != "wait" && !p.StartsWith("wait=", StringComparison.OrdinalIgnoreCase));
        return new UriBuilder(url) { Query = string.Join('&', kept.Append(wait).Where(p => p.Length > 0)) }.Uri;
    }

    /// <summary>The delay in the body is the most precise; a 429 from the network in front of Discord has only the header.</summary>
    private static TimeSpan GetRetryDelay(DiscordError? error, RateLimitHeaders limits) =>
        error?.RetryAfter ?? limits.RetryAfter ?? limits.ExhaustedFor ?? DefaultRetryDelay;

    private sealed record Message(IReadOnlyList<DiscordEmbed> Embeds, Mentions AllowedMentions);

    private sealed record Mentions(IReadOnlyList<string> Parse);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Message))]
    private sealed partial class DiscordWebhookJson : JsonSerializerContext;
}
