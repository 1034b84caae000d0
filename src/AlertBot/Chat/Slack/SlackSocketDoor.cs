using System.Text.Json;

namespace AlertBot.Chat.Slack;

/// <summary>Asks Slack for the address of a connection, good for one: <c>apps.connections.open</c>. https://docs.slack.dev/reference/methods/apps.connections.open</summary>
internal sealed class SlackSocketDoor(ISlackApi api)
{
    public async Task<Answer> AskAsync(CancellationToken cancellationToken) => await api.SendAsync(SlackCalls.OpenConnection, cancellationToken) switch
    {
        SlackAnswer.Done done => Read(done.Body),
        SlackAnswer.Limited limited => new Answer.Closed(limited.Reason, limited.Delay),
        SlackAnswer.Refused refused => new Answer.Refused(refused.Error, Words(refused)),
        SlackAnswer.NotSent notSent => new Answer.Closed(notSent.Reason, TimeSpan.Zero),
        SlackAnswer.Unclear unclear => new Answer.Closed(unclear.Reason, TimeSpan.Zero),
        _ => throw new InvalidOperationException("An answer of an unknown kind"),
    };

    private static Answer Read(JsonElement body) =>
        Uri.TryCreate(body.Text("url"), UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss"
            ? new Answer.Open(url)
            : new Answer.Closed("Slack did not say where to connect: look at slack.apiBaseUrl", TimeSpan.Zero);

    // Slack's words are the same for each token; the mend is not.
    private static string Words(SlackAnswer.Refused refused) => refused.Error switch
    {
        "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "account_inactive" =>
            $"slack.appToken is not accepted ({refused.Error}): make a new one in the app's settings under Basic Information → App-Level Tokens, with the scope connections:write, and put it under slack.appToken",
        "not_allowed_token_type" =>
            "slack.appToken is no app-level token: it begins with xapp- and is made in the app's settings under Basic Information → App-Level Tokens",
        SlackErrors.NoAccess => SlackErrors.SocketModeOff,
        "missing_scope" or "no_permission" =>
            "slack.appToken lacks the scope connections:write: make a new app-level token with it in the app's settings under Basic Information → App-Level Tokens",
        _ => refused.Reason,
    };

    /// <summary>What Slack said.</summary>
    internal abstract record Answer
    {
        private Answer()
        {
        }

        /// <param name="Address">Good for one connection; a secret.</param>
        internal sealed record Open(Uri Address) : Answer
        {
            /// <summary>Fit for logs.</summary>
            public override string ToString() => $"Open at {Address.Host}";
        }

        /// <summary>Not now.</summary>
        internal sealed record Closed(string Reason, TimeSpan Delay) : Answer;

        /// <summary>Not before a person has acted.</summary>
        /// <param name="Error">Slack's own word.</param>
        internal sealed record Refused(string Error, string Reason) : Answer;
    }
}
