
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack.SocketMode;

/// <summary>
/// Requests the address of a Socket Mode connection: https://docs.slack.dev/reference/methods/apps.connections.open
/// </summary>
internal sealed class SlackSocketUrlClient(ISlackApi api)
{
    public async Task<SocketUrlResult> GetUrlAsync(CancellationToken cancellationToken) =>
        await api.SendAsync(SlackMethods.OpenConnection, cancellationToken) switch
        {
            PlatformResult.Succeeded succeeded => SocketUrlResult.Parse(succeeded.Body, "Slack", "slack.apiBaseUrl"),
            SlackRefusal refusal => new SlackSocketRefused(refusal.Error, DescribeRefusal(refusal)),
            { Failure: { } failure } => new SocketUrlResult.Unavailable(failure.Reason, failure.RetryAfter),
            var other => throw new InvalidOperationException($"Unexpected result: {other.GetType().Name}"),
        };

    // Slack's codes are the same for both tokens, but the fix differs.
    private static string DescribeRefusal(SlackRefusal refusal) => refusal.Error switch
    {
        "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "account_inactive" =>
            $"slack.appToken is not accepted ({refusal.Error}): create a new one with the scope connections:write in the app's settings "
            + "under Basic Information → App-Level Tokens, and set slack.appToken to it",
        "not_allowed_token_type" =>
            "slack.appToken is not an app-level token: these begin with xapp- and are created in the app's settings under Basic "
            + "Information → App-Level Tokens",
        SlackErrorCodes.AccessDenied => SlackErrorCodes.SocketModeDisabled,
        "missing_scope" or "no_permission" =>
            "slack.appToken lacks the scope connections:write: create a new app-level token with it in the app's settings under Basic "
            + "Information → App-Level Tokens",
        _ => refusal.Reason,
    };
}
