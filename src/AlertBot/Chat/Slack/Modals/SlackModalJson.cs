using System.Text.Json.Serialization;

namespace AlertBot.Chat.Slack.Modals;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackModalMetadata))]
[JsonSerializable(typeof(SlackViewRequest))]
[JsonSerializable(typeof(SlackSubmissionResponse))]
internal sealed partial class SlackModalJson : JsonSerializerContext;
