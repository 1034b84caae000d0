namespace AlertBot.Stories.Grouping;

/// <summary>A word of an article as grouping compares it.</summary>
/// <param name="Stem">The word folded to lower case, without its ending. Equal stems are the same word.</param>
/// <param name="Lower">The word in lower case, with its ending.</param>
/// <param name="IsCapitalized">Whether it starts with a capital letter.</param>
/// <param name="IsAcronym">Whether it has two or more letters, all capitals: “US” is no pronoun.</param>
/// <param name="OpensSentence">Whether a sentence starts with it, so that its capital says nothing.</param>
internal readonly record struct HeadlineToken(string Stem, string Lower, bool IsCapitalized, bool IsAcronym, bool OpensSentence)
{
    public bool IsNumber => char.IsAsciiDigit(Stem[0]);
}
