namespace AlertBot.Topics;

/// <summary>A word or phrase found while a query is run.</summary>
/// <param name="Others">What it stands near to, in the same field: the evidence of a NEAR is all of them.</param>
internal sealed record Hit(SearchedField Field, Place Place, Place[] Others)
{
    public bool Overlaps(Hit other)
    {
        // Plain loops: a chain of NEAR over a long article asks this very often.
        if (Overlaps(Place, other))
        {
            return true;
        }

        foreach (var place in Others)
        {
            if (Overlaps(place, other))
            {
                return true;
            }
        }

        return false;
    }

    public IEnumerable<Place> Pieces => Others.Prepend(Place);

    private static bool Overlaps(Place place, Hit other)
    {
        if (place.Overlaps(other.Place))
        {
            return true;
        }

        foreach (var piece in other.Others)
        {
            if (place.Overlaps(piece))
            {
                return true;
            }
        }

        return false;
    }
}
