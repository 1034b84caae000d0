using System.Net;
using System.Net.Sockets;
using AlertBot.Http;

namespace AlertBot.Cli.Inspect;

/// <summary>
/// Fetches a URL typed by the operator, who may name private addresses and any port. Redirects to other private addresses stay refused.
/// </summary>
internal static class OperatorUrlFetcher
{
    private const int IPv4PrefixLength = 32;
    private const int IPv6PrefixLength = 128;

    public static async Task<FetchOutcome> GetAsync(Uri url, CancellationToken cancellationToken)
    {
        var network = new NetworkOptions { AllowedRanges = await ResolveHostRangesAsync(url, cancellationToken) };
        using var fetcher = new Fetcher(network, TimeProvider.System);
        return await fetcher.GetAsync(new FetchRequest(url), cancellationToken);
    }

    /// <returns>A range of one address for each address of the host. Empty when the name cannot be resolved: the fetch reports
    /// that.</returns>
    private static async Task<IReadOnlyList<IPNetwork>> ResolveHostRangesAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(url.DnsSafeHost, cancellationToken);
            return [.. addresses.Select(ToRange)];
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return [];
        }
    }

    /// <summary>The address is copied without its scope id, which a range cannot have.</summary>
    private static IPNetwork ToRange(IPAddress address) => new(
        new IPAddress(address.GetAddressBytes()),
        address.AddressFamily == AddressFamily.InterNetwork ? IPv4PrefixLength : IPv6PrefixLength);
}
