namespace AlertBot.Quotes.Syntax;

/// <summary>How far the rules look, so that no text makes them slow.</summary>
internal static class ScanLimits
{
    /// <summary>Tokens of a sentence, in one direction.</summary>
    public const int MaxSentenceTokens = 80;

    /// <summary>Tokens of a noun phrase.</summary>
    public const int MaxPhraseTokens = 14;
}
