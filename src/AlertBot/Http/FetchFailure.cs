using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using AlertBot.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace AlertBot.Http;

/// <summary>
/// Describes a failed request in one sentence: what went wrong and how to fix it. It names the host, never the path, query or password.
/// </summary>
internal static class FetchFailure
{
    public static FetchOutcome.Failed FromStatus(string host, int status, TimeSpan? retryAfter)
    {
        var fix = status switch
        {
            304 => "but nothing was cached: the full document is requested next time",
            401 => "give the user name and password in the address, or a header in the feed's settings",
            403 => "it refuses AlertBot; ask the site for access, or use another address",
            404 => "check the address",
            410 => "it is permanently gone; remove the address or replace it",
            429 => "too many requests; retrying later",
            408 or 425 or >= 500 => "retrying later",
            _ => "check the address",
        };
        return new FetchOutcome.Failed(
            $"{host} answered {status} {ReasonPhrases.GetReasonPhrase(status)}".TrimEnd() + $": {fix}",
            status,
            retryAfter,
            status is 408 or 425 or 429 or >= 500)
        {
            Host = host,
        };
    }

    /// <summary>AlertBot never imitates a browser, so only the site can grant access.</summary>
    public static FetchOutcome.Failed Challenged(string host, int status, TimeSpan? retryAfter) => new(
        $"{host} answered {status} with a Cloudflare challenge, which only browsers pass: ask the site to allow feed readers at "
            + $"this address, or use another address of the feed",
        status,
        retryAfter,
        IsTransient: false)
    {
        Host = host,
    };

    public static FetchOutcome.Failed Paused(string host, TimeSpan left) =>
        new($"it redirects to {host}, which asked for a pause (Retry-After): retrying after the pause", null, left,
            IsTransient: true)
        { Host = host };

    public static FetchOutcome.Failed TimedOut(string host, TimeSpan limit) =>
        Transient($"{host} did not finish its response within {limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s: "
        + $"retrying later; raise network.timeout if it is always slow");

    public static FetchOutcome.Failed TooLarge(string host, long limit) =>
        Permanent($"the body from {host} is larger than {FormatSize(limit)}: raise network.maxBody if that is expected");

    public static FetchOutcome.Failed Permanent(string reason) => new(reason, null, null, IsTransient: false);

    /// <summary>Whether a server or the network causes exceptions of this kind. Others are bugs.</summary>
    public static bool IsExpected(Exception e) =>
        e is HttpRequestException or IOException or InvalidDataException or SocketException or AuthenticationException
            or AddressRefusedException or ZstdSharp.ZstdException;

    public static FetchOutcome.Failed FromException(string host, Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case AddressRefusedException:
                    return Permanent(e.Message);
                case AuthenticationException when e.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase):
                    return Permanent(
                        $"{host} has no valid certificate ({UntrustedText.Sanitize(e.Message)}): the site must fix it, or use another "
                            + $"address");
                case AuthenticationException:
                    return Permanent(
                        $"the TLS handshake with {host} failed: it may not support TLS on this port; check http or https in the "
                            + $"address");
                case SocketException socket:
                    return FromSocketError(host, socket.SocketErrorCode);
                case InvalidDataException or ZstdSharp.ZstdException:
                    return Permanent($"{host} sent a body that does not match its Content-Encoding: the site must fix it");
                default:
                    break;
            }
        }

        return FromRequestError(host, exception);
    }

    private static FetchOutcome.Failed FromSocketError(string host, SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData =>
            Permanent($"DNS does not know the name {host}: check the spelling of the address"),
        SocketError.TryAgain or SocketError.NoRecovery =>
            Transient($"DNS did not answer for {host}: retrying later; check this machine's DNS if all hosts fail"),
        SocketError.ConnectionRefused =>
            Transient($"{host} refused the connection: check the address and the port"),
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Reset(host),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown =>
            Transient($"{host} cannot be reached from here: check this machine's network"),
        SocketError.TimedOut => Transient($"{host} did not accept the connection in time: retrying later"),
        _ => Transient($"the connection to {host} failed ({error}): retrying later"),
    };

    private static FetchOutcome.Failed FromRequestError(string host, Exception exception)
    {
        var error = exception switch
        {
            HttpRequestException e => e.HttpRequestError,
            HttpIOException e => e.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return error switch
        {
            HttpRequestError.SecureConnectionError =>
                Transient($"the TLS handshake with {host} failed: it may not support TLS on this port; check http or https in the "
                + $"address"),
            HttpRequestError.ResponseEnded => Transient($"{host} closed the connection before the end of the response: retrying later"),
            HttpRequestError.InvalidResponse => Permanent($"{host} sent a response that is not HTTP: check the address and the port"),
            HttpRequestError.ConfigurationLimitExceeded => Permanent($"{host} sent headers larger than the limit: the site must fix it"),
            _ => Transient($"the connection to {host} failed: retrying later"),
        };
    }

    private static FetchOutcome.Failed Reset(string host) => Transient($"{host} reset the connection: retrying later");

    private static FetchOutcome.Failed Transient(string reason) => new(reason, null, null, IsTransient: true);

    private static string FormatSize(long bytes) => bytes switch
    {
        >= 1_000_000 => (bytes / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " MB",
        >= 1_000 => (bytes / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + " kB",
        _ => bytes.ToString(CultureInfo.InvariantCulture) + " bytes",
    };
}
