using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Text;

namespace AlertBot.Quotes.Syntax;

/// <summary>One paragraph as tokens; a quotation with all words in it is one token.</summary>
internal sealed class TokenizedParagraph
{
    private readonly List<Token> _tokens;

    private TokenizedParagraph(string text, TextSpan paragraph, IReadOnlyList<Quotation> quotations, int firstQuotation,
        LanguageProfile? profile)
    {
        Text = text;
        Paragraph = paragraph;
        Quotations = quotations;
        FirstQuotationIndex = firstQuotation;
        Profile = profile;
        _tokens = new ParagraphTokenizer(text, paragraph, quotations, profile).Read();
    }

    /// <summary>The whole article text.</summary>
    public string Text { get; }

    public TextSpan Paragraph { get; }

    public IReadOnlyList<Quotation> Quotations { get; }

    /// <summary>Index of the paragraph's first quotation among all quotations of the text.</summary>
    public int FirstQuotationIndex { get; }

    /// <summary>The language profile whose rules apply; null for English and for languages without a profile.</summary>
    public LanguageProfile? Profile { get; }

    public int Count => _tokens.Count;

    /// <returns><see cref="Token.None"/> for an index outside the paragraph.</returns>
    public Token this[int index] => index >= 0 && index < _tokens.Count ? _tokens[index] : Token.None;

    public static TokenizedParagraph Tokenize(string text, TextSpan paragraph, IReadOnlyList<Quotation> quotations, int firstQuotation,
        LanguageProfile? profile = null)
    {
        var tokens = new TokenizedParagraph(text, paragraph, quotations, firstQuotation, profile);
        tokens.MarkSentenceEnds();
        return tokens;
    }

    /// <summary>The article text from the first token to the last one, both included.</summary>
    public string GetText(int first, int last) => Text[this[first].Start..this[last].End];

    /// <summary>The quotation that is the token at <paramref name="index"/>.</summary>
    public Quotation QuotationAt(int index) => Quotations[_tokens[index].QuotationIndex];

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

    /// <summary>
    /// The last character of a quotation. In English the closing mark of a nested quotation is skipped: '.' for “… he said, ‘Go.’”.
    /// </summary>
    public char LastCharacter(Quotation quotation)
    {
        var last = quotation.Inner.End - 1;
        var skipsNestedMark = Profile is null && last - 1 > quotation.Inner.Start
            && Text[last] is '”' or '’' or '"' or '\'' or '»' && Text[last - 1] is ',' or '.' or '!' or '?' or '…';
        return skipsNestedMark ? Text[last - 1] : Text[last];
    }

    private void MarkSentenceEnds()
    {
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (i == _tokens.Count - 1 || SentenceBoundary.IsAt(this, i))
            {
                _tokens[i] = _tokens[i] with { EndsSentence = true };
            }
        }
    }
}
