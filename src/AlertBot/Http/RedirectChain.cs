using System.Text;
using AlertBot.Text;

namespace AlertBot.Http;

/// <summary>The redirects of one fetch so far, and whether the next address may be requested.</summary>
internal sealed class RedirectChain(Uri start)
{
    private readonly List<Uri> _visited = [];
    private readonly Uri _start = start;
    private string? _error;
    private bool _isPermanent = true;

    public Uri Current { get; private set; } = start;

    public bool IsRedirected => _visited.Count > 0;

    /// <summary>The current host as messages name it.</summary>
    public string DisplayHost => UntrustedText.Sanitize(Current.IsDefaultPort ? Current.Host : $"{Current.Host}:{Current.Port}");

    /// <summary>The current address without user name and password.</summary>
    public Uri AddressWithoutCredentials =>
        Current.UserInfo.Length == 0 ? Current : new UriBuilder(Current) { UserName = "", Password = "" }.Uri;

    /// <summary>
    /// The permanent new address, with the user name and password of the old one when the origin is the same; null when there is none.
    /// </summary>
    public Uri? MovedTo => _visited.Count > 0 && _isPermanent && !Current.Equals(_start) ? Current : null;

    /// <summary>All redirects so far were permanent, so a response such as 410 applies to the first address.</summary>
    public bool IsPermanent => _isPermanent;

    /// <returns>Why the current address must not be requested; null when it may.</returns>
    public string? GetRefusalReason(int maxRedirects)
    {
        if (_error is not null)
        {
            return _error;
        }

        if (!Current.IsAbsoluteUri || (Current.Scheme != Uri.UriSchemeHttp && Current.Scheme != Uri.UriSchemeHttps)
            || Current.Host.Length == 0)
        {
            return $"{RedirectedByPrefix()}{(Current.IsAbsoluteUri ? UntrustedText.Sanitize(Current.Scheme) : "it")}: only http:// and "
                + $"https:// "
                + $"addresses are supported";
        }

        if (!HostName.IsValid(Current))
        {
            return $"{RedirectedByPrefix()}an invalid host name: check the address";
        }

        if (_visited.Contains(Current))
        {
            return $"{DisplayName(_start)} redirects in a loop "
                + $"({string.Join(" → ", _visited.Append(Current).Select(DisplayName))}): the site must fix it, or use another address";
        }

        return _visited.Count > maxRedirects
            ? $"{DisplayName(_start)} redirects more than {maxRedirects} times: use the address it leads to" : null;
    }

    /// <returns>Whether the response is a redirect. <see cref="Current"/> is then its target.</returns>
    public bool TryFollow(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is not (301 or 302 or 303 or 307 or 308) || !response.Headers.NonValidated.TryGetValues("Location", out var values))
        {
            return false;
        }

        _visited.Add(Current);
        _isPermanent &= status is 301 or 308;
        if (Uri.TryCreate(Current, DecodeLocation(values.First()).Trim(), out var next))
        {
            Current = WithCredentials(next);
        }
        else
        {
            _error = $"{DisplayName(Current)} redirects to an invalid address: the site must fix it";
        }

        return true;
    }

    /// <summary>.NET decodes headers as Latin-1; in practice a non-ASCII Location is UTF-8.</summary>
    private static string DecodeLocation(string header) =>
        Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(header)) is var decoded && decoded.Contains('\uFFFD') ? header : decoded;

    private static string DisplayName(Uri address) => UntrustedText.Sanitize(address.IsAbsoluteUri ? address.Host : "");

    /// <summary>Removes the fragment, and keeps the user name and password of the first address for its own origin only.</summary>
    private Uri WithCredentials(Uri next)
    {
        if (next.Scheme != Uri.UriSchemeHttp && next.Scheme != Uri.UriSchemeHttps)
        {
            return next;
        }

        var address = new UriBuilder(next) { Fragment = "" };
        if (next.UserInfo.Length == 0 && _start.UserInfo.Length > 0 && RequestHeaders.IsSameOrigin(_start, next))
        {
            var login = _start.UserInfo.Split(':', 2);
            (address.UserName, address.Password) = (login[0], login.ElementAtOrDefault(1) ?? "");
        }

        return address.Uri;
    }

    private string RedirectedByPrefix() => _visited.Count > 0 ? $"{DisplayName(_visited[^1])} redirects to " : "";
}
