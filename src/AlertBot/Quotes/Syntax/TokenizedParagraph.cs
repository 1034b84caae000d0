using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Text;

namespace AlertBot.Quotes.Syntax;

internal enum TokenKind
{
    /// <summary>Before the first or behind the last.</summary>
    None,
    Word,
    Mark,
    Quotation,
}

/// <summary>A word, a punctuation mark or a whole quotation, as the rules of attribution see a paragraph.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text, string Lower, int QuotationIndex, bool EndsSentence)
{
    public static readonly Token None = new(TokenKind.None, 0, 0, "", "", -1, false);

    public bool IsWord => Kind == TokenKind.Word;

    public bool IsQuotation => Kind == TokenKind.Quotation;

    public bool IsCapital => Kind == TokenKind.Word && char.IsUpper(Text[0]);

    public bool Is(char mark) => Kind == TokenKind.Mark && Text[0] == mark;

    /// <summary>A word in the possessive (“Mira’s”, “the ministers’”).</summary>
    public bool IsPossessive => Kind == TokenKind.Word && Text.Length > 2 && (Text[^2] is '\'' or '’' || Text[^1] is '\'' or '’');
}

/// <summary>One paragraph as tokens; what is inside a quotation is one token.</summary>
internal sealed class TokenizedParagraph
{
    private readonly List<Token> _tokens = [];

    private TokenizedParagraph(string text, TextSpan paragraph, IReadOnlyList<Quotation> quotations, int firstQuotation,
        LanguageProfile? profile)
    {
        Text = text;
        Paragraph = paragraph;
        Quotations = quotations;
        FirstQuotationIndex = firstQuotation;
        Profile = profile;
    }

    public string Text { get; }

    public TextSpan Paragraph { get; }

    public IReadOnlyList<Quotation> Quotations { get; }

    /// <summary>The number of the paragraph's first quotation in the whole text.</summary>
    public int FirstQuotationIndex { get; }

    /// <summary>The language whose rules its words follow; null for English and every other.</summary>
    public LanguageProfile? Profile { get; }

    public int Count => _tokens.Count;

    public Token this[int index] => index >= 0 && index < _tokens.Count ? _tokens[index] : Token.None;

    public static TokenizedParagraph Tokenize(string text, TextSpan paragraph, IReadOnlyList<Quotation> quotations, int firstQuotation,
        LanguageProfile? profile = null)
    {
        var tokens = new TokenizedParagraph(text, paragraph, quotations, firstQuotation, profile);
        tokens.ReadTokens();
        tokens.MarkSentenceEnds();
        return tokens;
    }

    /// <summary>The first token of the sentence that holds <paramref name="index"/>.</summary>
    public int SentenceStart(int index)
    {
        var start = index;
        while (start > 0 && !_tokens[start - 1].EndsSentence && index - start < ScanLimits.MaxSentenceTokens)
        {
            start--;
        }

        return start;
    }

    /// <summary>The last token of the sentence that holds <paramref name="index"/>.</summary>
    public int SentenceEnd(int index)
    {
        var end = index;
        while (end < _tokens.Count - 1 && !_tokens[end].EndsSentence && end - index < ScanLimits.MaxSentenceTokens)
        {
            end++;
        }

        return end;
    }

    /// <summary>The character that a quotation ends with, the closing mark of one inside it (“… he said, ‘Go.’”) passed over.</summary>
    public char LastCharacter(Quotation quotation)
    {
        var at = quotation.Inner.End - 1;
        return Profile is null && at - 1 > quotation.Inner.Start && Text[at] is '”' or '’' or '"' or '\'' or '»'
            && Text[at - 1] is ',' or '.' or '!' or '?' or '…' ? Text[at - 1] : Text[at];
    }

    private void ReadTokens()
    {
        var quotation = 0;
        for (var at = Paragraph.Start; at < Paragraph.End;)
        {
            if (quotation < Quotations.Count && at == Quotations[quotation].Outer.Start)
            {
                var outer = Quotations[quotation].Outer;
                _tokens.Add(new Token(TokenKind.Quotation, outer.Start, outer.End, "", "", quotation, false));
                quotation++;
                at = outer.End;
            }
            else if (char.IsWhiteSpace(Text[at]))
            {
                at++;
            }
            else
            {
                var limit = quotation < Quotations.Count ? Quotations[quotation].Outer.Start : Paragraph.End;
                at = char.IsLetterOrDigit(Text[at]) || Text[at] is '@' or '$' or '£' or '€' ? ReadWord(at, limit) : ReadMark(at);
            }
        }
    }

