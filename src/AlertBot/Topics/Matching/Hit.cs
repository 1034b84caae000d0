namespace AlertBot.Topics.Matching;

/// <summary>A word or phrase of a query, found in a document.</summary>
/// <param name="NearbySpans">The spans of the same field that a NEAR joined with this one; they are evidence too.</param>
internal sealed record Hit(SearchedField Field, TokenSpan Span, TokenSpan[] NearbySpans)
{
    public IEnumerable<TokenSpan> AllSpans => NearbySpans.Prepend(Span);

    public bool Overlaps(Hit other)
    {
        // Loops instead of LINQ: a chain of NEAR over a long article calls this millions of times.
        if (Overlaps(Span, other))
        {
            return true;
        }

        foreach (var span in NearbySpans)
        {
            if (Overlaps(span, other))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Overlaps(TokenSpan span, Hit other)
    {
        if (span.Overlaps(other.Span))
        {
            return true;
        }

        foreach (var otherSpan in other.NearbySpans)
        {
            if (span.Overlaps(otherSpan))
            {
                return true;
            }
        }

        return false;
    }
}
