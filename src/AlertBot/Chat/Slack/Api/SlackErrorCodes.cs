using System.Collections.Frozen;

namespace AlertBot.Chat.Slack.Api;

/// <summary>
/// Classifies Slack's error codes and describes them in sentences with a fix. Source: the page of each method under
/// https://docs.slack.dev/reference/methods
/// </summary>
internal static class SlackErrorCodes
{
    public const string NotInChannel = "not_in_channel";
    public const string ChannelNotFound = "channel_not_found";
    public const string ChannelArchived = "is_archived";
    public const string MissingScope = "missing_scope";
    public const string UnsupportedChannelType = "method_not_supported_for_channel_type";

    public const string InviteInstruction = "invite it with /invite @AlertBot";

    /// <summary>The code where the app-level token is valid but the app may not connect.</summary>
    public const string AccessDenied = "access_denied";

    public const string SocketModeDisabled =
        "Slack does not let the app connect (access_denied): turn Socket Mode on in the app's settings under Settings → Socket Mode";

    private const string MessageTooLong = "the message is longer than Slack allows";
    private const string WorkspaceMigrating =
        "the workspace is moving to an Enterprise organization: Slack accepts nothing until that is done";
    private const string UserNotFound = "the user does not exist, or AlertBot cannot see them";

    private const string BotTokenFix = "install the app in the workspace (OAuth & Permissions), set slack.botToken to the Bot User OAuth "
        + "Token and restart AlertBot";
    private const string AppTokenFix = "create an app-level token with the scope connections:write (Basic Information → App-Level "
        + "Tokens), set slack.appToken to it and restart AlertBot";

    /// <summary>Codes for which Slack accepts a call after the operator or an administrator has changed something.</summary>
    private static readonly FrozenSet<string> FixableCodes = FrozenSet.ToFrozenSet(
    [
        MissingScope, "no_permission", AccessDenied, "ekm_access_denied", "team_access_not_granted", "org_login_required",
        "team_added_to_org", "two_factor_setup_required", "enterprise_is_restricted", "user_is_restricted", "accesslimited",
        "deprecated_endpoint", "method_deprecated", "unknown_method", "external_channel_migrating", "messages_tab_disabled",
    ]);

