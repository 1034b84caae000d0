using System.Text.Json;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>The body of <c>views.open</c> and <c>views.push</c> (with a trigger), and of <c>views.update</c> (with an id).</summary>
internal sealed record SlackViewRequest(SlackView View)
{
    public string? TriggerId { get; init; }

    public string? ViewId { get; init; }

    /// <summary>The hash of the view to update: Slack rejects the update if the view has changed since. Null: no check.</summary>
    public string? Hash { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackModalJson.Default.SlackViewRequest);
}
