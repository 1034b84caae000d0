using System.Text.Json;

namespace AlertBot.Chat.Discord;

/// <summary>Hands the gateway's news to the classes that register and answer the commands.</summary>
internal sealed class DiscordWork(DiscordCommands commands, DiscordInteractions interactions) : IDiscordWork
{
    public Task OnReadyAsync(string applicationId, CancellationToken cancellationToken) => commands.RegisterAsync(applicationId, cancellationToken);

    public void OnInteraction(JsonElement data) => _ = interactions.Take(data);
}
