using System.Diagnostics;
using System.Text.Json;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Gateway;

/// <summary>
/// Asks Discord for the gateway's URL and how many sessions may still be started:
/// https://docs.discord.com/developers/events/gateway#get-gateway-bot
/// </summary>
/// <param name="send"><see cref="DiscordRestClient.SendAsync"/>.</param>
internal sealed class GatewayUrlClient(Func<DiscordRequest, CancellationToken, Task<PlatformResult>> send)
{
    /// <summary>Limits the delay that Discord may ask for: the count of sessions starts anew every day.</summary>
    private static readonly TimeSpan MaxSessionLimitDelay = TimeSpan.FromDays(1);

    private static readonly DiscordRequest GetGatewayBot =
        new(HttpMethod.Get, "GET gateway/bot", "gateway/bot") { IsIdempotent = true, MaxWait = TimeSpan.FromSeconds(30) };

    public async Task<SocketUrlResult> GetUrlAsync(CancellationToken cancellationToken) =>
        await send(GetGatewayBot, cancellationToken) switch
        {
            PlatformResult.Succeeded success => Read(success.Body),
            DiscordRefusal { Status: 401 } => new SocketUrlResult.Refused(DiscordErrorCodes.Unauthorized),
            { Failure: { } failure } => new SocketUrlResult.Unavailable(failure.Reason, failure.RetryAfter),
            _ => throw new UnreachableException(),
        };

    /// <summary>Adds the version and encoding of the gateway that AlertBot implements; the URL's own query stays.</summary>
    public static Uri WithVersionAndEncoding(Uri url)
    {
        var query = url.Query.TrimStart('?');
        return new UriBuilder(url) { Query = (query.Length == 0 ? "" : query + "&") + "v=10&encoding=json" }.Uri;
    }

    private static SocketUrlResult Read(JsonElement body)
    {
        var result = SocketUrlResult.Parse(body, "Discord", "discord.apiBaseUrl");
        return result is SocketUrlResult.Available && body.Field("session_start_limit") is { } limit && limit.Number("remaining") is <= 0
            ? new GatewaySessionLimitReached(
                TimeSpan.FromMilliseconds(Math.Clamp(limit.Number("reset_after") ?? 0, 0, MaxSessionLimitDelay.TotalMilliseconds)))
            : result;
    }
}

/// <summary>No session may start before the delay is over. Discord resets the token of a bot that starts too many.</summary>
internal sealed record GatewaySessionLimitReached(TimeSpan RetryAfter) : SocketUrlResult;
