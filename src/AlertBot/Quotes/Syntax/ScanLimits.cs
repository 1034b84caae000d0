namespace AlertBot.Quotes.Syntax;

/// <summary>How far the rules scan, in tokens, so that a very long sentence does not make them slow.</summary>
internal static class ScanLimits
{
    /// <summary>Limits a scan to the start or the end of a sentence; news sentences are rarely longer.</summary>
    public const int MaxSentenceTokens = 80;

    /// <summary>Limits a noun phrase without complements.</summary>
    public const int MaxPhraseTokens = 14;
}
