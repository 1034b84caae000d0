namespace AlertBot.Articles.Cleaning;

/// <summary>Detects a standfirst that the first paragraph repeats in nearly the same words.</summary>
internal static class DuplicateStandfirst
{
    /// <summary>A standfirst with fewer significant words cannot be compared.</summary>
    private const int MinWords = 8;

    /// <summary>Shorter words, in letters, are not significant; numbers always are.</summary>
    private const int MinWordLength = 4;

    /// <summary>Longer paragraphs, in characters, are not standfirsts.</summary>
    private const int MaxLength = 320;

    /// <summary>In a shorter article the standfirst may be all there is.</summary>
    private const int MinParagraphs = 4;

    /// <summary>The share of its words that a repeated standfirst has in common with the first paragraph.</summary>
    private const double MinSharedShare = 0.85;

    /// <param name="paragraphs">The paragraphs of the article, with the standfirst first.</param>
    public static bool IsRepeatedInText(List<string> paragraphs)
    {
        if (paragraphs.Count < MinParagraphs || paragraphs[0].Length > MaxLength)
        {
            return false;
        }

        var standfirst = FindSignificantWords(paragraphs[0]);
        return standfirst.Count >= MinWords && IsContainedIn(standfirst, FindSignificantWords(paragraphs[1]));
    }

    /// <summary>A number that only the standfirst has is information that the text lacks.</summary>
    private static bool IsContainedIn(HashSet<string> standfirst, HashSet<string> text) =>
        standfirst.Count(text.Contains) >= standfirst.Count * MinSharedShare
            && !standfirst.Any(word => char.IsDigit(word[0]) && !text.Contains(word));

    private static HashSet<string> FindSignificantWords(string text)
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
