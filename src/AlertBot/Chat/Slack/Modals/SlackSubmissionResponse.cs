using System.Text.Json;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>The acknowledgement payload of a submitted modal.</summary>
/// <param name="ResponseAction"><c>errors</c>, <c>update</c>, <c>push</c> or <c>clear</c>.</param>
internal sealed record SlackSubmissionResponse(string ResponseAction)
{
    /// <summary>Error messages by the block id of the input.</summary>
    public IReadOnlyDictionary<string, string>? Errors { get; init; }

    public SlackView? View { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackModalJson.Default.SlackSubmissionResponse);
}
