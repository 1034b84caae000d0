using System.Text.Json;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Gateway;

/// <summary>Asks Discord where its gateway is and how many sessions may still begin: <c>GET /gateway/bot</c>.</summary>
/// <param name="send"><see cref="DiscordRestClient.SendAsync"/>.</param>
internal sealed class GatewayUrlClient(Func<DiscordRequest, CancellationToken, Task<DiscordApiResult>> send)
{
    private static readonly DiscordRequest GetGatewayBot =
        new(HttpMethod.Get, "GET gateway/bot", "gateway/bot") { IsIdempotent = true, MaxWait = TimeSpan.FromSeconds(30) };

    public async Task<Result> GetUrlAsync(CancellationToken cancellationToken) => await send(GetGatewayBot, cancellationToken) switch
    {
        DiscordApiResult.Succeeded done => Read(done.Body),
        DiscordApiResult.Refused { Status: 401 } =>
            new Result.Refused(((GatewayDisconnect.Refused)GatewayCloseCodes.Interpret(4004)).Reason),
        DiscordApiResult.Refused refused => new Result.Unavailable(refused.Reason, TimeSpan.Zero),
        DiscordApiResult.Limited limited => new Result.Unavailable(limited.Reason, limited.Delay),
        DiscordApiResult.NotSent notSent => new Result.Unavailable(notSent.Reason, TimeSpan.Zero),
        DiscordApiResult.Unclear unclear => new Result.Unavailable(unclear.Reason, TimeSpan.Zero),
        _ => throw new InvalidOperationException("An answer of an unknown kind"),
    };

    /// <summary>The address with the version and encoding that AlertBot speaks; a query of its own stays.</summary>
    public static Uri WithVersionAndEncoding(Uri address)
    {
        var query = address.Query.TrimStart('?');
        return new UriBuilder(address) { Query = (query.Length == 0 ? "" : query + "&") + "v=10&encoding=json" }.Uri;
    }

    private static Result Read(JsonElement body)
    {
        if (!Uri.TryCreate(body.Text("url"), UriKind.Absolute, out var url) || url.Scheme is not ("ws" or "wss"))
        {
            return new Result.Unavailable("Discord did not say where its gateway is: look at discord.apiBaseUrl", TimeSpan.Zero);
        }

        return body.Field("session_start_limit") is { } limit && limit.Number("remaining") is <= 0
            ? new Result.SessionLimitReached(
                TimeSpan.FromMilliseconds(Math.Clamp(limit.Number("reset_after") ?? 0, 0, TimeSpan.FromDays(1).TotalMilliseconds)))
            : new Result.Available(url);
    }

    /// <summary>What Discord said.</summary>
    internal abstract record Result
    {
        private Result()
        {
        }

        internal sealed record Available(Uri Url) : Result;

        /// <summary>No session may begin before the delay is over: one that does could cost the token.</summary>
        internal sealed record SessionLimitReached(TimeSpan RetryAfter) : Result;

        /// <summary>Not now.</summary>
        internal sealed record Unavailable(string Reason, TimeSpan RetryAfter) : Result;

        /// <summary>Never: a person must act.</summary>
        internal sealed record Refused(string Reason) : Result;
    }
}
