namespace AlertBot.Chat.Slack.Api;

/// <summary>
/// Slack's error words in sentences, with the mend: the list of each method under https://docs.slack.dev/reference/methods
/// </summary>
internal static class SlackErrorCodes
{
    public const string NotInChannel = "not_in_channel";
    public const string ChannelNotFound = "channel_not_found";
    public const string ChannelArchived = "is_archived";
    public const string MissingScope = "missing_scope";
    public const string UnsupportedChannelType = "method_not_supported_for_channel_type";

    public const string InviteInstruction = "invite me with /invite @AlertBot";

    /// <summary>Slack's word where the app's token is good but the app may not connect.</summary>
    public const string AccessDenied = "access_denied";

    public const string SocketModeDisabled =
        "Slack does not let the app connect (access_denied): switch Socket Mode on in the app's settings under Settings → Socket Mode";

    private const string BotTokenFix = "install the app in the workspace (OAuth & Permissions), put the Bot User OAuth Token under "
        + "slack.botToken and start AlertBot again";
    private const string AppTokenFix = "make an app-level token with connections:write (Basic Information, App-Level Tokens), put it "
        + "under slack.appToken and start AlertBot again";

    /// <summary>The token itself is refused: no other call goes through either.</summary>
    public static bool IsTokenError(string word) =>
        word is "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "account_inactive" or "not_allowed_token_type";

    /// <summary>Slack may have done a part or all of it.</summary>
    public static bool IsUnclearOutcome(string word) =>
        word is "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout";

    /// <summary>A 429 in other words.</summary>
    public static bool IsRateLimit(string word) => word is "ratelimited" or "rate_limited" or "message_limit_exceeded";

    /// <summary>Nothing is wrong with the message: it goes when the operator or an administrator has mended something.</summary>
    public static bool IsFixable(string word) =>
        IsTokenError(word)
        || word.StartsWith("restricted_action", StringComparison.Ordinal)
        || word.StartsWith("http_", StringComparison.Ordinal)
        || word is MissingScope or "no_permission" or "access_denied" or "ekm_access_denied" or "team_access_not_granted"
            or "org_login_required" or "team_added_to_org"
            or "two_factor_setup_required" or "enterprise_is_restricted" or "user_is_restricted" or "accesslimited"
            or "deprecated_endpoint" or "method_deprecated" or "unknown_method"
            or "external_channel_migrating" or "messages_tab_disabled";

    /// <param name="hide">What Slack says goes through it.</param>
    public static string Describe(SlackCall call, SlackError error, Func<string, string> hide) =>
        DescribeTokenError(call, error.Code) ?? DescribeMissingScope(call, error, hide) ?? DescribeKnownCode(error.Code)
            ?? DescribeUnknownCode(call, error, hide);

    private static string? DescribeTokenError(SlackCall call, string word)
    {
        var (token, mend) = call.UsesAppToken ? ("the app-level token", AppTokenFix) : ("the bot's token", BotTokenFix);
        return word switch
        {
            AccessDenied when call.UsesAppToken => SocketModeDisabled,
            "invalid_auth" => $"Slack does not accept {token}: {mend}",
            "not_authed" => $"Slack got no token: {mend}",
            "token_revoked" => $"{token} was revoked, or the app was removed from the workspace: {mend}",
            "token_expired" => $"{token} has expired: switch token rotation off, {mend}",
            "account_inactive" => $"the app was removed from the workspace, or the workspace is gone: {mend}",
            "not_allowed_token_type" =>
                $"{token} is one of another kind "
                + $"({(call.UsesAppToken ? "xapp-… belongs under slack.appToken" : "xoxb-… belongs under slack.botToken")}): {mend}",
            _ => null,
        };
    }

    private static string? DescribeMissingScope(SlackCall call, SlackError error, Func<string, string> hide) =>
        error.Code != MissingScope ? null
        : call.UsesAppToken ? $"the app-level token lacks the scope {ScopeName(error, hide)}: {AppTokenFix}"
        : $"the app lacks the scope {ScopeName(error, hide)} for {call.Method}: add it under OAuth & Permissions and reinstall the app";

    private static string ScopeName(SlackError error, Func<string, string> hide) =>
        hide(error.NeededScope ?? "") is { Length: > 0 } needed ? needed : "that Slack does not name";

    private static string? DescribeKnownCode(string word) => word switch
    {
        NotInChannel => $"AlertBot is not in the channel: {InviteInstruction}",
        ChannelNotFound => $"Slack shows AlertBot no such channel: {InviteInstruction}, or look at the channel's id",
        ChannelArchived => "the channel is archived: unarchive it, or subscribe another",
        UnsupportedChannelType => $"a private channel takes AlertBot only by invitation: {InviteInstruction}",
        "restricted_action" => "an administrator of the workspace does not let AlertBot post there: ask them for it",
        "restricted_action_read_only_channel" => "the channel is read-only for AlertBot: let it post in the channel's settings",
        "restricted_action_thread_only_channel" => "the channel takes replies only: subscribe another",
        "restricted_action_non_threadable_channel" => "the channel takes no replies in threads",
        "restricted_action_thread_locked" => "the thread is locked",
        "external_channel_migrating" => "Slack moves the channel to another workspace just now: it goes on by itself when that is done",
        "messages_tab_disabled" =>
            "the conversation with AlertBot itself takes no messages: subscribe a channel, or switch the Messages Tab on under App Home",
        "msg_too_long" or "msg_blocks_too_long" => "the message is longer than Slack takes",
        "no_text" => "the message has no text",
        "too_many_members" => "the channel has as many members as Slack lets in",
        "message_not_found" => "the message was deleted on Slack",
        "thread_not_found" => "the message that the thread hangs on was deleted on Slack",
        "cant_update_message" => "the message is not AlertBot's own, or cannot be changed any more",
        "edit_window_closed" => "the workspace allows no edits of messages so old",
        "expired_trigger_id" => "Slack waits 3 seconds for a form, and they were over: do it once more",
        "exchanged_trigger_id" => "the form is open already",
        "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" => $"Slack had a fault of its own ({word})",
        "org_login_required" or "team_added_to_org" =>
            "the workspace moves to an Enterprise organization: Slack takes nothing until it is done",
        "ekm_access_denied" => "administrators have suspended posting in the workspace",
        "team_access_not_granted" => "the app was not given this workspace: install it there",
        "user_not_found" or "user_not_visible" => "Slack shows AlertBot no such person",
        _ => null,
    };

    /// <summary>“…: invalid_blocks ([ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text])”</summary>
    private static string DescribeUnknownCode(SlackCall call, SlackError error, Func<string, string> hide)
    {
        var said = hide(error.Code) + (hide(string.Join("; ", error.Messages)) is { Length: > 0 } messages ? $" ({messages})" : "");
        return error.Code.StartsWith("invalid_blocks", StringComparison.Ordinal)
            ? $"Slack does not take what AlertBot wrote, please report it: {said}"
            : call.Method == SlackResponseUrl.MethodName ? $"Slack answers {said}"
            : $"Slack answers {said}: what it means stands at https://docs.slack.dev/reference/methods/{call.Method}";
    }
}
