using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AlertBot.Web;

/// <summary>The address of <c>web.hooks</c>: only inbound hooks answer there, so that it can be published.</summary>
internal sealed class InboundHookListener
{
    private static readonly InboundHookListener ConnectionMarker = new();

    /// <summary>
    /// Listens on both addresses. What comes in by the second is marked, for addresses and ports are no proof: one may hold the other.
    /// </summary>
    public static void Listen(KestrelServerOptions kestrel, Uri listen, Uri hooks)
    {
        Listen(kestrel, listen, _ => { });
        Listen(kestrel, hooks, endpoint => endpoint.Use(next => connection =>
        {
            connection.Features.Set(ConnectionMarker);
            return next(connection);
        }));
    }

    /// <summary>Everything but the hooks is hidden from who comes by this address.</summary>
    public static bool IsHidden(HttpContext context) =>
        context.Features.Get<InboundHookListener>() is not null
            && context.GetEndpoint()?.Metadata.GetMetadata<InboundHookMetadata>() is null;

    private static void Listen(KestrelServerOptions kestrel, Uri address, Action<ListenOptions> configure)
    {
        if (IPAddress.TryParse(address.DnsSafeHost, out var ip))
        {
            kestrel.Listen(ip, address.Port, configure);
        }
        else
        {
            kestrel.ListenLocalhost(address.Port, configure);
        }
    }
}

/// <summary>Marks an endpoint that platforms call; it proves by itself who calls.</summary>
internal sealed class InboundHookMetadata
{
    public static readonly InboundHookMetadata Instance = new();
}
