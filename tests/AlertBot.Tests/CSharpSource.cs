using System.Text;

namespace AlertBot.Tests;

/// <summary>The text of a C# file, split into code and string literals, for tests that scan the sources. Comments are dropped.</summary>
internal sealed class CSharpSource
{
    /// <summary>Replaces an interpolated expression in <see cref="Strings"/>.</summary>
    public const string Hole = "{}";

    private readonly string _text;
    private readonly StringBuilder _code = new();
    private readonly List<StringBuilder> _strings = [];
    private StringBuilder? _lastString;
    private int _lastStringEnd;
    private int _at;

    private CSharpSource(string text) => _text = text;

    /// <summary>The code; <c>""</c> replaces each string literal. Expressions inside interpolated strings are code.</summary>
    public string Code => _code.ToString();

    /// <summary>The contents of the string literals. Literals joined by <c>+</c> are one.</summary>
    public IEnumerable<string> Strings => _strings.Select(content => content.ToString());

    public static CSharpSource Parse(string text)
    {
        var source = new CSharpSource(text);
        source.ReadCode(closingBraces: 0);
        return source;
    }

    /// <param name="closingBraces">How many braces end the code: those of an interpolated expression. 0: the code ends with the
    /// text.</param>
    private void ReadCode(int closingBraces)
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            if (closingBraces > 0 && depth == 0 && _text[_at] == '}')
            {
                _at += closingBraces;
                return;
            }

            depth += _text[_at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (StartsWith("//") || IsDirective())
            {
                _at = IndexOfOrEnd("\n");
            }
            else if (StartsWith("/*"))
            {
                _at = IndexOfOrEnd("*/") + 2;
                _code.Append(' ');
            }
            else if (_text[_at] == '\'')
            {
                SkipCharacter();
            }
            else if (!TryReadString())
            {
                _code.Append(_text[_at++]);
            }
        }
    }

    private bool TryReadString()
    {
        var start = _at;
        while (start < _text.Length && _text[start] is '$' or '@')
        {
            start++;
        }

        if (start == _text.Length || _text[start] != '"')
        {
            return false;
        }

        var prefix = _text[_at..start];
        var quotes = _text.AsSpan(start).IndexOfAnyExcept('"') is var count and >= 0 ? count : _text.Length - start;
        var content = _lastString is not null && _code.ToString(_lastStringEnd, _code.Length - _lastStringEnd).Trim() == "+"
            ? _lastString
            : new StringBuilder();
        if (content != _lastString)
        {
            _strings.Add(content);
        }

        if (quotes >= 3)
        {
            _at = start + quotes;
            ReadContent(content, new string('"', quotes), prefix.Count(c => c == '$'), escape: null);
        }
        else
        {
            _at = start + 1;
            ReadContent(content, "\"", prefix.Contains('$') ? 1 : 0, escape: prefix.Contains('@') ? '"' : '\\');
        }

        _code.Append("\"\"");
        _lastString = content;
        _lastStringEnd = _code.Length;
        return true;
    }

    /// <param name="openingBraces">How many braces open an interpolated expression; 0: none does.</param>
    /// <param name="escape">Takes the next character literally. Null: raw string.</param>
    private void ReadContent(StringBuilder content, string end, int openingBraces, char? escape)
    {
        while (_at < _text.Length)
        {
            var braces = openingBraces == 0 ? 0 : CountBraces();
            if (_text[_at] == escape && (escape == '\\' || StartsWith("\"\"")))
            {
                content.Append(_text[_at + 1] is 'n' or 'r' or 't' ? ' ' : _text[_at + 1]);
                _at += 2;
            }
            else if (StartsWith(end))
            {
                _at += end.Length;
                return;
            }
            else if (braces >= openingBraces && braces > 0 && (escape is null || braces % 2 == 1))
            {
                content.Append('{', braces - openingBraces).Append(Hole);
                _at += braces;
                ReadCode(openingBraces);
            }
            else
            {
                var length = Math.Max(1, braces);
                content.Append(_text, _at, length);
                _at += length;
            }
        }
    }

    private int CountBraces()
    {
        var rest = _text.AsSpan(_at);
        return rest.IndexOfAnyExcept('{') is var count and >= 0 ? count : rest.Length;
    }

    private void SkipCharacter()
    {
        _at++;
        while (_at < _text.Length && _text[_at] != '\'')
        {
            _at += _text[_at] == '\\' ? 2 : 1;
        }

        _at++;
        _code.Append(' ');
    }

    private bool IsDirective() => _text[_at] == '#' && (_at == 0 || _text.LastIndexOf('\n', _at - 1) is var line
        && string.IsNullOrWhiteSpace(_text[(line + 1).._at]));

    private bool StartsWith(string value) => _text.AsSpan(_at).StartsWith(value, StringComparison.Ordinal);

    private int IndexOfOrEnd(string value) =>
        _text.IndexOf(value, _at, StringComparison.Ordinal) is var index and >= 0 ? index : _text.Length;
}
