using AngleSharp.Dom;

namespace AlertBot.Articles;

/// <summary>The words in which a page's head says what its article is about.</summary>
internal sealed class Subject
{
    /// <summary>With fewer words nothing can be said.</summary>
    private const int FewestWords = 4;

    private const int ShortestWord = 5;

    /// <summary>Endings change: so many letters stand for the word.</summary>
    private const int Stem = 6;

    /// <summary>An article has more of the words, whatever its length.</summary>
    private const double Missed = 0.25;

    private const double Met = 0.4;

    private const double MetBeside = 0.2;

    private const int MostBeside = 12;

    /// <summary>Characters of a description by which it is known again on the page.</summary>
    private const int Beginning = 50;

    private readonly HashSet<string> _words;
    private readonly string _description;

    private Subject(HashSet<string> words, string description)
    {
        _words = words;
        _description = description;
    }

    public static Subject? Of(string? title, string? description)
    {
        var words = Words($"{title} {description}").ToHashSet(StringComparer.Ordinal);
        return words.Count < FewestWords ? null : new Subject(words, Loose.Of(description ?? "") is var loose && loose.Length > Beginning ? loose[..Beginning] : loose);
    }

    public bool IsMissedBy(IEnumerable<string> paragraphs) => Share(paragraphs, Missed) < Missed;

    /// <summary>Another text tells of it that much more clearly.</summary>
    /// <param name="around">Where the text stands; beside the description itself it need not tell as much.</param>
    public bool IsMetBy(IEnumerable<string> paragraphs, IEnumerable<string> insteadOf, IElement? around = null)
    {
        var (share, other) = (Share(paragraphs), Share(insteadOf));
        return (share >= Met && share >= 2 * other)
            || (share >= MetBeside && share >= 1.5 * other && around is not null && ParagraphWriter.Of(around).Take(MostBeside).Any(IsDescription));
    }

    /// <summary>The description itself, where it stands on the page, says nothing of what stands beside it.</summary>
    /// <param name="enough">A share from which on nothing more is counted.</param>
    private double Share(IEnumerable<string> paragraphs, double enough = 1)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in paragraphs.Where(p => !IsDescription(p)).SelectMany(Words))
        {
            if (_words.Contains(word) && found.Add(word) && found.Count >= enough * _words.Count)
            {
                break;
            }
        }

        return found.Count / (double)_words.Count;
    }

    private bool IsDescription(string paragraph) => _description.Length > 0 && Loose.Of(paragraph.AsSpan(0, Math.Min(paragraph.Length, 200))).StartsWith(_description, StringComparison.Ordinal);

    private static IEnumerable<string> Words(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsLetter(text[end]))
            {
                end++;
            }

            if (end - at >= ShortestWord)
            {
                yield return text[at..Math.Min(end, at + Stem)].ToLowerInvariant();
            }

            at = end + 1;
        }
    }
}
