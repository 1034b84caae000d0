using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>What a modal carries with it: it belongs to no channel by itself. Comes back from outside.</summary>
/// <param name="ResponseUrl">Of the command that opened it; a secret that Slack itself gave.</param>
internal sealed record SlackModalMetadata(string Channel, string? ResponseUrl)
{
    /// <summary>@slack/types views.d.ts, private_metadata.</summary>
    private const int MaxLength = 3_000;

    public string ToJson()
    {
        var text = JsonSerializer.Serialize(this, SlackModalJson.Default.SlackModalMetadata);
        return text.Length <= MaxLength ? text
            : JsonSerializer.Serialize(this with { ResponseUrl = null }, SlackModalJson.Default.SlackModalMetadata);
    }

    /// <returns>Null for anything else.</returns>
    public static SlackModalMetadata? Read(string? text)
    {
        try
        {
            using var data = JsonDocument.Parse(text ?? "");
            return data.RootElement.Text("channel") is { } channel
                ? new SlackModalMetadata(channel, data.RootElement.Text("response_url")) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => Channel;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackModalMetadata))]
internal sealed partial class SlackModalJson : JsonSerializerContext;
