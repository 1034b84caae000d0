using System.Text;
using AlertBot.Text;

namespace AlertBot.Topics.Matching;

/// <summary>What is read between two words, until it is clear how they stand to each other.</summary>
internal struct SeparatorScanner
{
    private int _count;
    private int _lineBreaks;
    private bool _hasSpace;
    private bool _hasTerminator;
    private bool _hasFullWidthTerminator;
    private bool _hasOther;
    private Rune _first;
    private Rune _last;

    public void Add(Rune rune)
    {
        if (_count++ == 0)
        {
            _first = rune;
        }

        // \r\n is one line end.
        if (rune.Value is '\n' or '\u2028' or '\u0085' && _last.Value != '\r')
        {
            _lineBreaks++;
        }
        else if (rune.Value == '\r')
        {
            _lineBreaks++;
        }
        else if (rune.Value is '\u2029' or '\f')
        {
            _lineBreaks += 2;
        }

        _last = rune;
        _hasSpace |= Rune.IsWhiteSpace(rune);
        _hasTerminator |= rune.Value is '.' or '!' or '?' or '\u2026' or '\u203D';
        _hasFullWidthTerminator |= rune.Value is '\u3002' or '\uFF01' or '\uFF1F' or '\uFF61' or '\u061F' or '\u06D4' or '\u0964'
            or '\u0965' or '\u1362';
        _hasOther |= _count > 1 && !Rune.IsWhiteSpace(rune);
    }

    /// <param name="abbreviated">The word before is one that a full stop belongs to.</param>
    /// <param name="continues">The next word begins with a small letter.</param>
    public readonly Separator Classify(bool abbreviated, bool continues)
    {
        if (_hasFullWidthTerminator || _lineBreaks > 1 || (_hasTerminator && !continues && !(abbreviated && _first.Value == '.')))
        {
            return Separator.SentenceBreak;
        }

        if (_count == 0)
        {
            return Separator.None;
        }

        if (Rune.IsWhiteSpace(_first))
        {
            return _hasOther ? Separator.Punctuation : Separator.Space;
        }

        if (_count == 1 || (CharacterClasses.IsHyphen(_first) && _lineBreaks == 1 && !_hasOther))
        {
            return CharacterClasses.IsHyphen(_first) ? Separator.Hyphen
                : CharacterClasses.IsApostrophe(_first) ? Separator.Apostrophe
                    : IsSlashOrBracket(_first) ? Separator.SlashOrBracket : Separator.Punctuation;
        }

        return !_hasSpace && IsSlashOrBracket(_first) && (IsSlashOrBracket(_last) || CharacterClasses.IsHyphen(_last))
            ? Separator.SlashOrBracket : Separator.Punctuation;
    }

    private static bool IsSlashOrBracket(Rune rune) => rune.Value is '/' or '\\' or '(' or ')' or '[' or ']' or '{' or '}' or '&' or '+';
}
