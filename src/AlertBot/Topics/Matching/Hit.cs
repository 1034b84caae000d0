namespace AlertBot.Topics.Matching;

/// <summary>A word or phrase found while a query is run.</summary>
/// <param name="Neighbours">What it stands near to, in the same field: the evidence of a NEAR is all of them.</param>
internal sealed record Hit(SearchedField Field, TokenSpan Span, TokenSpan[] Neighbours)
{
    public bool Overlaps(Hit other)
    {
        // Plain loops: a chain of NEAR over a long article asks this very often.
        if (Overlaps(Span, other))
        {
            return true;
        }

        foreach (var place in Neighbours)
        {
            if (Overlaps(place, other))
            {
                return true;
            }
        }

        return false;
    }

    public IEnumerable<TokenSpan> AllSpans => Neighbours.Prepend(Span);

    private static bool Overlaps(TokenSpan place, Hit other)
    {
        if (place.Overlaps(other.Span))
        {
            return true;
        }

        foreach (var piece in other.Neighbours)
        {
            if (place.Overlaps(piece))
            {
                return true;
            }
        }

        return false;
    }
}
