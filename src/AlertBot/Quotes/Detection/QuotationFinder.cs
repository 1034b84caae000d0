using AlertBot.Text;

namespace AlertBot.Quotes.Detection;

/// <summary>Finds the outermost quotations of a paragraph by their marks, in all the styles that news uses.</summary>
/// <remarks>Every scan moves forward only, so a text of nothing but marks takes linear time.</remarks>
internal sealed class QuotationFinder
{
    private const string Apostrophes = "'’‘";

    // Characters between a plural's genitive and the mark that closes.
    private const int MaxGenitiveDistance = 120;
    private readonly string _text;
    private readonly TextSpan _paragraph;
    private readonly List<Quotation> _found = [];

    private readonly bool _continuesQuotation;

    private QuotationFinder(string text, TextSpan paragraph, bool goesOn)
    {
        _text = text;
        _paragraph = paragraph;
        _continuesQuotation = goesOn;
    }

    /// <param name="goesOn">Whether the paragraph before left a quotation in «…» open: Spanish and French begin the next one with a closing
    /// mark.</param>
    /// <returns>The quotations in order; none lies inside another.</returns>
    public static IReadOnlyList<Quotation> Find(string text, TextSpan paragraph, bool goesOn = false)
    {
        var marks = new QuotationFinder(text, paragraph, goesOn);
        marks.Scan();
        return marks._found;
    }

    private void Scan()
    {
        var noSingleBefore = 0;
        for (var at = _paragraph.Start; at < _paragraph.End;)
        {
            var end = -1;
            if (Apostrophes.Contains(_text[at]) || _text[at] == '‚')
            {
                end = at >= noSingleBefore && OpensSingle(at) ? FindSingleEnd(at, ref noSingleBefore) : -1;
            }
            else if (ClosingMarksFor(at) is { } style)
            {
                end = FindDoubleEnd(at, style);
            }

            at = end < 0 ? at + 1 : end;
        }
    }

