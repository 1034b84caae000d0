namespace AlertBot.Feeds.WebSub;

/// <summary>How hubs reach this AlertBot.</summary>
/// <param name="PublicUrl">The setting <c>web.publicUrl</c>, without a slash at its end.</param>
/// <param name="MaxBodyBytes">Largest document that a hub may send: as large as one that is polled.</param>
/// <param name="FallbackInterval">The time between two polls of a feed whose hub pushes: <c>polling.max</c>.</param>
internal sealed record WebSubOptions(Uri PublicUrl, long MaxBodyBytes, TimeSpan FallbackInterval)
{
    /// <summary>Below the public address; a callback's id follows.</summary>
    public string CallbackBase => PublicUrl.AbsoluteUri.TrimEnd('/') + "/websub/";
}
