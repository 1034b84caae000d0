using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Chat.Slack.Api;

/// <summary>The body of a call whose only argument is a channel.</summary>
internal sealed record SlackChannelRequest(string Channel)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackRequestJson.Default.SlackChannelRequest);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SlackChannelRequest))]
internal sealed partial class SlackRequestJson : JsonSerializerContext;
