using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace AlertBot.Web;

/// <summary>
/// Requires <c>web.token</c> for all endpoints without <see cref="AllowAnonymousMetadata"/>, unless only this machine can reach them.
/// </summary>
internal sealed class BearerTokenMiddleware(WebOptions options)
{
    private const string TokenNotSetMessage = "This page is disabled: other machines can reach web.listen, but web.token is not set. "
        + "Set web.token (ALERTBOT_WEB__TOKEN), or listen on 127.0.0.1.";
    private const string TokenRequiredMessage =
        "This page requires the token from the setting web.token: send the header \"Authorization: Bearer <token>\".";

    private readonly bool _isRequired = !IsLoopback(options.Listen);
    private readonly byte[]? _token = string.IsNullOrWhiteSpace(options.Token) ? null : Hash(options.Token.Trim());

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!_isRequired
            || context.GetEndpoint() is not { } endpoint
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

    /// <summary>
    /// True only for addresses that Kestrel binds to this machine. For any other host name, Kestrel listens on all interfaces.
    /// </summary>
    internal static bool IsLoopback(Uri address) =>
        IPAddress.TryParse(address.DnsSafeHost, out var ip)
            ? IPAddress.IsLoopback(ip)
            : address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static bool HasToken(StringValues header, byte[] token) =>
        header.Count == 1
        && AuthenticationHeaderValue.TryParse(header[0], out var credentials)
        && credentials.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && credentials.Parameter is { } parameter
        && CryptographicOperations.FixedTimeEquals(Hash(parameter), token);

    // Hashes have the same length, so the comparison takes the same time for every input.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static Task RejectAsync(HttpContext context, HttpStatusCode status, string message)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(message + "\n", context.RequestAborted);
    }
}

/// <summary>Marks an endpoint that needs no token.</summary>
internal sealed class AllowAnonymousMetadata
{
    public static readonly AllowAnonymousMetadata Instance = new();
}
