using System.Text;
using AlertBot.Text;

namespace AlertBot.Http;

/// <summary>The addresses that one fetch has come through, and whether it may go on.</summary>
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

    /// <summary>The lasting new address: with the user name and password of the old one where the host stayed the same.</summary>
    public Uri? MovedTo => _visited.Count > 0 && _isPermanent && !Current.Equals(_start) ? Current : null;

    /// <summary>No redirect on the way was only for now: what the current address says, it says of the first.</summary>
    public bool IsPermanent => _isPermanent;

    /// <returns>Why the current address may not be asked; null when it may.</returns>
    public string? GetRefusalReason(int maxRedirects)
    {
        if (_error is not null)
        {
            return _error;
        }

        if (!Current.IsAbsoluteUri || (Current.Scheme != Uri.UriSchemeHttp && Current.Scheme != Uri.UriSchemeHttps)
            || Current.Host.Length == 0)
        {
            return $"{RedirectedByPrefix()}{(Current.IsAbsoluteUri ? UntrustedText.Sanitize(Current.Scheme) : "it")}: only addresses "
                + $"with http:// or https:// can be read";
        }

        if (!HostName.IsValid(Current))
        {
            return $"{RedirectedByPrefix()}a host whose name is no name: check the address";
        }

        if (_visited.Contains(Current))
        {
            return $"the redirects of {DisplayName(_start)} run in a circle "
                + $"({string.Join(" → ", _visited.Append(Current).Select(DisplayName))}): the site must mend it, or use another address";
        }

        return _visited.Count > maxRedirects
            ? $"{DisplayName(_start)} redirects more than {maxRedirects} times: use the address it leads to" : null;
    }

    /// <returns>Whether the answer is a redirect; <see cref="Current"/> is then where it leads.</returns>
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
            _error = $"{DisplayName(Current)} redirects to something that is no address: the site must mend it";
        }

        return true;
    }

    /// <summary>Headers come as Latin-1; a Location beyond ASCII is UTF-8 in practice.</summary>
    private static string DecodeLocation(string header) =>
        Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(header)) is var decoded && decoded.Contains('\uFFFD') ? header : decoded;

    private static string DisplayName(Uri address) => UntrustedText.Sanitize(address.IsAbsoluteUri ? address.Host : "");

    /// <summary>No fragment; the start's user name and password stay with its host.</summary>
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
