using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack.SocketMode;

/// <summary>
/// Asks Slack for the address of a connection, good for one: <c>apps.connections.open</c>.
/// https://docs.slack.dev/reference/methods/apps.connections.open
/// </summary>
internal sealed class SlackSocketUrlClient(ISlackApi api)
{
    public async Task<Result> GetUrlAsync(CancellationToken cancellationToken) =>
        await api.SendAsync(SlackMethods.OpenConnection, cancellationToken) switch
    {
        SlackApiResult.Succeeded done => Read(done.Body),
        SlackApiResult.Limited limited => new Result.Unavailable(limited.Reason, limited.Delay),
        SlackApiResult.Refused refused => new Result.Refused(refused.Error, DescribeRefusal(refused)),
        SlackApiResult.NotSent notSent => new Result.Unavailable(notSent.Reason, TimeSpan.Zero),
        SlackApiResult.Unclear unclear => new Result.Unavailable(unclear.Reason, TimeSpan.Zero),
        _ => throw new InvalidOperationException("An answer of an unknown kind"),
    };

    private static Result Read(JsonElement body) =>
        Uri.TryCreate(body.Text("url"), UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss"
            ? new Result.Opened(url)
            : new Result.Unavailable("Slack did not say where to connect: look at slack.apiBaseUrl", TimeSpan.Zero);

    // Slack's words are the same for each token; the mend is not.
    private static string DescribeRefusal(SlackApiResult.Refused refused) => refused.Error switch
    {
        "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "account_inactive" =>
            $"slack.appToken is not accepted ({refused.Error}): make a new one in the app's settings under Basic Information → "
            + $"App-Level Tokens, with the scope connections:write, and put it under slack.appToken",
        "not_allowed_token_type" =>
            "slack.appToken is no app-level token: it begins with xapp- and is made in the app's settings under Basic Information → "
            + "App-Level Tokens",
        SlackErrorCodes.AccessDenied => SlackErrorCodes.SocketModeDisabled,
        "missing_scope" or "no_permission" =>
            "slack.appToken lacks the scope connections:write: make a new app-level token with it in the app's settings under Basic "
            + "Information → App-Level Tokens",
        _ => refused.Reason,
    };

    /// <summary>What Slack said.</summary>
    internal abstract record Result
    {
        private Result()
        {
        }

        /// <param name="Url">Good for one connection; a secret.</param>
        internal sealed record Opened(Uri Url) : Result
        {
            /// <summary>Fit for logs.</summary>
            public override string ToString() => $"Open at {Url.Host}";
        }

        /// <summary>Not now.</summary>
        internal sealed record Unavailable(string Reason, TimeSpan RetryAfter) : Result;

        /// <summary>Not before a person has acted.</summary>
        /// <param name="Error">Slack's own word.</param>
        internal sealed record Refused(string Error, string Reason) : Result;
    }
}
