using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack.SocketMode;

/// <summary>
/// Requests the address of a Socket Mode connection: https://docs.slack.dev/reference/methods/apps.connections.open
/// </summary>
internal sealed class SlackSocketUrlClient(ISlackApi api)
{
    public async Task<Result> GetUrlAsync(CancellationToken cancellationToken) =>
        await api.SendAsync(SlackMethods.OpenConnection, cancellationToken) switch
        {
            SlackApiResult.Succeeded succeeded => Read(succeeded.Body),
            SlackApiResult.Limited limited => new Result.Unavailable(limited.Reason, limited.Delay),
            SlackApiResult.Refused refused => new Result.Refused(refused.Error, DescribeRefusal(refused)),
            SlackApiResult.NotSent notSent => new Result.Unavailable(notSent.Reason, TimeSpan.Zero),
            SlackApiResult.Unclear unclear => new Result.Unavailable(unclear.Reason, TimeSpan.Zero),
            var other => throw new InvalidOperationException($"Unexpected result: {other.GetType().Name}"),
        };

    private static Result Read(JsonElement body) =>
        Uri.TryCreate(body.Text("url"), UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss"
            ? new Result.Opened(url)
            : new Result.Unavailable("Slack's response contains no address to connect to: check slack.apiBaseUrl", TimeSpan.Zero);

    // Slack's codes are the same for both tokens, but the fix differs.
    private static string DescribeRefusal(SlackApiResult.Refused refused) => refused.Error switch
    {
        "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "account_inactive" =>
            $"slack.appToken is not accepted ({refused.Error}): create a new one with the scope connections:write in the app's settings "
            + "under Basic Information → App-Level Tokens, and set slack.appToken to it",
        "not_allowed_token_type" =>
            "slack.appToken is not an app-level token: these begin with xapp- and are created in the app's settings under Basic "
            + "Information → App-Level Tokens",
        SlackErrorCodes.AccessDenied => SlackErrorCodes.SocketModeDisabled,
        "missing_scope" or "no_permission" =>
            "slack.appToken lacks the scope connections:write: create a new app-level token with it in the app's settings under Basic "
            + "Information → App-Level Tokens",
        _ => refused.Reason,
    };

    /// <summary>The result of the request.</summary>
    internal abstract record Result
    {
        private Result()
        {
        }

        /// <param name="Url">Valid for one connection; a secret.</param>
        internal sealed record Opened(Uri Url) : Result
        {
            /// <summary>Safe for logs.</summary>
            public override string ToString() => $"Open at {Url.Host}";
        }

        /// <summary>A temporary failure.</summary>
        internal sealed record Unavailable(string Reason, TimeSpan RetryAfter) : Result;

        /// <summary>A failure that a person has to fix.</summary>
        /// <param name="Error">Slack's error code.</param>
        internal sealed record Refused(string Error, string Reason) : Result;
    }
}