    /// <returns>The closing marks that fit the opening mark; null where none opens.</returns>
    private string? ClosingMarksFor(int at) => _text[at] switch
    {
        '“' or '‟' or '"' or '＂' when OpensDouble(at) => "”\"“＂",
        '”' when OpensDouble(at) && (at == _paragraph.Start || IsSpaceOrOpener(_text[at - 1])) => "”",
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

    /// <summary>German turns the French marks round (»…«); one with a space or a stop behind it closes what no mark opened.</summary>
    private bool OpensReversed(int at) =>
        at + 1 < _paragraph.End && (char.IsLetterOrDigit(_text[at + 1]) || _text[at + 1] is '›' or '‚' or '…' or '[' or '(' or '„')
            && (at == _paragraph.Start || IsSpaceOrOpener(_text[at - 1]));

    /// <summary>“… ? « , a dit l’avocat”: turned round, the mark closes what another one opened.</summary>
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

    private int FindDoubleEnd(int open, string closers)
    {
        var nested = 0;
        for (var at = open + 1; at < _paragraph.End; at++)
        {
            var mark = _text[at];
            if (mark == '»' && _text[open] == '»' && closers == "«" && !OpensReversed(at))
            {
                // It closes what nothing opened: whose words stand before it is not known, and what follows are the author's.
                return Add(open, at, at + 1, closed: true, single: false);
            }

            if (IsNestedOpening(closers == "»" ? '«' : _text[open], at))
            {
                nested++;
            }
            else if (closers.Contains(mark) && Closes(open, at))
            {
                if (nested == 0)
                {
                    return Add(open, at, at + 1, closed: true, single: false);
                }

                nested--;
            }
        }

        return Add(open, _paragraph.End, _paragraph.End, closed: false, single: false);
    }

    /// <summary>
    /// Marks that pair visibly (« », 「 」, “ ”) nest; a mark that opens again inside curly or straight ones only goes on with the quotation.
    /// </summary>
    private bool IsNestedOpening(char open, int at) =>
        _text[at] == open && open is '«' or '「' or '『' or '„' && _text[at] == open && at + 1 < _paragraph.End;

    private bool Closes(int open, int at)
    {
        var mark = _text[at];
        if (mark is not ('"' or '“' or '＂' or '”'))
        {
            return true;
        }

        if (_text[open] == '„')
        {
            return true;
        }

        // A mark with a word behind it and space before it opens again: the quotation goes on, as in “One. “Two.”
        var before = _text[at - 1];
        var wordFollows =
            at + 1 < _paragraph.End && (char.IsLetterOrDigit(_text[at + 1]) || _text[at + 1] is '\'' or '‘' or '’' or '$' or '[');
        return mark != '“' ? !(wordFollows && (char.IsWhiteSpace(before) || before is '(' or '[' or '—' or '–') && at - 1 > open)
            : !wordFollows && !char.IsWhiteSpace(before);
    }

    private bool OpensDouble(int at)
    {
        if (at + 1 >= _paragraph.End || char.IsWhiteSpace(_text[at + 1]))
        {
            return false;
        }

        // Straight marks have no direction: a word character before one closes or means inches.
        return _text[at] is '“' or '‟' || at == _paragraph.Start
            || !(char.IsLetterOrDigit(_text[at - 1]) || _text[at - 1] is '.' or ',' or '!' or '?');
    }

    private bool OpensSingle(int at)
    {
        if (_text[at] == '‚')
        {
            return at + 1 < _paragraph.End && char.IsLetter(_text[at + 1]);
        }

        var before = at == _paragraph.Start || IsSpaceOrOpener(_text[at - 1]);
        var after = at + 1 < _paragraph.End ? _text[at + 1] : ' ';
        var spaced = _text[at] == '‘' && char.IsWhiteSpace(after) && at > _paragraph.Start;
        return before && _text[at] != '’' && (char.IsLetter(after) || spaced || after is '“' or '"' or '…' or '£' or '$');
    }

    /// <summary>A single mark closes after punctuation, or after a word where no later one could; never between two letters.</summary>
    private int FindSingleEnd(int open, ref int noneBefore)
    {
        var candidate = -1;
        var at = open + 1;
        for (; at < _paragraph.End; at++)
        {
            if (_text[at] is '“' or '”' or '"' && candidate >= 0)
            {
                break;
            }

            if (_text[at] == '‘' && _text[open] == '‘' && OpensSingle(at))
            {
                break;
            }

            if (!Apostrophes.Contains(_text[at]) || at == open + 1 || (at + 1 < _paragraph.End && char.IsLetterOrDigit(_text[at + 1])))
            {
                continue;
            }

            if (",.!?…".Contains(_text[at - 1]) || (char.IsWhiteSpace(_text[at - 1]) && char.IsWhiteSpace(_text[open + 1])))
            {
                return Add(open, at, at + 1, closed: true, single: true);
            }

            // ‘a room for the ladies’ choir’: the genitive closes nothing where a plain closing mark follows.
            var genitive = candidate > 0 && _text[open] == '‘' && _text[at] == '’' && at - candidate < MaxGenitiveDistance
                && _text[at - 1] is not ('s' or 'S') && char.IsLetter(_text[at - 1]);
            candidate = (candidate < 0 || genitive) && !char.IsWhiteSpace(_text[at - 1]) ? at : candidate;
            if (candidate == at && _text[at - 1] is not ('s' or 'S'))
            {
                break;
            }
        }

        if (candidate < 0)
        {
            noneBefore = at;
            return -1;
        }

        return Add(open, candidate, candidate + 1, closed: true, single: true);
    }

    private int Add(int open, int innerEnd, int outerEnd, bool closed, bool single)
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
            _found.Add(new Quotation(new TextSpan(start, innerEnd), new TextSpan(open, outerEnd), closed, single));
        }

        return outerEnd;
    }

    private static bool IsSpaceOrOpener(char c) =>
        char.IsWhiteSpace(c) || c is '(' or '[' or '—' or '–' or '-' or '/' or ':' or '“' or '"' or '«';
}
