using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using AlertBot.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace AlertBot.Http;

/// <summary>Says in a sentence what went wrong with a request and what mends it; names the host, never path, query or password.</summary>
internal static class FetchFailure
{
    public static FetchOutcome.Failed FromStatus(string host, int status, TimeSpan? retryAfter)
    {
        var mend = status switch
        {
            304 => "although nothing was kept from before: it will be asked anew",
            401 => "give the user name and password in the address, or a header in the feed's settings",
            403 => "it does not let AlertBot read this; ask the site, or use another address",
            404 => "check the address",
            410 => "it is gone for good; remove the address or replace it by a new one",
            429 => "it is asked too often and will be asked again later",
            408 or 425 or >= 500 => "it will be asked again later",
            _ => "check the address",
        };
        return new FetchOutcome.Failed(
            $"{host} answered {status} {ReasonPhrases.GetReasonPhrase(status)}".TrimEnd() + $": {mend}",
            status,
            retryAfter,
            status is 408 or 425 or 429 or >= 500)
        {
            Host = host,
        };
    }

    /// <summary>AlertBot never poses as a browser, so only the site can open the way.</summary>
    public static FetchOutcome.Failed Challenged(string host, int status, TimeSpan? retryAfter) => new(
        $"{host} answered {status} with a Cloudflare challenge, which only browsers pass: ask the site to let feed readers through to "
            + $"this address, or use another address of the feed",
        status,
        retryAfter,
        IsTransient: false)
    {
        Host = host,
    };

    public static FetchOutcome.Failed Paused(string host, TimeSpan left) =>
        new($"it redirects to {host}, which asked to be left alone: it will be asked when that time is over", null, left,
            IsTransient: true) { Host = host };

    public static FetchOutcome.Failed TimedOut(string host, TimeSpan limit) =>
        Transient($"{host} gave no whole answer within {limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s: it will "
        + $"be asked again later; raise network.timeout if it is always slow");

    public static FetchOutcome.Failed TooLarge(string host, long limit) =>
        Permanent($"the body that {host} sends is larger than {FormatSize(limit)}: raise network.maxBody if you mean it");

    public static FetchOutcome.Failed Permanent(string reason) => new(reason, null, null, IsTransient: false);

    /// <summary>Whether the exception is of the sort that a server or the network causes, and no fault of ours.</summary>
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
                        $"{host} has no valid certificate ({UntrustedText.Sanitize(e.Message)}): the site must mend it, or use another "
                            + $"address");
                case AuthenticationException:
                    return Permanent(
                        $"no secure connection to {host} came about: it may not speak TLS on this port; check http or https in the "
                            + $"address");
                case SocketException socket:
                    return FromSocketError(host, socket.SocketErrorCode);
                case InvalidDataException or ZstdSharp.ZstdException:
                    return Permanent($"{host} sent a body that cannot be unpacked as it says: the site must mend it");
                default:
                    break;
            }
        }

        return FromRequestError(host, exception);
    }

    private static FetchOutcome.Failed FromSocketError(string host, SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData =>
            Permanent($"the name {host} is not known to DNS: check the spelling of the address"),
        SocketError.TryAgain or SocketError.NoRecovery =>
            Transient($"DNS gave no answer for {host}: it will be asked again later; check this machine's DNS if all hosts fail"),
        SocketError.ConnectionRefused =>
            Transient($"{host} refused the connection: nothing listens there now; check the address and the port"),
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Reset(host),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown =>
            Transient($"{host} cannot be reached from here: check this machine's network"),
        SocketError.TimedOut => Transient($"{host} did not take the connection in time: it will be asked again later"),
        _ => Transient($"the connection to {host} failed ({error}): it will be tried again later"),
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
                Transient($"no secure connection to {host} came about: it may not speak TLS on this port; check http or https in the "
                + $"address"),
            HttpRequestError.ResponseEnded => Transient($"{host} broke the answer off before its end: it will be asked again later"),
            HttpRequestError.InvalidResponse => Permanent($"{host} answered something that is not HTTP: check the address and the port"),
            HttpRequestError.ConfigurationLimitExceeded => Permanent($"{host} sent headers beyond the limit: the site must mend it"),
            _ => Transient($"the connection to {host} failed: it will be tried again later"),
        };
    }

    private static FetchOutcome.Failed Reset(string host) => Transient($"{host} reset the connection: it will be asked again later");

    private static FetchOutcome.Failed Transient(string reason) => new(reason, null, null, IsTransient: true);

    private static string FormatSize(long bytes) => bytes switch
    {
        >= 1_000_000 => (bytes / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " MB",
        >= 1_000 => (bytes / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + " kB",
        _ => bytes.ToString(CultureInfo.InvariantCulture) + " bytes",
    };
}
