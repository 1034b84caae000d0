using System.Text.Json;

namespace AlertBot.Chat.Discord;

/// <summary>Asks Discord where its gateway is and how many sessions may still begin: <c>GET /gateway/bot</c>.</summary>
/// <param name="send"><see cref="DiscordRest.SendAsync"/>.</param>
internal sealed class GatewayDoor(Func<DiscordCall, CancellationToken, Task<DiscordAnswer>> send)
{
    private static readonly DiscordCall Call = new(HttpMethod.Get, "GET /gateway/bot", "gateway/bot") { IsRepeatable = true, Patience = TimeSpan.FromSeconds(30) };

    public async Task<Answer> AskAsync(CancellationToken cancellationToken) => await send(Call, cancellationToken) switch
    {
        DiscordAnswer.Done done => Read(done.Body),
        DiscordAnswer.Refused { Status: 401 } => new Answer.Refused(((GatewayEnd.Refused)GatewayClose.Meaning(4004)).Reason),
        DiscordAnswer.Refused refused => new Answer.Closed(refused.Reason, TimeSpan.Zero),
        DiscordAnswer.Limited limited => new Answer.Closed(limited.Reason, limited.Delay),
        DiscordAnswer.NotSent notSent => new Answer.Closed(notSent.Reason, TimeSpan.Zero),
        DiscordAnswer.Unclear unclear => new Answer.Closed(unclear.Reason, TimeSpan.Zero),
        _ => throw new InvalidOperationException("An answer of an unknown kind"),
    };

    /// <summary>The address with the version and encoding that AlertBot speaks; a query of its own stays.</summary>
    public static Uri WithQuery(Uri address)
    {
        var query = address.Query.TrimStart('?');
        return new UriBuilder(address) { Query = (query.Length == 0 ? "" : query + "&") + "v=10&encoding=json" }.Uri;
    }

    private static Answer Read(JsonElement body)
    {
        if (!Uri.TryCreate(body.Text("url"), UriKind.Absolute, out var url) || url.Scheme is not ("ws" or "wss"))
        {
            return new Answer.Closed("Discord did not say where its gateway is: look at discord.apiBaseUrl", TimeSpan.Zero);
        }

        return body.Field("session_start_limit") is { } limit && limit.Number("remaining") is <= 0
            ? new Answer.Exhausted(TimeSpan.FromMilliseconds(Math.Clamp(limit.Number("reset_after") ?? 0, 0, TimeSpan.FromDays(1).TotalMilliseconds)))
            : new Answer.Open(url);
    }

    /// <summary>What Discord said.</summary>
    internal abstract record Answer
    {
        private Answer()
        {
        }

        internal sealed record Open(Uri Address) : Answer;

        /// <summary>No session may begin before the delay is over: one that does could cost the token.</summary>
        internal sealed record Exhausted(TimeSpan Delay) : Answer;

        /// <summary>Not now.</summary>
        internal sealed record Closed(string Reason, TimeSpan Delay) : Answer;

        /// <summary>Never: a person must act.</summary>
        internal sealed record Refused(string Reason) : Answer;
    }
}
