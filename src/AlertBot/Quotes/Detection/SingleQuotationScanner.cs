using AlertBot.Text;

namespace AlertBot.Quotes.Detection;

/// <summary>Finds quotations in single marks, which are also apostrophes: ‘The ladies’ choir sang,’ she said.</summary>
/// <remarks>Call it with increasing offsets: a scan that found no closing mark is not repeated.</remarks>
internal sealed class SingleQuotationScanner(string text, TextSpan paragraph)
{
    private const string Apostrophes = "'’‘";

    // Characters between the apostrophe of a plural genitive ("ladies’ choir") and the closing mark.
    private const int MaxGenitiveDistance = 120;

    // Before this offset no closing mark was found.
    private int _noneBefore;

    public static bool IsMark(char c) => Apostrophes.Contains(c) || c == '‚';

    public static bool IsSpaceOrOpener(char c) =>
        char.IsWhiteSpace(c) || c is '(' or '[' or '—' or '–' or '-' or '/' or ':' or '“' or '"' or '«';

    /// <returns>The offset of the mark that closes the quotation that starts at <paramref name="open"/>; −1 where none starts.</returns>
    public int FindClosingMark(int open)
    {
        if (open < _noneBefore || !Opens(open))
        {
            return -1;
        }

        var candidate = -1;
        var at = open + 1;
        for (; at < paragraph.End && !EndsScan(open, at, candidate); at++)
        {
            if (!CanClose(open, at))
            {
                continue;
            }

            if (ClosesCertainly(open, at))
            {
                return at;
            }

            var isBetter = candidate < 0 || (candidate > 0 && FollowsGenitive(open, candidate, at));
            candidate = isBetter && !char.IsWhiteSpace(text[at - 1]) ? at : candidate;
            if (candidate == at && text[at - 1] is not ('s' or 'S'))
            {
                break;
            }
        }

        if (candidate < 0)
        {
            _noneBefore = at;
        }

        return candidate;
    }

    private bool Opens(int at)
    {
        if (text[at] == '‚')
        {
            return at + 1 < paragraph.End && char.IsLetter(text[at + 1]);
        }

        var after = at + 1 < paragraph.End ? text[at + 1] : ' ';
        var isSpaced = text[at] == '‘' && char.IsWhiteSpace(after) && at > paragraph.Start;
        return text[at] != '’' && (at == paragraph.Start || IsSpaceOrOpener(text[at - 1]))
            && (char.IsLetter(after) || isSpaced || after is '“' or '"' or '…' or '£' or '$');
    }

    /// <summary>A double mark after a possible closing mark, or another opening mark, is outside the quotation.</summary>
    private bool EndsScan(int open, int at, int candidate) =>
        (text[at] is '“' or '”' or '"' && candidate >= 0)
        || (text[at] == '‘' && text[open] == '‘' && Opens(at));

    /// <summary>A mark before a letter is an apostrophe.</summary>
    private bool CanClose(int open, int at) =>
        Apostrophes.Contains(text[at]) && at != open + 1 && !(at + 1 < paragraph.End && char.IsLetterOrDigit(text[at + 1]));

    /// <summary>
    /// After punctuation a mark is not an apostrophe. Neither is a spaced mark in a quotation with spaces inside its marks.
    /// </summary>
    private bool ClosesCertainly(int open, int at) =>
        ",.!?…".Contains(text[at - 1]) || (char.IsWhiteSpace(text[at - 1]) && char.IsWhiteSpace(text[open + 1]));

    /// <summary>The earlier candidate is the apostrophe of a plural genitive: ‘a song for the ladies’ choir’.</summary>
    private bool FollowsGenitive(int open, int candidate, int at) =>
        text[open] == '‘' && text[at] == '’' && at - candidate < MaxGenitiveDistance
        && text[at - 1] is not ('s' or 'S') && char.IsLetter(text[at - 1]);
}
