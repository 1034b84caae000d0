using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Chat.Slack;

/// <summary>What a modal carries with it: it belongs to no channel by itself. Comes back from outside.</summary>
/// <param name="ResponseUrl">Of the command that opened it; a secret that Slack itself gave.</param>
internal sealed record SlackModalPlace(string Channel, string? ResponseUrl)
{
    /// <summary>@slack/types views.d.ts, private_metadata.</summary>
    private const int MaxLength = 3_000;

    public string Write()
    {
        var text = JsonSerializer.Serialize(this, SlackModalJson.Default.SlackModalPlace);
        return text.Length <= MaxLength ? text : JsonSerializer.Serialize(this with { ResponseUrl = null }, SlackModalJson.Default.SlackModalPlace);
    }

    /// <returns>Null for anything else.</returns>
    public static SlackModalPlace? Read(string? text)
    {
        try
        {
            using var data = JsonDocument.Parse(text ?? "");
            return data.RootElement.Text("channel") is { } channel ? new SlackModalPlace(channel, data.RootElement.Text("response_url")) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => Channel;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackModalPlace))]
internal sealed partial class SlackModalJson : JsonSerializerContext;
