using System.Text;

namespace AlertBot.Topics;

/// <summary>What is read between two words, until it is clear how they stand to each other.</summary>
internal struct Between
{
    private int _count;
    private int _lines;
    private bool _space;
    private bool _stop;
    private bool _fullStop;
    private bool _other;
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
            _lines++;
        }
        else if (rune.Value == '\r')
        {
            _lines++;
        }
        else if (rune.Value is '\u2029' or '\f')
        {
            _lines += 2;
        }

        _last = rune;
        _space |= Rune.IsWhiteSpace(rune);
        _stop |= rune.Value is '.' or '!' or '?' or '\u2026' or '\u203D';
        _fullStop |= rune.Value is '\u3002' or '\uFF01' or '\uFF1F' or '\uFF61' or '\u061F' or '\u06D4' or '\u0964' or '\u0965' or '\u1362';
        _other |= _count > 1 && !Rune.IsWhiteSpace(rune);
    }

    /// <param name="abbreviated">The word before is one that a full stop belongs to.</param>
    /// <param name="continues">The next word begins with a small letter.</param>
    public readonly Gap Close(bool abbreviated, bool continues)
    {
        if (_fullStop || _lines > 1 || (_stop && !continues && !(abbreviated && _first.Value == '.')))
        {
            return Gap.Break;
        }

        if (_count == 0)
        {
            return Gap.None;
        }

        if (Rune.IsWhiteSpace(_first))
        {
            return _other ? Gap.Loose : Gap.Space;
        }

        if (_count == 1 || (Scripts.IsHyphen(_first) && _lines == 1 && !_other))
        {
            return Scripts.IsHyphen(_first) ? Gap.Hyphen : Scripts.IsApostrophe(_first) ? Gap.Apostrophe : IsTight(_first) ? Gap.Tight : Gap.Loose;
        }

        return !_space && IsTight(_first) && (IsTight(_last) || Scripts.IsHyphen(_last)) ? Gap.Tight : Gap.Loose;
    }

    private static bool IsTight(Rune rune) => rune.Value is '/' or '\\' or '(' or ')' or '[' or ']' or '{' or '}' or '&' or '+';
}