    private int ReadWord(int start, int limit)
    {
        var end = start + 1;
        while (end < limit
            && (char.IsLetterOrDigit(Text[end])
                || char.GetUnicodeCategory(Text[end]) == System.Globalization.UnicodeCategory.NonSpacingMark
                || (IsInnerMark(Text[end]) && end + 1 < limit && char.IsLetterOrDigit(Text[end + 1]) && !IsCliticPronounAt(end, limit))))
        {
            end++;
        }

        if (end < limit && Text[end] == '.' && Abbreviations.MayEndWithPeriod(Text.AsSpan(start, end - start)))
        {
            end++;
        }
        else if (end < limit && Text[end] is '\'' or '’' && Text[end - 1] is 's' or 'S')
        {
            end++;
        }

        end = Profile is { HasElision: true } ? ElisionEnd(start, end) : end;
        var word = Text[start..end];
        _tokens.Add(
            new Token(TokenKind.Word, start, end, word, word.ToLowerInvariant().Replace('\'', Profile is null ? '\'' : '’'), -1, false));
        return end;
    }

    /// <summary>French hangs its small words on the next: “l’accord”, “qu’il”.</summary>
    private int ElisionEnd(int start, int end)
    {
        var mark = Text.AsSpan(start, end - start).IndexOfAny('\'', '’');
        return mark is > 0 and < 8
            && Text[start..(start + mark)].ToLowerInvariant() is "l" or "d" or "qu" or "n" or "s" or "j" or "m" or "t" or "c" or "jusqu"
                or "lorsqu" or "puisqu" or "quelqu" ? start + mark + 1 : end;
    }

    /// <summary>French hangs the speaker on the verb: “dit-il”, “explique-t-elle”.</summary>
    private bool IsCliticPronounAt(int hyphen, int limit)
    {
        if (Text[hyphen] != '-')
        {
            return false;
        }

        var rest = Text.AsSpan(hyphen + 1, Math.Min(7, limit - hyphen - 1));
        rest = rest.StartsWith("t-", StringComparison.Ordinal) ? rest[2..] : rest;
        var end = 0;
        while (end < rest.Length && char.IsLetter(rest[end]))
        {
            end++;
        }

        return rest[..end] is "il" or "elle" or "ils" or "elles";
    }

    private int ReadMark(int at)
    {
        var end = at + 1;
        while (end < Paragraph.End && Text[at] is '.' or '-' && Text[end] == Text[at])
        {
            end++;
        }

        var mark = end - at > 1 ? Text[at] == '.' ? "…" : "—" : Text[at].ToString();
        _tokens.Add(new Token(TokenKind.Mark, at, end, mark, mark, -1, false));
        return end;
    }

    private void MarkSentenceEnds()
    {
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (i == _tokens.Count - 1 || EndsSentence(i))
            {
                _tokens[i] = _tokens[i] with { EndsSentence = true };
            }
        }
    }

    private bool EndsSentence(int index)
    {
        var next = _tokens[index + 1];
        if (_tokens[index].IsQuotation)
        {
            var last = LastCharacter(Quotations[_tokens[index].QuotationIndex]);
            return last switch
            {
                '.' or '…' or '。' =>
                    next.IsQuotation
                        || (next.IsWord && !char.IsLower(next.Text[0])
                            && (Profile is not null || !AttributionRelation.IsWholeSentenceAt(this, index + 1))),
                '!' or '?' =>
                    (next.IsQuotation || (next.IsWord && !char.IsLower(next.Text[0])))
                        && (Profile is not null || !AttributionRelation.StartsAt(this, index + 1)),
                _ => next.IsQuotation && !Quotations[_tokens[index].QuotationIndex].IsClosed,
            };
        }

        if (Profile is not null && _tokens[index].Is('.') && index > 0
            && Abbreviations.ContinuesSentence(_tokens[index - 1].Text, next.Text, index > 1 ? _tokens[index - 2].Text : ""))
        {
            return false;
        }

        // „…?“ — „…“: a talk in which a dash takes turns.
        if (Profile is not null && (_tokens[index].Is('—') || _tokens[index].Is('–')) && next.IsQuotation && index > 0
            && _tokens[index - 1].IsQuotation)
        {
            return LastCharacter(Quotations[_tokens[index - 1].QuotationIndex]) is '.' or '…' or '!' or '?';
        }

        return (_tokens[index].Is('.') || _tokens[index].Is('!') || _tokens[index].Is('?') || _tokens[index].Is('…')
            || _tokens[index].Is('。'))
            && (!next.IsWord || !char.IsLower(next.Text[0]))
            && !next.Is(',')
            && !((next.Is(')') || next.Is(']')) && this[index + 2].IsWord && char.IsLower(this[index + 2].Text[0]));
    }

    private static bool IsInnerMark(char c) => c is '\'' or '’' or '-' or '‑' or '.' or '&';
}
