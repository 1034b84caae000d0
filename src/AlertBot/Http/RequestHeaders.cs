using System.Net.Http.Headers;
using System.Text;

namespace AlertBot.Http;

/// <summary>Sets the headers of one request of a fetch. Headers meant for the first host are sent to no other.</summary>
internal static class RequestHeaders
{
    /// <summary>Feeds are preferred, then pages, then anything.</summary>
    private const string Accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, text/html;q=0.9, "
        + "application/xhtml+xml;q=0.9, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

    public static HttpRequestMessage CreateRequest(FetchRequest request, Uri address, string? userAgent)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, address)
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        Add(message.Headers, "User-Agent", userAgent ?? ProductInfo.UserAgent);
        Add(message.Headers, "Accept", Accept);
        Add(message.Headers, "Accept-Encoding", ContentDecoder.AcceptEncoding);
        Add(message.Headers, "If-None-Match", request.ETag);
        Add(message.Headers, "If-Modified-Since", request.LastModified);
        if (IsSameOrigin(request.Address, address))
        {
            AddFirstHostHeaders(message.Headers, request);
        }
        else
        {
            Add(message.Headers, "Authorization", GetBasicCredentials(address));
        }

        return message;
    }

    /// <summary>
    /// Same scheme, host and port (RFC 6454). Credentials sent over TLS must not be sent in plain text or to another port.
    /// </summary>
    public static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port
            && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static void AddFirstHostHeaders(HttpRequestHeaders headers, FetchRequest request)
    {
        foreach (var (name, value) in request.Headers ?? new Dictionary<string, string>())
        {
            headers.Remove(name);
            Add(headers, name, value);
        }

        if (!headers.Contains("Authorization"))
        {
            Add(headers, "Authorization", GetBasicCredentials(request.Address));
        }
    }

    /// <summary>
    /// Added without validation, because validators are sent back byte for byte. A value with a line break would start another header and
    /// is
    /// dropped.
    /// </summary>
    private static void Add(HttpRequestHeaders headers, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) && value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }

    private static string? GetBasicCredentials(Uri address) =>
        address.UserInfo.Length == 0 ? null
            : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)));
}
