namespace AlertBot.Quotes.Syntax;

internal enum TokenKind
{
    /// <summary>A position outside the paragraph: before its first token or after its last one.</summary>
    None,
    Word,
    Mark,
    Quotation,
}

/// <summary>A word, a punctuation mark or a whole quotation of a paragraph.</summary>
/// <param name="Start">Offset of the first UTF-16 code unit in the article text.</param>
/// <param name="End">Offset after the last UTF-16 code unit.</param>
/// <param name="Text">The word or mark as written; "—" for two or more hyphens, "…" for two or more full stops; empty for a
/// quotation.</param>
/// <param name="Lower">The text in lower case.</param>
/// <param name="QuotationIndex">Index into <see cref="TokenizedParagraph.Quotations"/>; −1 for words and marks.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text, string Lower, int QuotationIndex, bool EndsSentence)
{
    public static readonly Token None = new(TokenKind.None, 0, 0, "", "", -1, false);

    public bool IsWord => Kind == TokenKind.Word;

    public bool IsQuotation => Kind == TokenKind.Quotation;

    public bool IsCapital => Kind == TokenKind.Word && char.IsUpper(Text[0]);

    public bool StartsLowercase => Kind == TokenKind.Word && char.IsLower(Text[0]);

    public bool StartsWithDigit => Kind == TokenKind.Word && char.IsDigit(Text[0]);

    /// <summary>An em dash, an en dash or a run of hyphens; a single hyphen is not a dash.</summary>
    public bool IsDash => Is('—') || Is('–');

    /// <summary>A word in the possessive (“Mira’s”, “the ministers’”).</summary>
    public bool IsPossessive => Kind == TokenKind.Word && Text.Length > 2 && (Text[^2] is '\'' or '’' || Text[^1] is '\'' or '’');

    public bool Is(char mark) => Kind == TokenKind.Mark && Text[0] == mark;
}
