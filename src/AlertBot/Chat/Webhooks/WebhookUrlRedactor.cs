namespace AlertBot.Chat.Webhooks;

/// <summary>Removes the secret parts of a webhook's address from texts, such as an error text that repeats the address.</summary>
internal static class WebhookUrlRedactor
{
    /// <summary>UTF-16 code units. Shorter parts of an address (“api”) are not secret and may be ordinary words of a message.</summary>
    private const int MinSecretLength = 6;

    private const string Replacement = "[hidden]";

    public static string Redact(Uri url, string text)
    {
        foreach (var part in ListSecretParts(url))
        {
            text = text.Replace(part, Replacement, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    private static IEnumerable<string> ListSecretParts(Uri url) =>
        url.PathAndQuery.Split('/', '?', '&', '=')
            .SelectMany(part => new[] { part, Uri.UnescapeDataString(part) })
            .Where(part => part.Length >= MinSecretLength && part is not ("webhooks" or "services" or "thread_id"))
            .Distinct()
            .OrderByDescending(part => part.Length);
}
