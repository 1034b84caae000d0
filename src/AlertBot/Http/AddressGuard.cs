using System.Net;
using System.Net.Sockets;

namespace AlertBot.Http;

/// <summary>
/// Decides whether an IP address belongs to the public internet. Private, loopback, link-local and reserved addresses do not, nor do IPv6
/// addresses that embed one of them.
/// </summary>
internal static class AddressGuard
{
    // From the IANA IPv4 and IPv6 special-purpose address registries. Cloud metadata services use link-local (169.254.169.254,
    // fd00:ec2::254) and shared addresses (100.100.100.200); Azure's 168.63.129.16 is the only public one.
    private static readonly (IPNetwork Range, string Kind)[] SpecialPurposeRanges =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "an unspecified address"),
        (IPNetwork.Parse("10.0.0.0/8"), "a private address"),
        (IPNetwork.Parse("100.64.0.0/10"), "a shared (carrier NAT) address"),
        (IPNetwork.Parse("127.0.0.0/8"), "a loopback address"),
        (IPNetwork.Parse("168.63.129.16/32"), "a metadata address"),
        (IPNetwork.Parse("169.254.0.0/16"), "a link-local address"),
        (IPNetwork.Parse("172.16.0.0/12"), "a private address"),
        (IPNetwork.Parse("192.0.0.0/24"), "a reserved address"),
        (IPNetwork.Parse("192.0.2.0/24"), "a documentation address"),
        (IPNetwork.Parse("192.31.196.0/24"), "a reserved address"),
        (IPNetwork.Parse("192.52.193.0/24"), "a reserved address"),
        (IPNetwork.Parse("192.88.99.0/24"), "a 6to4 relay address"),
        (IPNetwork.Parse("192.168.0.0/16"), "a private address"),
        (IPNetwork.Parse("192.175.48.0/24"), "a reserved address"),
        (IPNetwork.Parse("198.18.0.0/15"), "a benchmarking address"),
        (IPNetwork.Parse("198.51.100.0/24"), "a documentation address"),
        (IPNetwork.Parse("203.0.113.0/24"), "a documentation address"),
        (IPNetwork.Parse("224.0.0.0/4"), "a multicast address"),
        (IPNetwork.Parse("240.0.0.0/4"), "a reserved address"),
        (IPNetwork.Parse("::/128"), "an unspecified address"),
        (IPNetwork.Parse("::1/128"), "a loopback address"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "a local NAT64 address"),
        (IPNetwork.Parse("100::/64"), "a discard address"),
        (IPNetwork.Parse("2001::/23"), "a reserved (Teredo, ORCHID) address"),
        (IPNetwork.Parse("2001:db8::/32"), "a documentation address"),
        (IPNetwork.Parse("2002::/16"), "a 6to4 address"),
        (IPNetwork.Parse("3fff::/20"), "a documentation address"),
        (IPNetwork.Parse("5f00::/16"), "a reserved address"),
        (IPNetwork.Parse("fc00::/7"), "a private (unique local) address"),
        (IPNetwork.Parse("fe80::/10"), "a link-local address"),
        (IPNetwork.Parse("fec0::/10"), "a private (site-local) address"),
        (IPNetwork.Parse("ff00::/8"), "a multicast address"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <returns>The kind of address, such as "a loopback address"; null for an address of the public internet.</returns>
    public static string? GetSpecialPurpose(IPAddress address)
    {
        var plain = Unwrap(address);
        foreach (var (range, kind) in SpecialPurposeRanges)
        {
            if (range.Contains(plain))
            {
                return kind;
            }
        }

        return plain.AddressFamily != AddressFamily.InterNetworkV6 ? null
            : !GlobalUnicast.Contains(plain) ? "a reserved address"
            : IsIsatap(plain) ? "a tunnel (ISATAP) address"
            : null;
    }

    /// <summary>Whether the address lies in a range that the operator allowed.</summary>
    public static bool IsAllowed(IPAddress address, IReadOnlyList<IPNetwork> allow)
    {
        var plain = Unwrap(address);
        return allow.Any(range => range.Contains(address) || range.Contains(plain));
    }

    /// <summary>ISATAP: the last 32 bits are an IPv4 address behind the tunnel, under any prefix (RFC 5214, section 6.1).</summary>
    private static bool IsIsatap(IPAddress address) => address.GetAddressBytes().AsSpan(8) is [0x00 or 0x02, 0x00, 0x5E, 0xFE, ..];

    /// <summary>
    /// The address that packets will reach: the IPv4 address inside an IPv4-mapped or NAT64 address, without an IPv6 scope.
    /// </summary>
    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        var unscoped = new IPAddress(bytes);
        return Nat64.Contains(unscoped) ? new IPAddress(bytes.AsSpan(12)) : unscoped;
    }
}
