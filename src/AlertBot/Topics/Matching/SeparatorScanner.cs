using System.Text;
using AlertBot.Text;

namespace AlertBot.Topics.Matching;

/// <summary>Collects the characters between two words and classifies them.</summary>
internal struct SeparatorScanner
{
    private int _count;
    private int _lineBreaks;
    private bool _hasSpace;
    private bool _hasTerminator;
    private bool _hasUnambiguousTerminator;
    private bool _hasOtherAfterFirst;
    private Rune _first;
    private Rune _last;

    public void Add(Rune rune)
    {
        if (_count++ == 0)
        {
            _first = rune;
        }

        _lineBreaks += CountLineBreaks(rune, _last);
        _last = rune;
        _hasSpace |= Rune.IsWhiteSpace(rune);
        _hasTerminator |= rune.Value is '.' or '!' or '?' or '\u2026' or '\u203D';
        _hasUnambiguousTerminator |= IsUnambiguousTerminator(rune);
        _hasOtherAfterFirst |= _count > 1 && !Rune.IsWhiteSpace(rune);
    }

    /// <param name="isAfterAbbreviation">Whether a full stop after the previous word may belong to it.</param>
    /// <param name="isBeforeLowerCase">Whether the next word begins with a lower-case letter, so that no sentence begins there.</param>
    public readonly Separator Classify(bool isAfterAbbreviation, bool isBeforeLowerCase)
    {
        var endsSentence = _hasTerminator && !isBeforeLowerCase && !(isAfterAbbreviation && _first.Value == '.');
        if (_hasUnambiguousTerminator || _lineBreaks > 1 || endsSentence)
        {
            return Separator.SentenceBreak;
        }

        if (_count == 0)
        {
            return Separator.None;
        }

        if (Rune.IsWhiteSpace(_first))
        {
            return _hasOtherAfterFirst ? Separator.Punctuation : Separator.Space;
        }

        if (_count == 1 || (CharacterClasses.IsHyphen(_first) && _lineBreaks == 1 && !_hasOtherAfterFirst))
        {
            return CharacterClasses.IsHyphen(_first) ? Separator.Hyphen
                : CharacterClasses.IsApostrophe(_first) ? Separator.Apostrophe
                : IsSlashOrBracket(_first) ? Separator.SlashOrBracket
                : Separator.Punctuation;
        }

        return !_hasSpace && IsSlashOrBracket(_first) && (IsSlashOrBracket(_last) || CharacterClasses.IsHyphen(_last))
            ? Separator.SlashOrBracket
            : Separator.Punctuation;
    }

    /// <summary>A carriage return with its line feed is one line break; a paragraph separator or form feed counts as two.</summary>
    private static int CountLineBreaks(Rune rune, Rune previous) => rune.Value switch
    {
        '\n' or '\u2028' or '\u0085' => previous.Value == '\r' ? 0 : 1,
        '\r' => 1,
        '\u2029' or '\f' => 2,
        _ => 0,
    };

    /// <summary>Full-width, Arabic, Urdu, Devanagari and Ethiopic sentence ends, which have no other use.</summary>
    private static bool IsUnambiguousTerminator(Rune rune) => rune.Value is
        '\u3002' or '\uFF01' or '\uFF1F' or '\uFF61' or '\u061F' or '\u06D4' or '\u0964' or '\u0965' or '\u1362';

    private static bool IsSlashOrBracket(Rune rune) => rune.Value is '/' or '\\' or '(' or ')' or '[' or ']' or '{' or '}' or '&' or '+';
}
