using AlertBot.Chat.Content;

namespace AlertBot.Chat.Discord.Api;

/// <summary>
/// Discord's error codes and what each means for people, with the fix:
/// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
/// </summary>
internal static class DiscordErrorCodes
{
    public const int UnknownChannel = 10003;
    public const int UnknownGuild = 10004;
    public const int UnknownMessage = 10008;
    public const int UnknownWebhook = 10015;
    public const int UnknownInteraction = 10062;
    public const int SlowMode = 20016;
    public const int TooManyThreadMembers = 30033;
    public const int TooManyOldEdits = 30046;
    public const int InteractionAlreadyAcknowledged = 40060;
    public const int TagRequired = 40067;
    public const int MissingAccess = 50001;
    public const int MessageByAnotherUser = 50005;
    public const int MissingPermissions = 50013;
    public const int ThreadIsArchived = 50083;
    public const int ThreadExists = 160004;
    public const int ThreadIsLocked = 160005;
    public const int TooManyActiveThreads = 160006;
    public const int BlockedByAutoMod = 200000;
    public const int TitleBlockedByAutoMod = 200001;

    /// <summary>Limits what is shown of an error text that Discord wrote, in code points: one or two sentences.</summary>
    private const int MaxDetailLength = 300;

    public const string Unauthorized =
        "Discord does not accept the bot token: create a new one in the Developer Portal (Bot, Reset Token), set discord.token and "
        + "restart AlertBot";

    /// <summary>Describes an error without naming the channel.</summary>
    public static string Describe(int status, DiscordError? error) =>
        DescribeKnownCode(error?.Code ?? 0, null) ?? DescribeUnknownCode(status, error?.Describe() ?? "");

    /// <param name="channel">The channel's name without #; null where it is not known.</param>
    public static string Describe(DiscordRefusal refusal, string? channel) =>
        DescribeKnownCode(refusal.Code, channel) ?? refusal.Reason;

    private static string DescribeUnknownCode(int status, string message) =>
        DisplayText.Clean(message) is { Length: > 0 } text
            ? $"Discord answered {status} ({DisplayText.Truncate(text, MaxDetailLength)})"
            : $"Discord answered {status}";

    private static string? DescribeKnownCode(int code, string? channel)
    {
        var name = channel is null ? "the channel" : $"#{channel}";
        return code switch
        {
            UnknownChannel => "the channel or thread no longer exists on Discord: subscribe another one",
            UnknownGuild => "Discord does not know this server, or AlertBot was removed from it: invite AlertBot again",
            UnknownMessage => "the message was deleted on Discord",
            UnknownWebhook => "Discord no longer knows this webhook or interaction",
            UnknownInteraction => "Discord waits 3 seconds for the response to a command, and they are over",
            SlowMode => $"{name} is in slow mode, which applies to AlertBot too: give it Manage Messages, or switch slow mode off",
            TooManyOldEdits => "Discord allows no more edits of messages older than an hour for now",
            InteractionAlreadyAcknowledged => "the command already has its response",
            TagRequired => $"{name} requires a tag on each post, and AlertBot sets none: switch “Require people to select tags” off",
            MissingAccess => $"AlertBot cannot see {name}: give it View Channel",
            MessageByAnotherUser => "the message was not posted by AlertBot",
            MissingPermissions => $"AlertBot may not post in {name}: give it Send Messages and Embed Links",
            ThreadIsArchived => "the thread is archived",
            ThreadExists => "the message already has a thread",
            ThreadIsLocked => "the thread is locked",
            TooManyActiveThreads => "the server has as many active threads as Discord allows: archive some",
            BlockedByAutoMod or TitleBlockedByAutoMod =>
                $"the server's AutoMod blocked the message in {name}: exempt AlertBot's role from the rule",
            _ => null,
        };
    }
}
