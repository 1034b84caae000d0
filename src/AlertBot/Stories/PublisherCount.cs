using AlertBot.Stories.Grouping;

namespace AlertBot.Stories;

/// <summary>How many publishers report a story, and how many of them in a text of their own.</summary>
/// <param name="Publishers">Several feeds of one publisher count once: see <see cref="Publisher"/>.</param>
/// <param name="Independent">Publishers that print the same text, such as an agency's, count once together.</param>
internal sealed record PublisherCount(int Publishers, int Independent)
{
    /// <summary>The beginning of a text, in UTF-16 code units, that is looked for in the others.</summary>
    private const int LeadLength = 600;

    /// <summary>The part of the other text, in UTF-16 code units, in which it is looked for: a copy may have a longer start.</summary>
    private const int SearchedLength = 2_000;

    /// <param name="articles">The outlet, the link and the text of each article of the story. The text is without the headline.</param>
    public static PublisherCount Count(IReadOnlyList<(string Source, string? Link, string Text)> articles)
    {
        var publishers = Publisher.Identify([.. articles.Select(article => (article.Source, article.Link))]);
        var distinct = publishers.Distinct().Count();
        return new PublisherCount(distinct, distinct < 2 ? distinct : CountIndependent(publishers, FindOriginals(articles)));
    }

    /// <returns>For each article, the index of the first article that prints the same text.</returns>
    private static int[] FindOriginals(IReadOnlyList<(string Source, string? Link, string Text)> articles)
    {
        var texts = articles.Select(article => (Lead: GetShingles(article.Text, LeadLength),
            Text: GetShingles(article.Text, SearchedLength))).ToList();
        var originals = Enumerable.Range(0, articles.Count).ToArray();
        for (var i = 1; i < originals.Length; i++)
        {
            var first = Enumerable.Range(0, i).FirstOrDefault(
                other => TextCopy.IsCopy(texts[i].Lead, texts[other].Text) || TextCopy.IsCopy(texts[other].Lead, texts[i].Text), i);
            originals[i] = originals[first];
        }

        return originals;
    }

    private static int[] GetShingles(string text, int length) =>
        TextCopy.GetShingles(HeadlineTokenizer.Split(text.Length > length ? text[..length] : text));

    /// <returns>
    /// How many publishers can each be given a text that no other is given (bipartite matching). A publisher that prints the agency's text
    /// and a text of its own is independent of another that prints only the agency's.
    /// </returns>
    private static int CountIndependent(IReadOnlyList<string> publishers, int[] originals)
    {
        var textsOf = publishers.Zip(originals).ToLookup(pair => pair.First, pair => pair.Second);
        var assigned = new Dictionary<int, string>();
        return textsOf.Count(publisher => TryAssign(publisher.Key, textsOf, assigned, []));
    }

    private static bool TryAssign(string publisher, ILookup<string, int> textsOf, Dictionary<int, string> assigned, HashSet<int> tried)
    {
        foreach (var text in textsOf[publisher].Where(tried.Add))
        {
            if (!assigned.TryGetValue(text, out var holder) || TryAssign(holder, textsOf, assigned, tried))
            {
                assigned[text] = publisher;
                return true;
            }
        }

        return false;
    }
}
