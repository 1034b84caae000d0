using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AlertBot.Testing.Slack.SocketMode;

/// <summary>Makes a web socket of a request: RFC 6455, section 4.2.</summary>
internal static class WebSocketHandshake
{
    /// <returns>Null where the request opens none, which is noted.</returns>
    public static async Task<WebSocketFrames?> AcceptAsync(LoopbackSlack slack, HttpContext context)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        var key = request.Headers.SecWebSocketKey.ToString();
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade
            || request.Headers.SecWebSocketVersion != "13" || key.Length != 24)
        {
            slack.AddViolation("socket: a request that opens no web socket");
            return null;
        }

        if (request.Headers.Authorization.Count > 0)
        {
            slack.AddViolation("socket: a token is sent along, which the ticket stands for");
        }

        // SHA-1 is what the RFC wants.
        headers["Upgrade"] = "websocket";
        headers["Connection"] = "Upgrade";
#pragma warning disable CA5350
        headers["Sec-WebSocket-Accept"] =
            Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        return new WebSocketFrames(await upgrade.UpgradeAsync());
    }
}
