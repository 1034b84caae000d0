using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AlertBot.Web;

/// <summary>Serves only inbound hooks on the address of <c>web.hooks</c>, so that this address can be made public.</summary>
internal sealed class InboundHookListener
{
    private static readonly InboundHookListener ConnectionMarker = new();

    /// <summary>
    /// Listens on both addresses and marks connections to the second. The local address of a connection cannot identify the listener,
    /// because one address may include the other.
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

    /// <summary>True: the request came in on <c>web.hooks</c>, but its endpoint is not an inbound hook.</summary>
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

/// <summary>Marks an endpoint that a chat platform or hub calls. It authenticates the caller itself.</summary>
internal sealed class InboundHookMetadata
{
    public static readonly InboundHookMetadata Instance = new();
}
