using System.Text.Json;

namespace AlertBot.Chat.Discord.Gateway;

/// <summary>Takes events of the gateway, in order. It must not wait long: the next event and the heartbeat wait for it.</summary>
internal interface IGatewayEventHandler
{
    /// <param name="name">As Discord writes it, e.g. <c>GUILD_CREATE</c>; unknown ones are left alone.</param>
    /// <param name="data">Stays valid after the call.</param>
    void Handle(string name, JsonElement data);
}
