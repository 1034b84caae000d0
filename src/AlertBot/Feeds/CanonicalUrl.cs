using System.Collections.Frozen;
using AlertBot.Http;

namespace AlertBot.Feeds;

/// <summary>Canonical form of a link: two addresses of one article have the same form.</summary>
internal static class CanonicalUrl
{
    // Tracking parameters: they record how a reader came to an article, never which article it is. Parameters that some site may
    // use to identify pages (id, p, ref, source, page, s) are kept, since a duplicate alert is better than a lost one.
    private static readonly FrozenSet<string> TrackingParameters = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid", "igshid", "igsh",
        "srsltid",
        "_openstat", "_ga", "_gl", "mkt_tok", "mkcid", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking", "vero_id",
        "vero_conv", "oly_anon_id", "oly_enc_id",
        "rb_clickid", "s_cid", "wickedid", "icid", "ocid", "cmp", "cmpid", "traffic_source", "xtor", "at_campaign", "at_medium", "ftag",
        "ncid", "smid", "sr_share",
        "guccounter", "guce_referrer", "guce_referrer_sig", "feature_source", "ref_src", "ref_url", "__twitter_impression", "spm",
        "echobox", "wt_mc", "wt_zmc", "rss_campaign");

    private static readonly string[] TrackingPrefixes =
        ["utm_", "at_", "mc_", "ns_", "pk_", "mtm_", "piwik_", "matomo_", "hsa_", "__twitter_", "stm_"];

    /// <returns>
    /// The link without fragment and tracking parameters, in normalized spelling, always with http. Text that is not a web address is
    /// only trimmed. Other parameters keep their order; <c>www.</c>, a trailing slash and AMP forms stay, because sites differ in what
    /// they mean.
    /// </returns>
    public static string From(string link)
    {
        var trimmed = link.Trim();
        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps) || !HostName.IsValid(address))
        {
            return trimmed;
        }

        var port = address.IsDefaultPort ? "" : $":{address.Port}";
        var fragment = address.Fragment.StartsWith("#!", StringComparison.Ordinal) ? address.Fragment : "";
        return $"http://{address.IdnHost.TrimEnd('.').ToLowerInvariant()}{port}{address.AbsolutePath}{CleanQuery(address.Query)}{fragment}";
    }

    private static string CleanQuery(string query)
    {
        if (query.Length <= 1)
        {
            return "";
        }

        var kept = query[1..].Split('&').Where(pair => pair.Length > 0 && !IsTracking(pair)).ToList();
        return kept.Count == 0 ? "" : "?" + string.Join('&', kept);
    }

    private static bool IsTracking(string pair)
    {
        var end = pair.IndexOf('=', StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(end < 0 ? pair : pair[..end]);

        // A feed that escapes twice leaves "amp;utm_source".
        name = name.StartsWith("amp;", StringComparison.OrdinalIgnoreCase) ? name[4..] : name;
        return TrackingParameters.Contains(name)
            || TrackingPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }
}
