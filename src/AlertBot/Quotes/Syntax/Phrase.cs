namespace AlertBot.Quotes.Syntax;

/// <summary>A run of tokens of one paragraph; <paramref name="Last"/> is inclusive.</summary>
internal readonly record struct Phrase(int First, int Last)
{
    public bool IsSingleToken => First == Last;
}
