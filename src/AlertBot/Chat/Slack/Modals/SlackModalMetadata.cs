using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>
/// The metadata of a modal. Slack does not know the channel of a modal, so the metadata contains it; it is untrusted when it comes back.
/// </summary>
/// <param name="ResponseUrl">The <c>response_url</c> of the command that opened the modal; a secret.</param>
internal sealed record SlackModalMetadata(string Channel, string? ResponseUrl)
{
    /// <summary>@slack/types views.d.ts, private_metadata.</summary>
    private const int MaxLength = 3_000;

    public string ToJson()
    {
        var json = JsonSerializer.Serialize(this, SlackModalJson.Default.SlackModalMetadata);
        return json.Length <= MaxLength
            ? json
            : JsonSerializer.Serialize(this with { ResponseUrl = null }, SlackModalJson.Default.SlackModalMetadata);
    }

    /// <returns>Null: the text is not metadata of a modal.</returns>
    public static SlackModalMetadata? Read(string? text)
    {
        try
        {
            using var data = JsonDocument.Parse(text ?? "");
            return data.RootElement.Text("channel") is { } channel
                ? new SlackModalMetadata(channel, data.RootElement.Text("response_url"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Safe for logs: contains no secret.</summary>
    public override string ToString() => Channel;
}
