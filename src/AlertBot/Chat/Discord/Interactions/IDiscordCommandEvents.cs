using System.Text.Json;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>What the bot does for people: its commands made known, and answered.</summary>
internal interface IDiscordCommandEvents
{
    /// <summary>A session began: called away from the events, so it may take its time.</summary>
    Task OnReadyAsync(string applicationId, CancellationToken cancellationToken);

    /// <summary>An INTERACTION_CREATE. Returns at once: the next event and the heartbeat's answers wait for it.</summary>
    /// <param name="data">Stays valid.</param>
    void OnInteraction(JsonElement data);
}
