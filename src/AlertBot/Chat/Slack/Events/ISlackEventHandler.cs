using System.Text.Json;

namespace AlertBot.Chat.Slack.Events;

/// <summary>Handles events, e.g. that a channel was archived. AlertBot receives no message events.</summary>
internal interface ISlackEventHandler
{
    /// <param name="callback">The whole callback: <c>team_id</c>, <c>event</c> and others. Unknown events are ignored.</param>
    Task HandleEventAsync(JsonElement callback, CancellationToken cancellationToken);
}
