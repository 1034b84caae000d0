using System.Net;
using System.Net.Sockets;
using AlertBot.Text;

namespace AlertBot.Http;

/// <summary>
/// Opens connections to permitted addresses and ports only. The address that was checked is the one connected to.
/// </summary>
internal sealed class GuardedConnector(NetworkOptions options, TimeProvider time,
    Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>
    /// The maximum number of addresses that are tried for one host. A DNS answer with a thousand addresses must not make AlertBot a port
    /// scanner.
    /// </summary>
    private const int MaxAddresses = 8;

    /// <summary>How long one address of a host is tried before the next one.</summary>
    private static readonly TimeSpan TimeoutPerAddress = TimeSpan.FromSeconds(5);

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var request = context.InitialRequestMessage;
        if (!request.Options.TryGetValue(FetchDeadline.OptionsKey, out var deadline))
        {
            return await ConnectAsync(context.DnsEndPoint, null, cancellationToken);
        }

        // Without the deadline, the connection pool would keep connecting after the request was cancelled.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var stream = await ConnectAsync(context.DnsEndPoint, deadline, either.Token);
        deadline.EnterPhase(request.RequestUri?.Scheme == Uri.UriSchemeHttps ? FetchPhase.Tls : FetchPhase.FirstByte);
        return stream;
    }

    /// <summary>Called when the connection is established, including TLS. The next phase waits for the first byte.</summary>
    public static ValueTask<Stream> OnConnected(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        if (context.InitialRequestMessage.Options.TryGetValue(FetchDeadline.OptionsKey, out var deadline))
        {
            deadline.EnterPhase(FetchPhase.FirstByte);
        }

        return ValueTask.FromResult(context.PlaintextStream);
    }

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint to, FetchDeadline? deadline, CancellationToken cancellationToken)
    {
        var (host, port) = (to.Host, to.Port);
        deadline?.EnterPhase(FetchPhase.Dns);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        deadline?.EnterPhase(FetchPhase.Connect);
        var permitted = GetPermittedAddresses(host, port, addresses).ConvertAll(a => a.IsIPv4MappedToIPv6 ? a.MapToIPv4() : a);
        for (var i = 0; ; i++)
        {
            var isLast = i == permitted.Count - 1;
            try
            {
                return await ConnectAsync(permitted[i], port, isLast ? Timeout.InfiniteTimeSpan : TimeoutPerAddress, cancellationToken);
            }
            catch (Exception e)
                when (!isLast && !cancellationToken.IsCancellationRequested && e is SocketException or OperationCanceledException)
            {
                // Try the next address of the host.
            }
        }
    }

    private List<IPAddress> GetPermittedAddresses(string host, int port, IPAddress[] addresses)
    {
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        var permitted = addresses.Where(a => GetRefusalReason(host, port, a) is null).Take(MaxAddresses).ToList();
        return permitted.Count > 0 ? permitted : throw new AddressRefusedException(GetRefusalReason(host, port, addresses[0])!);
    }

    private string? GetRefusalReason(string host, int port, IPAddress address)
    {
        if (AddressGuard.IsAllowed(address, options.AllowedRanges))
        {
            return null;
        }

        if (AddressGuard.GetSpecialPurpose(address) is { } kind)
        {
            var shown = address.ToString() == host.Trim('[', ']') ? $"{address} is"
                : $"{UntrustedText.Sanitize(host)} resolves to {address},";
            return $"{shown} {kind}: the operator can allow it with network.allow";
        }

        return options.AllowedPorts.Contains(port) ? null
            : $"{UntrustedText.Sanitize(host)}:{port}: port {port} is not allowed: add it to network.ports if that is intended";
    }

    private async Task<Stream> ConnectAsync(IPAddress address, int port, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A host has only addresses that feeds and pages must not reach. The message is the reason, for a person.</summary>
internal sealed class AddressRefusedException(string message) : Exception(message);
