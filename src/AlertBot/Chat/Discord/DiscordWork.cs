using System.Text.Json;

namespace AlertBot.Chat.Discord;

/// <summary>What the gateway hands on: <c>/news</c> is registered, what people type and press is answered.</summary>
internal sealed class DiscordWork(DiscordCommands commands, DiscordInteractions interactions) : IDiscordWork
{
    public Task OnReadyAsync(string applicationId, CancellationToken cancellationToken) => commands.RegisterAsync(applicationId, cancellationToken);

    public void OnInteraction(JsonElement data) => interactions.Take(data);
}
