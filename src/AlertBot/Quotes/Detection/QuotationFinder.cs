using AlertBot.Text;

namespace AlertBot.Quotes.Detection;

/// <summary>Finds the outermost quotations of a paragraph by their marks, in all styles that news uses.</summary>
/// <remarks>Every scan moves forward only, so a text that consists of marks takes linear time.</remarks>
internal sealed class QuotationFinder
{
    private readonly string _text;
    private readonly TextSpan _paragraph;
    private readonly bool _continuesQuotation;
    private readonly List<Quotation> _found = [];

    private QuotationFinder(string text, TextSpan paragraph, bool continuesQuotation)
    {
        _text = text;
        _paragraph = paragraph;
        _continuesQuotation = continuesQuotation;
    }

    /// <param name="continuesQuotation">
    /// Whether the previous paragraph left a quotation in «…» open. French and Spanish then start the next paragraph with a closing mark.
    /// </param>
    /// <returns>The quotations in text order; none is inside another.</returns>
    public static IReadOnlyList<Quotation> Find(string text, TextSpan paragraph, bool continuesQuotation = false)
    {
        var finder = new QuotationFinder(text, paragraph, continuesQuotation);
        finder.Scan();
        return finder._found;
    }

    private void Scan()
    {
        var singleMarks = new SingleQuotationScanner(_text, _paragraph);
        for (var at = _paragraph.Start; at < _paragraph.End;)
        {
            var end = -1;
            if (SingleQuotationScanner.IsMark(_text[at]))
            {
                var close = singleMarks.FindClosingMark(at);
                end = close < 0 ? -1 : Add(at, close, close + 1, isClosed: true, hasSingleMarks: true);
            }
            else if (ClosingMarksFor(at) is { } closingMarks)
            {
                end = FindDoubleEnd(at, closingMarks);
            }

            at = end < 0 ? at + 1 : end;
        }
    }

    /// <returns>The closing marks that fit the opening mark; null where no quotation starts.</returns>
    private string? ClosingMarksFor(int at) => _text[at] switch
    {
        '“' or '‟' or '"' or '＂' when OpensDouble(at) => "”\"“＂",
        '”' when OpensDouble(at) && IsAfterSpaceOrOpener(at) => "”",
        '„' => "“”\"",
        '«' when !IsFollowedByPunctuation(at) => "»",
        '»' when _continuesQuotation && at == _paragraph.Start => "»",
        '»' when OpensReversed(at) => "«",
        '‹' => "›",
        '›' when OpensReversed(at) => "‹",
        '「' => "」",
        '『' => "』",
        _ => null,
    };

    /// <summary>German reverses the French marks (»…«). Before a space or a full stop such a mark closes a quotation.</summary>
    private bool OpensReversed(int at) =>
        at + 1 < _paragraph.End && (char.IsLetterOrDigit(_text[at + 1]) || _text[at + 1] is '›' or '‚' or '…' or '[' or '(' or '„')
        && IsAfterSpaceOrOpener(at);

    /// <summary>
    /// An opening mark before punctuation is a mistyped closing mark: “… ? « , a dit l’avocat”. An ellipsis can start a quotation.
    /// </summary>
    private bool IsFollowedByPunctuation(int at)
    {
        var next = at + 1;
        while (next < _paragraph.End && char.IsWhiteSpace(_text[next]))
        {
            next++;
        }

        return next < _paragraph.End && _text[next] is ',' or ';' or ':' or ')' or '?' or '!' or '.'
            && !_text.AsSpan(next).StartsWith("..", StringComparison.Ordinal);
    }

    private int FindDoubleEnd(int open, string closingMarks)
    {
        // A paragraph that continues a quotation in «…» opens with the closing mark.
        var openingMark = closingMarks == "»" ? '«' : _text[open];
        var isReversed = _text[open] == '»' && closingMarks == "«";
        var nested = 0;
        for (var at = open + 1; at < _paragraph.End; at++)
        {
            var mark = _text[at];
            if (isReversed && mark == '»' && !OpensReversed(at))
            {
                // This mark closes a quotation without an opening mark, so the marks before it do not belong to it.
                return Add(open, at, at + 1, isClosed: true, hasSingleMarks: false);
            }

            if (mark == openingMark && CanNest(openingMark) && at + 1 < _paragraph.End)
            {
                nested++;
            }
            else if (closingMarks.Contains(mark) && Closes(open, at))
            {
                if (nested == 0)
                {
                    return Add(open, at, at + 1, isClosed: true, hasSingleMarks: false);
                }

                nested--;
            }
        }

        return Add(open, _paragraph.End, _paragraph.End, isClosed: false, hasSingleMarks: false);
    }

    /// <summary>
    /// Marks with distinct shapes nest. Inside curly or straight marks a second opening mark only continues the quotation.
    /// </summary>
    private static bool CanNest(char openingMark) => openingMark is '«' or '「' or '『' or '„';

    private bool Closes(int open, int at)
    {
        var mark = _text[at];
        if (mark is not ('"' or '“' or '＂' or '”') || _text[open] == '„')
        {
            return true;
        }

        // A mark between a space and a word opens again and continues the quotation: “One. “Two.”
        var before = _text[at - 1];
        var isBeforeWord = at + 1 < _paragraph.End
            && (char.IsLetterOrDigit(_text[at + 1]) || _text[at + 1] is '\'' or '‘' or '’' or '$' or '[');
        if (mark == '“')
        {
            return !isBeforeWord && !char.IsWhiteSpace(before);
        }

        var isAfterOpener = (char.IsWhiteSpace(before) || before is '(' or '[' or '—' or '–') && at - 1 > open;
        return !(isBeforeWord && isAfterOpener);
    }

    private bool OpensDouble(int at)
    {
        if (at + 1 >= _paragraph.End || char.IsWhiteSpace(_text[at + 1]))
        {
            return false;
        }

        // Straight marks have no direction: after a word character the mark closes a quotation or means inches.
        return _text[at] is '“' or '‟' || at == _paragraph.Start
            || !(char.IsLetterOrDigit(_text[at - 1]) || _text[at - 1] is '.' or ',' or '!' or '?');
    }

    private bool IsAfterSpaceOrOpener(int at) => at == _paragraph.Start || SingleQuotationScanner.IsSpaceOrOpener(_text[at - 1]);

    /// <returns>The offset after the closing mark.</returns>
    private int Add(int open, int innerEnd, int outerEnd, bool isClosed, bool hasSingleMarks)
    {
        var start = open + 1;
        while (start < innerEnd && char.IsWhiteSpace(_text[start]))
        {
            start++;
        }

        while (innerEnd > start && char.IsWhiteSpace(_text[innerEnd - 1]))
        {
            innerEnd--;
        }

        if (innerEnd > start)
        {
            _found.Add(new Quotation(new TextSpan(start, innerEnd), new TextSpan(open, outerEnd), isClosed, hasSingleMarks));
        }

        return outerEnd;
    }
}
