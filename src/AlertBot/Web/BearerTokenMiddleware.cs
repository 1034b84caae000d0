using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace AlertBot.Web;

/// <summary>
/// Lets only who knows <c>web.token</c> see what is not for everyone, where others than this machine can reach the address.
/// </summary>
internal sealed class BearerTokenMiddleware(WebOptions options)
{
    private const string TokenNotSetMessage = "This page is off: web.listen can be reached from other machines and web.token is not "
        + "set. Set web.token (ALERTBOT_WEB__TOKEN), or listen on 127.0.0.1.";
    private const string TokenRequiredMessage =
        "This page needs the token of the setting web.token: send the header \"Authorization: Bearer <token>\".";

    private readonly bool _isRequired = !IsLoopback(options.Listen);
    private readonly byte[]? _token = string.IsNullOrWhiteSpace(options.Token) ? null : Hash(options.Token.Trim());

    /// <summary>Every endpoint is behind the gate unless it says that it is <see cref="AllowAnonymousMetadata"/>.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!_isRequired || context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<AllowAnonymousMetadata>() is not null)
        {
            return next(context);
        }

        if (_token is null)
        {
            return RejectAsync(context, HttpStatusCode.Forbidden, TokenNotSetMessage);
        }

        if (!HasToken(context.Request.Headers.Authorization, _token))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return RejectAsync(context, HttpStatusCode.Unauthorized, TokenRequiredMessage);
        }

        return next(context);
    }

    /// <summary>Only addresses that the server surely binds to this machine alone: it takes any other name for all interfaces.</summary>
    internal static bool IsLoopback(Uri address) =>
        IPAddress.TryParse(address.DnsSafeHost, out var ip)
            ? IPAddress.IsLoopback(ip)
            : address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static bool HasToken(StringValues header, byte[] token) =>
        header.Count == 1
        && AuthenticationHeaderValue.TryParse(header[0], out var credentials)
        && credentials.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && credentials.Parameter is { } given
        && CryptographicOperations.FixedTimeEquals(Hash(given), token);

    // Hashes are of one length, so that the comparison takes the same time whatever was sent.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static Task RejectAsync(HttpContext context, HttpStatusCode status, string sentence)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence + "\n", context.RequestAborted);
    }
}

/// <summary>Marks an endpoint that answers everyone, with or without the token.</summary>
internal sealed class AllowAnonymousMetadata
{
    public static readonly AllowAnonymousMetadata Instance = new();
}
