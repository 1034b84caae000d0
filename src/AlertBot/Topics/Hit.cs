namespace AlertBot.Topics;

/// <summary>A word or phrase found while a query is run.</summary>
/// <param name="Others">What it stands near to, in the same field: the evidence of a NEAR is all of them.</param>
internal sealed record Hit(SearchedField Field, Place Place, IReadOnlyList<Place> Others)
{
    public bool Overlaps(Hit other) => Pieces.Any(place => other.Pieces.Any(place.Overlaps));

    public IEnumerable<Place> Pieces => Others.Prepend(Place);
}
