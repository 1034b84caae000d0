using System.Net;
using AlertBot.Alerts.Subscriptions;

namespace AlertBot.Settings.Sections;

/// <summary>Parses URLs.</summary>
internal static class UrlParsers
{
    /// <summary>Parses an absolute http or https URL.</summary>
    public static ParseResult<Uri> HttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0
            ? uri
            : ParseResult.Failure<Uri>("is not a complete URL; write one that begins with https:// or http://");

    /// <summary>Parses the URL of a feed.</summary>
    public static ParseResult<Uri> FeedUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "ftp" or "ftps" or "sftp" or "file"
            ? ParseResult.Failure<Uri>($"begins with {uri.Scheme}://, which cannot be polled; write an https:// or http:// URL")
            : HttpUrl(text);

    /// <summary>Parses the URL of a service, to which paths are added. The result has no slash at the end.</summary>
    public static ParseResult<Uri> BaseUrl(string text) => HttpUrl(text) switch
    {
        { Error: { } error } => ParseResult.Failure<Uri>(error),
        { Value: { Query: "", Fragment: "" } } => new Uri(text.TrimEnd('/')),
        _ => ParseResult.Failure<Uri>("contains ? or #; write only the part before it"),
    };

    /// <summary>
    /// Parses an address to listen on. A host name other than localhost is refused: the server would listen on all addresses of the
    /// machine.
    /// </summary>
    public static ParseResult<Uri> ListenUrl(string text)
    {
        const string Fix = "write http://, an IP address or localhost, and a port, as in http://127.0.0.1:8080";
        return HttpUrl(text) switch
        {
            { Error: not null } => ParseResult.Failure<Uri>("is not an address to listen on; " + Fix),
            { Value.Scheme: "https" } =>
                ParseResult.Failure<Uri>("uses https, which AlertBot does not serve; put a reverse proxy in front, and " + Fix),
            { Value: { PathAndQuery: "/", Fragment: "", UserInfo: "" } uri } when IsIpOrLocalhost(uri) => uri,
            _ => ParseResult.Failure<Uri>("is not an address to listen on; " + Fix),
        };
    }

    private static bool IsIpOrLocalhost(Uri uri) =>
        uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(uri.IdnHost, out _);
}
