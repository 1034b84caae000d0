using System.Text;

namespace AlertBot.Http;

/// <summary>The addresses that one fetch has come through, and whether it may go on.</summary>
internal sealed class RedirectTrail(Uri start)
{
    private readonly List<Uri> _seen = [];
    private readonly Uri _start = start;
    private string? _broken;
    private bool _isPermanent = true;

    public Uri Current { get; private set; } = start;

    public bool IsRedirected => _seen.Count > 0;

    /// <summary>The current host as messages name it.</summary>
    public string Host => ServerText.Clean(Current.IsDefaultPort ? Current.Host : $"{Current.Host}:{Current.Port}");

    /// <summary>The current address without user name and password.</summary>
    public Uri ShownAddress => Current.UserInfo.Length == 0 ? Current : new UriBuilder(Current) { UserName = "", Password = "" }.Uri;

    /// <summary>The lasting new address: with the user name and password of the old one where the host stayed the same.</summary>
    public Uri? MovedTo => _seen.Count > 0 && _isPermanent && !Current.Equals(_start) ? Current : null;

    /// <summary>No redirect on the way was only for now: what the current address says, it says of the first.</summary>
    public bool IsLasting => _isPermanent;

    /// <returns>Why the current address may not be asked; null when it may.</returns>
    public string? Objection(int maxRedirects)
    {
        if (_broken is not null)
        {
            return _broken;
        }

        if (!Current.IsAbsoluteUri || (Current.Scheme != Uri.UriSchemeHttp && Current.Scheme != Uri.UriSchemeHttps) || Current.Host.Length == 0)
        {
            return $"{By()}{(Current.IsAbsoluteUri ? ServerText.Clean(Current.Scheme) : "it")}: only addresses with http:// or https:// can be read";
        }

        if (!HostName.IsSound(Current))
        {
            return $"{By()}a host whose name is no name: check the address";
        }

        if (_seen.Contains(Current))
        {
            return $"the redirects of {Name(_start)} run in a circle ({string.Join(" → ", _seen.Append(Current).Select(Name))}): the site must mend it, or use another address";
        }

        return _seen.Count > maxRedirects ? $"{Name(_start)} redirects more than {maxRedirects} times: use the address it leads to" : null;
    }

    /// <returns>Whether the answer is a redirect; <see cref="Current"/> is then where it leads.</returns>
    public bool Follow(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is not (301 or 302 or 303 or 307 or 308) || !response.Headers.NonValidated.TryGetValues("Location", out var values))
        {
            return false;
        }

        _seen.Add(Current);
        _isPermanent &= status is 301 or 308;
        if (Uri.TryCreate(Current, Utf8(values.First()).Trim(), out var next))
        {
            Current = WithLogin(next);
        }
        else
        {
            _broken = $"{Name(Current)} redirects to something that is no address: the site must mend it";
        }

        return true;
    }

    /// <summary>Headers come as Latin-1; a Location beyond ASCII is UTF-8 in practice.</summary>
    private static string Utf8(string header) =>
        Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(header)) is var decoded && decoded.Contains('\uFFFD') ? header : decoded;

    private static string Name(Uri address) => ServerText.Clean(address.IsAbsoluteUri ? address.Host : "");

    /// <summary>No fragment; the start's user name and password stay with its host.</summary>
    private Uri WithLogin(Uri next)
    {
        if (next.Scheme != Uri.UriSchemeHttp && next.Scheme != Uri.UriSchemeHttps)
        {
            return next;
        }

        var address = new UriBuilder(next) { Fragment = "" };
        if (next.UserInfo.Length == 0 && _start.UserInfo.Length > 0 && RequestHeaders.IsSameHost(_start, next))
        {
            var login = _start.UserInfo.Split(':', 2);
            (address.UserName, address.Password) = (login[0], login.ElementAtOrDefault(1) ?? "");
        }

        return address.Uri;
    }

    private string By() => _seen.Count > 0 ? $"{Name(_seen[^1])} redirects to " : "";
}
