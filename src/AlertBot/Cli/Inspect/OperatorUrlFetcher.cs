using System.Net;
using System.Net.Sockets;
using AlertBot.Http;

namespace AlertBot.Cli.Inspect;

/// <summary>Fetches an address that the operator typed: it may lie inside, on any port; where it redirects to is guarded as ever.</summary>
internal static class OperatorUrlFetcher
{
    public static async Task<FetchOutcome> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var fetcher = new Fetcher(new NetworkOptions { AllowedRanges = await ResolveHostRangesAsync(address, cancellationToken) },
            TimeProvider.System);
        return await fetcher.GetAsync(new FetchRequest(address), cancellationToken);
    }

    private static async Task<IReadOnlyList<IPNetwork>> ResolveHostRangesAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            var found = await Dns.GetHostAddressesAsync(address.DnsSafeHost, cancellationToken);
            return [.. found.Select(
                ip => new IPNetwork(new IPAddress(ip.GetAddressBytes()), ip.AddressFamily == AddressFamily.InterNetwork ? 32 : 128))];
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // The fetch itself says what is wrong with the name.
            return [];
        }
    }
}
