namespace AlertBot.Topics.Matching;

/// <summary>One word of a text, or one part of a compound.</summary>
/// <param name="Form">The folded word.</param>
/// <param name="Start">Offset in the text in UTF-16 code units; <paramref name="End"/> is exclusive.</param>
/// <param name="WordNumber">The number of the word in the text; all parts of a compound have the same.</param>
/// <param name="SeparatorBefore">What separates this token from the one before.</param>
/// <param name="IsUnspaced">Whether the token is a character of a script without spaces.</param>
internal readonly record struct WordToken(string Form, int Start, int End, int WordNumber, Separator SeparatorBefore, bool IsUnspaced)
{
    /// <summary>Whether this is the <c>s</c> of <c>Ukraine’s</c>.</summary>
    public bool IsPossessive => SeparatorBefore == Separator.Apostrophe && Form == "s";
}

/// <summary>What separates two words.</summary>
internal enum Separator
{
    /// <summary>Nothing: the script changes or has no spaces.</summary>
    None,
    Hyphen,
    Apostrophe,

    /// <summary>A slash or bracket without white space.</summary>
    SlashOrBracket,
    Space,

    /// <summary>Commas, quotation marks, dashes: a phrase may continue after them.</summary>
    Punctuation,

    /// <summary>The end of a sentence or paragraph: it ends every phrase.</summary>
    SentenceBreak,
}
