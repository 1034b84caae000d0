namespace AlertBot.Topics.Matching;

/// <summary>One word of a text, or one part of a compound.</summary>
/// <param name="Form">Folded.</param>
/// <param name="Start">Offset in the text in UTF-16 code units; <paramref name="End"/> is exclusive.</param>
/// <param name="WordNumber">Counts compounds: the parts of one have the same number.</param>
/// <param name="SeparatorBefore">What stands between the part before and this one.</param>
/// <param name="IsUnspaced">A character of a script without spaces.</param>
internal readonly record struct WordToken(string Form, int Start, int End, int WordNumber, Separator SeparatorBefore, bool IsUnspaced)
{
    /// <summary>The <c>s</c> of <c>Ukraine’s</c>.</summary>
    public bool IsPossessive => SeparatorBefore == Separator.Apostrophe && Form == "s";
}

/// <summary>What stands between two words.</summary>
internal enum Separator
{
    /// <summary>Nothing: the script changes, or it has no spaces.</summary>
    None,
    Hyphen,
    Apostrophe,

    /// <summary>A slash or bracket without white space.</summary>
    SlashOrBracket,
    Space,

    /// <summary>Commas, quotation marks, dashes: a phrase runs over them.</summary>
    Punctuation,

    /// <summary>A sentence end or a paragraph: no phrase runs over it.</summary>
    SentenceBreak,
}
