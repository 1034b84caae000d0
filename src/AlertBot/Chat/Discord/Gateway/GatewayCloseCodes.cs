namespace AlertBot.Chat.Discord.Gateway;

/// <summary>
/// What Discord's close codes mean: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
/// </summary>
internal static class GatewayCloseCodes
{
    /// <summary>Ends the connection but not the session; 1000 and 1001 would end both.</summary>
    public const int KeepSession = 4000;

    public const int EndSession = 1000;

    /// <param name="code">Null: closed without one.</param>
    public static GatewayDisconnect Interpret(int? code) => code switch
    {
        4004 => new GatewayDisconnect.Refused(
            "Discord does not accept the bot's token: put its current one under discord.token (Developer Portal, Bot, Reset Token) and "
                + "start AlertBot again"),
        4010 => new GatewayDisconnect.Refused("Discord refuses the shard that AlertBot names (4010): a fault of AlertBot's; report it"),
        4011 => new GatewayDisconnect.Refused(
            "the bot is in more servers than Discord allows on one connection (4011): remove it from some, or invite an application of "
                + "their own to others"),
        4012 => new GatewayDisconnect.Refused(
            "Discord has ended the version of its gateway that this AlertBot speaks (4012): install a newer AlertBot"),
        4013 => new GatewayDisconnect.Refused("Discord refuses the events that AlertBot asks for (4013): a fault of AlertBot's; report it"),
        4014 => new GatewayDisconnect.Refused(
            "Discord does not allow this application the events that AlertBot asks for (4014): look at the application in the "
                + "Developer Portal, under Bot"),
        4007 or 4009 => new GatewayDisconnect.SessionEnded($"Discord ended the session ({code})", IsInvalidSession: false),
        null => new GatewayDisconnect.Lost("Discord closed the connection"),
        _ => new GatewayDisconnect.Lost($"Discord closed the connection ({code})"),
    };
}
