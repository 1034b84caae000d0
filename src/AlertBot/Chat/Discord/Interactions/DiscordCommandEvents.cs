using System.Text.Json;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>Hands the gateway's events to the classes that register commands and respond to interactions.</summary>
internal sealed class DiscordCommandEvents(DiscordCommandRegistrar registrar, DiscordInteractionHandler interactions)
    : IDiscordCommandEvents
{
    public Task OnReadyAsync(string applicationId, CancellationToken cancellationToken) =>
        registrar.RegisterAsync(applicationId, cancellationToken);

    public void OnInteraction(JsonElement data) => _ = interactions.HandleAsync(data);
}
