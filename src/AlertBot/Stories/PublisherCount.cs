using AlertBot.Stories.Grouping;

namespace AlertBot.Stories;

/// <summary>How many publishers report a story.</summary>
/// <param name="Publishers">Several feeds of one publisher count once.</param>
/// <param name="Independent">Publishers that print the same agency's text, under any headline, count once.</param>
internal sealed record PublisherCount(int Publishers, int Independent)
{
    /// <summary>UTF-16 code units of a text that are compared: the same length as the leads that grouping compares.</summary>
    private const int ComparedLength = 600;

    // Registries that sell names at the third level, such as bbc.co.uk. A rule instead of the list of public suffixes, which changes weekly:
    // a mistake counts two newspapers of one provider once.
    private static readonly string[] SecondLevels = ["ac", "co", "com", "edu", "gob", "gov", "gouv", "net", "ne", "or", "org"];

    /// <param name="articles">The outlet, the address and the text of each article.</param>
    public static PublisherCount Count(IReadOnlyList<(string Source, string? Link, string Text)> articles)
    {
        var publishers = articles.Select(GetPublisher).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        var texts = new List<int[]>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var article in articles.Where(article => seen.Add(GetPublisher(article))))
        {
            var lead = article.Text.Length > ComparedLength ? article.Text[..ComparedLength] : article.Text;
            var shingles = TextCopy.GetShingles(HeadlineTokenizer.Split(lead));
            if (!texts.Exists(other => TextCopy.IsCopy(other, shingles)))
            {
                texts.Add(shingles);
            }
        }

        return new PublisherCount(publishers, texts.Count);
    }

    /// <summary>The registrable domain of the article, else the name of the outlet.</summary>
    private static string GetPublisher((string Source, string? Link, string Text) article) =>
        Uri.TryCreate(article.Link, UriKind.Absolute, out var link) && link.HostNameType == UriHostNameType.Dns
            ? GetRegistrableDomain(link.Host)
            : article.Source;

    private static string GetRegistrableDomain(string host)
    {
        var labels = host.TrimEnd('.').Split('.');
        var isThirdLevel = labels.Length > 2 && labels[^1].Length == 2
            && SecondLevels.Contains(labels[^2], StringComparer.OrdinalIgnoreCase);
        return string.Join('.', labels.TakeLast(isThirdLevel ? 3 : 2));
    }
}
