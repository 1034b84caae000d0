using System.Text.Json;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>Hands the gateway's news to the classes that register and answer the commands.</summary>
internal sealed class DiscordCommandEvents(DiscordCommandRegistrar commands, DiscordInteractionHandler interactions) : IDiscordCommandEvents
{
    public Task OnReadyAsync(string applicationId, CancellationToken cancellationToken) =>
        commands.RegisterAsync(applicationId, cancellationToken);

    public void OnInteraction(JsonElement data) => _ = interactions.HandleAsync(data);
}
