namespace AlertBot.Http;

/// <summary>Tells host names that can be asked for from those that .NET takes into an address and then throws over.</summary>
internal static class HostName
{
    /// <summary>Whether the host of an absolute address has a form that DNS knows (RFC 5891), or is an IP address.</summary>
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
