namespace AlertBot.Articles.Cleaning;

/// <summary>A lead above an article that its first paragraph says again.</summary>
internal static class DuplicateStandfirst
{
    private const int MinWords = 8;

    private const int MinWordLength = 4;

    private const int MaxLength = 320;

    /// <summary>So many of its words stand in the first paragraph.</summary>
    private const double MinSharedShare = 0.85;

    public static bool IsRepeatedInText(List<string> paragraphs)
    {
        if (paragraphs.Count < 4 || paragraphs[0].Length > MaxLength)
        {
            return false;
        }

        var lead = Words(paragraphs[0]);
        return lead.Count >= MinWords
            && IsContainedIn(lead, Words(paragraphs[1]));
    }

    /// <summary>A number that only the lead has is news.</summary>
    private static bool IsContainedIn(HashSet<string> lead, HashSet<string> text) =>
        lead.Count(text.Contains) >= lead.Count * MinSharedShare && !lead.Any(word => char.IsDigit(word[0]) && !text.Contains(word));

    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            if (end - at >= MinWordLength || (end > at && char.IsDigit(text[at])))
            {
                words.Add(text[at..end]);
            }

            at = end + 1;
        }

        return words;
    }
}
