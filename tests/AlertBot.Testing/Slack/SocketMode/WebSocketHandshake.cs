using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AlertBot.Testing.Slack.SocketMode;

/// <summary>Upgrades a request to a WebSocket: RFC 6455, section 4.2.</summary>
internal static class WebSocketHandshake
{
    /// <returns>Null: the request is not a WebSocket handshake, which is recorded as a violation.</returns>
    public static async Task<WebSocketFrames?> AcceptAsync(LoopbackSlack slack, HttpContext context)
    {
        var request = context.Request;
        var headers = context.Response.Headers;
        var key = request.Headers.SecWebSocketKey.ToString();
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade
            || request.Headers.SecWebSocketVersion != "13" || key.Length != 24)
        {
            slack.AddViolation("socket: a request that is not a WebSocket handshake");
            return null;
        }

        if (request.Headers.Authorization.Count > 0)
        {
            slack.AddViolation("socket: a token is sent, although the ticket replaces it");
        }

        // RFC 6455 requires SHA-1.
        headers["Upgrade"] = "websocket";
        headers["Connection"] = "Upgrade";
#pragma warning disable CA5350
        headers["Sec-WebSocket-Accept"] =
            Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        return new WebSocketFrames(await upgrade.UpgradeAsync());
    }
}
