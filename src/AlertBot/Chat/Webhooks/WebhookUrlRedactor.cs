namespace AlertBot.Chat.Webhooks;

/// <summary>Keeps a webhook's address out of what people and logs read, also where the other side echoes it.</summary>
internal static class WebhookUrlRedactor
{
    /// <summary>Shorter pieces of an address (“api”, an id of a thread) are no secrets and may be words of a message.</summary>
    private const int MinSecretLength = 6;

    private const string Replacement = "[hidden]";

    public static string Redact(Uri url, string text)
    {
        foreach (var piece in ListSecretParts(url))
        {
            text = text.Replace(piece, Replacement, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    private static IEnumerable<string> ListSecretParts(Uri url) =>
        url.PathAndQuery.Split('/', '?', '&', '=')
            .SelectMany(p => new[] { p, Uri.UnescapeDataString(p) })
            .Where(p => p.Length >= MinSecretLength && p is not ("webhooks" or "services" or "thread_id"))
            .Distinct()
            .OrderByDescending(p => p.Length);
}
