namespace AlertBot.Feeds.WebSub;

/// <summary>How hubs reach this instance.</summary>
/// <param name="PublicUrl">The setting <c>web.publicUrl</c>, without a trailing slash.</param>
/// <param name="MaxBodyBytes">Largest document that a hub may push; the same limit as for polled documents.</param>
/// <param name="FallbackInterval">Polling interval of a feed while its hub pushes: <c>polling.max</c>.</param>
internal sealed record WebSubOptions(Uri PublicUrl, long MaxBodyBytes, TimeSpan FallbackInterval)
{
    /// <summary>Path below the public address; the id of a callback follows.</summary>
    public string CallbackBase => PublicUrl.AbsoluteUri.TrimEnd('/') + "/websub/";
}