    private static readonly FrozenDictionary<string, string> Descriptions = new Dictionary<string, string>
    {
        [NotInChannel] = $"AlertBot is not in the channel: {InviteInstruction}",
        [ChannelNotFound] =
            $"the channel does not exist, or AlertBot cannot see it: {InviteInstruction}, or check the channel's id",
        [ChannelArchived] = "the channel is archived: unarchive it, or subscribe another channel",
        [UnsupportedChannelType] = $"AlertBot cannot join a private channel without an invitation: {InviteInstruction}",
        ["restricted_action"] = "an administrator of the workspace does not allow AlertBot to post there: ask for permission",
        ["restricted_action_read_only_channel"] = "the channel is read-only for AlertBot: allow it to post in the channel's settings",
        ["restricted_action_thread_only_channel"] = "the channel accepts only replies in threads: subscribe another channel",
        ["restricted_action_non_threadable_channel"] = "the channel does not accept replies in threads",
        ["restricted_action_thread_locked"] = "the thread is locked",
        ["external_channel_migrating"] = "Slack is moving the channel to another workspace: AlertBot continues when that is done",
        ["messages_tab_disabled"] = "the direct conversation with AlertBot does not accept messages: subscribe a channel, or turn the "
            + "Messages Tab on under App Home",
        ["msg_too_long"] = MessageTooLong,
        ["msg_blocks_too_long"] = MessageTooLong,
        ["no_text"] = "the message has no text",
        ["too_many_members"] = "the channel has reached Slack's limit of members",
        ["message_not_found"] = "the message was deleted on Slack",
        ["thread_not_found"] = "the root message of the thread was deleted on Slack",
        ["cant_update_message"] = "the message is not AlertBot's own, or can no longer be edited",
        ["edit_window_closed"] = "the workspace does not allow edits of messages this old",
        ["expired_trigger_id"] = "the form was not opened within the 3 seconds that Slack allows: try again",
        ["exchanged_trigger_id"] = "the form is already open",
        ["org_login_required"] = WorkspaceMigrating,
        ["team_added_to_org"] = WorkspaceMigrating,
        ["ekm_access_denied"] = "administrators have suspended posting in the workspace",
        ["team_access_not_granted"] = "the app has no access to this workspace: install it there",
        ["user_not_found"] = UserNotFound,
        ["user_not_visible"] = UserNotFound,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The token itself is refused: every other call with it fails, too.</summary>
    public static bool IsTokenError(string code) =>
        code is "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "account_inactive" or "not_allowed_token_type";

    /// <summary>Slack may have carried out a part of the call or all of it.</summary>
    public static bool IsUnclearOutcome(string code) =>
        code is "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout";

    /// <summary>The codes of a rate limit, which Slack may send without the status 429.</summary>
    public static bool IsRateLimit(string code) => code is "ratelimited" or "rate_limited" or "message_limit_exceeded";

    /// <summary>The message itself is valid: it can be delivered when the operator or an administrator has fixed something.</summary>
    public static bool IsFixable(string code) =>
        IsTokenError(code)
        || code.StartsWith("restricted_action", StringComparison.Ordinal)
        || code.StartsWith("http_", StringComparison.Ordinal)
        || FixableCodes.Contains(code);

    /// <param name="redact">Applied to all text that comes from Slack.</param>
    public static string Describe(SlackCall call, SlackError error, Func<string, string> redact) =>
        DescribeTokenError(call, error.Code)
        ?? DescribeMissingScope(call, error, redact)
        ?? Descriptions.GetValueOrDefault(error.Code)
        ?? DescribeOther(call, error, redact);

    private static string? DescribeTokenError(SlackCall call, string code)
    {
        var (token, fix) = call.UsesAppToken ? ("the app-level token", AppTokenFix) : ("the bot token", BotTokenFix);
        return code switch
        {
            AccessDenied when call.UsesAppToken => SocketModeDisabled,
            "invalid_auth" => $"Slack does not accept {token}: {fix}",
            "not_authed" => $"Slack received no token: {fix}",
            "token_revoked" => $"{token} was revoked, or the app was removed from the workspace: {fix}",
            "token_expired" => $"{token} has expired: turn token rotation off, {fix}",
            "account_inactive" => $"the app was removed from the workspace, or the workspace no longer exists: {fix}",
            "not_allowed_token_type" => $"{token} has the wrong type "
                + $"({(call.UsesAppToken ? "slack.appToken needs xapp-…" : "slack.botToken needs xoxb-…")}): {fix}",
            _ => null,
        };
    }

    private static string? DescribeMissingScope(SlackCall call, SlackError error, Func<string, string> redact)
    {
        if (error.Code != MissingScope)
        {
            return null;
        }

        var scope = redact(error.NeededScope ?? "") is { Length: > 0 } needed ? $"the scope {needed}" : "a scope that Slack does not name";
        return call.UsesAppToken
            ? $"the app-level token lacks {scope}: {AppTokenFix}"
            : $"the app lacks {scope} for {call.Method}: add it under OAuth & Permissions and reinstall the app";
    }

    /// <summary>“…: invalid_blocks ([ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text])”</summary>
    private static string DescribeOther(SlackCall call, SlackError error, Func<string, string> redact)
    {
        if (IsUnclearOutcome(error.Code))
        {
            return $"Slack reports an internal failure ({error.Code})";
        }

        var details = redact(string.Join("; ", error.Messages)) is { Length: > 0 } messages ? $" ({messages})" : "";
        var codeAndDetails = redact(error.Code) + details;
        return error.Code.StartsWith("invalid_blocks", StringComparison.Ordinal)
            ? $"Slack rejects the format of the message, please report it: {codeAndDetails}"
            : call.IsResponse ? $"Slack answered {codeAndDetails}"
            : $"Slack answered {codeAndDetails}: see https://docs.slack.dev/reference/methods/{call.Method}";
    }
}
