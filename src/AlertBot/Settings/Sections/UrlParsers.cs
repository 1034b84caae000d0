using System.Net;
using AlertBot.Alerts.Subscriptions;

namespace AlertBot.Settings.Sections;

/// <summary>How addresses of the web are written in settings.</summary>
internal static class UrlParsers
{
    /// <summary>Of something on the web: a feed, a webhook.</summary>
    public static ParseResult<Uri> HttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0
            ? uri
            : ParseResult.Failure<Uri>("is no address; write it whole, with https:// at its beginning");

    /// <summary>Of a service to which paths are added: without a slash at its end.</summary>
    public static ParseResult<Uri> BaseUrl(string text) => HttpUrl(text) switch
    {
        { Error: { } mistake } => ParseResult.Failure<Uri>(mistake),
        { Value: { Query: "", Fragment: "" } } => new Uri(text.TrimEnd('/')),
        _ => ParseResult.Failure<Uri>("holds ? or #; write only the part before it"),
    };

    /// <summary>To listen on. A name other than localhost is refused: the server would take it for every address of the machine.</summary>
    public static ParseResult<Uri> ListenUrl(string text)
    {
        const string Mend = "write http://, an IP address or localhost, and a port, as in http://127.0.0.1:8080";
        return HttpUrl(text) switch
        {
            { Error: not null } => ParseResult.Failure<Uri>("is no address to listen on; " + Mend),
            { Value.Scheme: "https" } => ParseResult.Failure<Uri>("wants https, which a proxy in front has to speak; " + Mend),
            { Value: { PathAndQuery: "/", Fragment: "", UserInfo: "" } uri } when IsIpOrLocalhost(uri) => uri,
            _ => ParseResult.Failure<Uri>("is no address to listen on; " + Mend),
        };
    }

    private static bool IsIpOrLocalhost(Uri uri) =>
        uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(uri.IdnHost, out _);
}
