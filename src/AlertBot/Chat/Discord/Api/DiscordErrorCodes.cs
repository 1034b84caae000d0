using AlertBot.Chat.Content;

namespace AlertBot.Chat.Discord.Api;

/// <summary>
/// Discord's error codes in sentences, with the mend: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
/// </summary>
internal static class DiscordErrorCodes
{
    public const int UnknownChannel = 10003;
    public const int UnknownMessage = 10008;
    public const int UnknownWebhook = 10015;
    public const int MissingAccess = 50001;
    public const int MessageByAnotherUser = 50005;
    public const int MissingPermissions = 50013;
    public const int ThreadIsArchived = 50083;
    public const int TooManyOldEdits = 30046;
    public const int ThreadExists = 160004;
    public const int ThreadIsLocked = 160005;

    private const int MaxDetailLength = 300;

    public const string Unauthorized =
        "Discord does not accept the bot's token: make a new one in the Developer Portal (Bot, Reset Token), put it under "
        + "discord.token and start AlertBot again";

    /// <summary>A sentence that needs to know no channel.</summary>
    public static string Describe(int status, DiscordError? error) =>
        DescribeKnownCode(error?.Code ?? 0, null) ?? DescribeUnknownCode(status, error?.Describe() ?? "");

    /// <param name="channel">Its name without #; null where it is not known.</param>
    public static string Describe(DiscordApiResult.Refused refused, string? channel) =>
        DescribeKnownCode(refused.Code, channel) ?? refused.Reason;

    private static string DescribeUnknownCode(int status, string words) =>
        $"Discord answers {status}"
            + (DisplayText.Clean(words) is { Length: > 0 } clean ? $" ({DisplayText.Truncate(clean, MaxDetailLength)})" : "");

    private static string? DescribeKnownCode(int code, string? channel)
    {
        var there = channel is null ? "there" : $"in #{channel}";
        var name = channel is null ? "the channel" : $"#{channel}";
        return code switch
        {
            UnknownChannel => "the channel or thread is gone from Discord: subscribe another one",
            10004 => "Discord does not know this server, or AlertBot was removed from it: invite it again",
            UnknownMessage => "the message was deleted on Discord",
            UnknownWebhook => "Discord does not know this webhook or interaction any more",
            10062 => "Discord waits 3 seconds for the answer to a command, and they were over",
            20016 => $"{name} has slow mode, which holds for AlertBot too: give it Manage Messages, or switch slow mode off",
            TooManyOldEdits => "Discord allows no more edits of messages older than an hour for now",
            40060 => "the command is answered already",
            40067 => $"{name} wants a tag on each post, which AlertBot does not set: switch “Require people to select tags” off",
            MissingAccess => $"AlertBot cannot see {name}: give it View Channel",
            MessageByAnotherUser => "the message is not AlertBot's own",
            MissingPermissions => $"AlertBot may not post {there}: give it Send Messages and Embed Links",
            ThreadIsArchived => "the thread is archived",
            ThreadExists => "the message has its thread already",
            ThreadIsLocked => "the thread is locked",
            160006 => "the server has as many active threads as Discord allows: archive some",
            200000 or 200001 => $"the server's AutoMod blocks the message {there}: let AlertBot's role pass it",
            _ => null,
        };
    }
}
