using AlertBot.Chat.Discord.Api;

namespace AlertBot.Chat.Discord.Gateway;

/// <summary>
/// The gateway's close codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
/// </summary>
internal static class GatewayCloseCodes
{
    /// <summary>Closes the connection and keeps the session. 1000 and 1001 would end both.</summary>
    public const int KeepSession = 4000;

    public const int EndSession = 1000;

    /// <param name="code">Null: closed without a code.</param>
    public static GatewayDisconnect Interpret(int? code) => code switch
    {
        4004 => new GatewayDisconnect.Refused(DiscordErrorCodes.Unauthorized),
        4010 => new GatewayDisconnect.Refused("Discord rejects the shard that AlertBot names (4010): please report this as a bug"),
        4011 => new GatewayDisconnect.Refused(
            "the bot is in more servers than Discord allows on one connection (4011): remove it from some, or create a second "
            + "application and invite it to the others"),
        4012 => new GatewayDisconnect.Refused(
            "Discord no longer supports the gateway version of this AlertBot (4012): install a newer AlertBot"),
        4013 => new GatewayDisconnect.Refused("Discord rejects the events that AlertBot subscribes to (4013): please report this as a bug"),
        4014 => new GatewayDisconnect.Refused(
            "Discord does not allow this application the events that AlertBot subscribes to (4014): check the application in the "
            + "Developer Portal, under Bot"),
        4007 or 4009 => new GatewayDisconnect.SessionEnded($"Discord ended the session ({code})", IsInvalidSession: false),
        null => new GatewayDisconnect.Lost("Discord closed the connection"),
        _ => new GatewayDisconnect.Lost($"Discord closed the connection ({code})"),
    };
}
