using System.Text.Json;

namespace AlertBot.Chat.Discord.Gateway;

/// <summary>Handles the gateway's events in order. It must return quickly: the next event waits for it.</summary>
internal interface IGatewayEventHandler
{
    /// <param name="eventName">As Discord writes it, e.g. <c>GUILD_CREATE</c>. Unknown events are ignored.</param>
    /// <param name="data">Stays valid after the call.</param>
    void Handle(string eventName, JsonElement data);
}
