using System.Text.Json;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>The gateway's events that concern commands.</summary>
internal interface IDiscordCommandEvents
{
    /// <summary>A session started. May take long: it does not hold up events.</summary>
    Task OnReadyAsync(string applicationId, CancellationToken cancellationToken);

    /// <summary>INTERACTION_CREATE. Must return at once: the next event waits for it.</summary>
    /// <param name="data">Stays valid after the call.</param>
    void OnInteraction(JsonElement data);
}
