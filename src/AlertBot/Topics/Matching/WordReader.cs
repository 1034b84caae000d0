using System.Text;
using AlertBot.Text;

namespace AlertBot.Topics.Matching;

/// <summary>Reads one word of a script that separates words by spaces: its end and its folded form.</summary>
internal ref struct WordReader
{
    private readonly string _text;
    private readonly StringBuilder _form;
    private int _at;
    private int _segment;
    private bool _isNumeric = true;
    private bool _isInitials = true;
    private bool _isDottedAcronym;
    private bool _isHostOrFileName;

    public WordReader(string text, int start, StringBuilder form)
    {
        _text = text;
        _form = form;
        _at = _segment = End = start;
    }

    /// <summary>The index after the last character of the word.</summary>
    public int End { get; private set; }

    /// <summary>The index after the word and the invisible characters that follow it.</summary>
    public readonly int Next => _at;

    public void Read()
    {
        while (_at < _text.Length)
        {
            Rune.DecodeFromUtf16(_text.AsSpan(_at), out var rune, out var length);
            if (CharacterClasses.IsWordCharacter(rune) || CharacterClasses.IsCombiningMark(rune))
            {
                AppendFolded(rune, length);
            }
            else if (!TryContinue(rune, length))
            {
                break;
            }
        }

        if (IsBeforeLastPeriodOfAcronym())
        {
            _at = ++End;
        }

        if (_isHostOrFileName)
        {
            End = WebAddressScanner.FindPathEnd(_text, End, _form);
            _at = Math.Max(_at, End);
        }
    }

    private void AppendFolded(Rune rune, int length)
    {
        _isNumeric &= Rune.IsDigit(rune);
        CharacterFolding.AppendFolded(_form, rune);
        _at += length;
        End = _at;
    }

    /// <summary>Consumes a character other than a letter or digit when the word continues after it.</summary>
    private bool TryContinue(Rune rune, int length)
    {
        var nextLine = SkipLineBreakHyphen(rune);
        if (nextLine > 0)
        {
            _at = nextLine;
            return true;
        }

        if (CharacterClasses.IsFormatCharacter(rune))
        {
            _at += length;
            return true;
        }

        return rune.Value switch
        {
            '.' => TryPeriod(),
            ',' or ':' or '/' => _isNumeric && IsFollowedByDigit() && AppendInfix(),
            '_' => TryUnderscores(),
            _ => false,
        };
    }

    private bool TryPeriod()
    {
        if (_at + 1 >= _text.Length || _at != End)
        {
            return false;
        }

        var (before, after) = (_text[_at - 1], _text[_at + 1]);
        if (_isInitials && _at - _segment == 1 && char.IsUpper(before) && char.IsUpper(after) && !IsLetterAt(_at + 2))
        {
            _isDottedAcronym = true;
            _at++;
            _segment = _at;
            return true;
        }

        _isInitials = false;
        if (char.IsDigit(before) && char.IsDigit(after))
        {
            return AppendInfix();
        }

        // "example.org", "notes.txt"; a capital after the full stop begins a sentence whose space is missing.
        if (char.IsLetterOrDigit(before) && char.IsLower(after) && !CharacterClasses.IsUnspacedLetter(new Rune(after)))
        {
            _isHostOrFileName = true;
            return AppendInfix();
        }

        return false;
    }

    private bool TryUnderscores()
    {
        var next = _at;
        while (next < _text.Length && _text[next] == '_')
        {
            next++;
        }

        if (!IsLetterAt(next))
        {
            return false;
        }

        _form.Append(_text, _at, next - _at);
        _isNumeric = false;
        _at = next;
        return true;
    }

    /// <summary>The last full stop of U.S. belongs to the word.</summary>
    private readonly bool IsBeforeLastPeriodOfAcronym() => _isDottedAcronym
        && _isInitials
        && _at == End
        && End < _text.Length
        && _text[End] == '.'
        && End - _segment == 1;

    private bool AppendInfix()
    {
        _form.Append(_text[_at++]);
        return true;
    }

    private readonly bool IsFollowedByDigit() => _at == End && _at + 1 < _text.Length && char.IsDigit(_text[_at + 1]);

    private readonly bool IsLetterAt(int index) => index < _text.Length && char.IsLetterOrDigit(_text[index]);

    /// <returns>The index of the rest of the word when a hyphen divides it at the end of a line; 0 otherwise.</returns>
    private readonly int SkipLineBreakHyphen(Rune rune)
    {
        if (rune.Value is not ('-' or '\u2010' or '\u00AD') || !char.IsLetter(_text[End - 1]))
        {
            return 0;
        }

        var next = SkipBlanks(_at + 1);
        var line = next;
        next += next < _text.Length && _text[next] == '\r' ? 1 : 0;
        next += next < _text.Length && _text[next] == '\n' ? 1 : 0;
        if (next == line)
        {
            return 0;
        }

        next = SkipBlanks(next);
        return next < _text.Length && char.IsLower(_text[next]) ? next : 0;
    }

    private readonly int SkipBlanks(int index)
    {
        while (index < _text.Length && _text[index] is ' ' or '\t')
        {
            index++;
        }

        return index;
    }
}
