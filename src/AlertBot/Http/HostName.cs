namespace AlertBot.Http;

/// <summary>Checks host names. .NET accepts some invalid ones in a <see cref="Uri"/> and throws later.</summary>
internal static class HostName
{
    /// <summary>Whether the host of an absolute address is an IP address or a valid DNS name (RFC 5891).</summary>
    public static bool IsValid(Uri address)
    {
        try
        {
            return address.Host.Length > 0 && address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }
}
