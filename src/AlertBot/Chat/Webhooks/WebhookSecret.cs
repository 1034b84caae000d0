namespace AlertBot.Chat.Webhooks;

/// <summary>Keeps a webhook's address out of what people and logs read, also where the other side echoes it.</summary>
internal static class WebhookSecret
{
    /// <summary>Shorter pieces of an address (“api”, an id of a thread) are no secrets and may be words of a message.</summary>
    private const int ShortestSecret = 6;

    private const string Hidden = "[hidden]";

    public static string Hide(Uri url, string text)
    {
        foreach (var piece in Pieces(url))
        {
            text = text.Replace(piece, Hidden, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    private static IEnumerable<string> Pieces(Uri url) =>
        url.PathAndQuery.Split('/', '?', '&', '=')
            .SelectMany(p => new[] { p, Uri.UnescapeDataString(p) })
            .Where(p => p.Length >= ShortestSecret && p is not ("webhooks" or "services" or "thread_id"))
            .Distinct()
            .OrderByDescending(p => p.Length);
}
