using System.Buffers;
using System.Text;
using System.Xml;

namespace AlertBot.Feeds;

/// <summary>
/// Mends in one pass what feeds get wrong in XML: junk before it, control characters, HTML entities, bare ampersands and angle brackets,
/// undeclared prefixes. The document type is left out whole, and with it every entity that a bomb or a thief could declare.
/// </summary>
internal sealed class MarkupRepair
{
    private const int MaxDepth = 200;
    private const int MaxSubset = 10_000;
    private const int LongestJunk = 4_000;
    private const string Controls = "\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\v\f\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\e\u001C\u001D\u001E\u001F";

    // What a copy stops at: in text, in a tag, in CDATA.
    private static readonly SearchValues<char> TextStops = SearchValues.Create(Controls + "<>&");
    private static readonly SearchValues<char> TagStops = SearchValues.Create(Controls + "<>&\"'");
    private static readonly SearchValues<char> LiteralStops = SearchValues.Create(Controls);

    private static readonly string[] Roots = ["<rss", "<feed", "<rdf", "<channel", "<html"];
    private readonly string _text;
    private readonly StringBuilder _mended;
    private readonly MarkupPrefixes _prefixes = new();
    private readonly MarkupEntities _entities = new();
    private int _at;
    private int _depth;
    private int _rootNameEnd = -1;

    private MarkupRepair(string text)
    {
        _text = text;
        _mended = new StringBuilder(text.Length + 64);
    }

    /// <returns>The mended text without its XML declaration, or null when it is nested beyond all sense.</returns>
    public static string? Mend(string text) => new MarkupRepair(text).Mend();

    private string? Mend()
    {
        _at = Start(_text);
        while (_at < _text.Length && _depth <= MaxDepth)
        {
            if (_text[_at] == '<')
            {
                Markup();
            }
            else if (_depth <= 0)
            {
                // Junk between or after the elements of the top.
                _at++;
            }
            else if (!Copy(TextStops, _text.Length))
            {
                Character(inTag: false);
            }
        }

        if (_depth > MaxDepth)
        {
            return null;
        }

        if (_rootNameEnd > 0)
        {
            _mended.Insert(_rootNameEnd, _prefixes.Missing());
        }

        return _mended.ToString();
    }

    /// <summary>The first mark-up; or the XML declaration, where only warnings of the server's software ("&lt;br /&gt;") stand before it.</summary>
    private static int Start(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, LongestJunk));
        var declaration = head.IndexOf("<?xml version");
        return declaration > 0 && !Roots.Any(root => text.AsSpan(0, declaration).Contains(root, StringComparison.OrdinalIgnoreCase))
            ? declaration
            : Math.Max(0, text.IndexOf('<', StringComparison.Ordinal));
    }

    private void Markup()
    {
        var rest = _text.AsSpan(_at);
        if (rest.StartsWith("<![CDATA["))
        {
            Literal();
        }
        else if (rest.StartsWith("<!--"))
        {
            Skip("-->");
        }
        else if (rest.StartsWith("<?"))
        {
            Skip(">");
        }
        else if (rest.StartsWith("<!"))
        {
            SkipDeclaration();
        }
        else if (rest.Length > 1 && (XmlConvert.IsStartNCNameChar(rest[1]) || rest[1] is '/' or ':'))
        {
            Tag();
        }
        else
        {
            _mended.Append("&lt;");
            _at++;
        }
    }

    private void Skip(string end)
    {
        var found = _text.IndexOf(end, _at, StringComparison.Ordinal);
        _at = found < 0 ? _text.Length : found + end.Length;
    }

    /// <summary>A DOCTYPE with its internal subset, whose declarations may hold ">" in quotes.</summary>
    private void SkipDeclaration()
    {
        var subset = 0;
        var start = _at;
        for (; _at < _text.Length; _at++)
        {
            switch (_text[_at])
            {
                case '<' when subset > 0 && _text.AsSpan(_at).StartsWith("<!--"):
                    Skip("-->");
                    _at--;
                    break;
                case '[':
                    subset++;
                    break;
                case ']':
                    subset--;
                    break;
                case '"' or '\'' when subset > 0 && _text.IndexOf(_text[_at], _at + 1) is var close && close > 0:
                    _at = close;
                    break;
                case '>' when subset <= 0:
                    _at++;
                    _entities.Remember(_text[start..Math.Min(_at, start + MaxSubset)]);
                    return;
                default:
                    break;
            }
        }
    }

    /// <summary>CDATA: only characters that XML has not are taken out; a section that does not end reaches to the end.</summary>
    private void Literal()
    {
        var end = _text.IndexOf("]]>", _at, StringComparison.Ordinal);
        var stop = end < 0 ? _text.Length : end;
        while (_at < stop)
        {
            if (!Copy(LiteralStops, stop))
            {
                Legal();
            }
        }

        _mended.Append("]]>");
        _at = end < 0 ? stop : stop + 3;
    }

    private void Tag()
    {
        var (start, written) = (_at, _mended.Length);
        var isEnd = _text[_at + 1] == '/';
        var quote = '\0';
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (quote == '\0' && c == '>')
            {
                break;
            }

            if (quote == '\0' && c is '"' or '\'' && _mended[^1] == '=' || c == quote)
            {
                quote = quote == '\0' ? c : '\0';
            }

            if (c == '<' && _at > start)
            {
                _mended.Append("&lt;");
                _at++;
            }
            else if (!Copy(TagStops, _text.Length))
            {
                Character(inTag: true);
            }
        }

        if (_at < _text.Length)
        {
            _at++;
            _mended.Append('>');
            Note(_text.AsSpan(start, _at - start), isEnd, written);
        }
    }

    private void Note(ReadOnlySpan<char> tag, bool isEnd, int written)
    {
        _depth += isEnd ? -1 : tag.EndsWith("/>") ? 0 : 1;
        if (isEnd)
        {
            return;
        }

        var nameEnd = 1;
        while (nameEnd < tag.Length && !char.IsWhiteSpace(tag[nameEnd]) && tag[nameEnd] is not ('>' or '/'))
        {
            nameEnd++;
        }

        if (_rootNameEnd < 0)
        {
            // Counted in what was written: a control character inside the name is not.
            _rootNameEnd = written + 1;
            while (_rootNameEnd < _mended.Length && !char.IsWhiteSpace(_mended[_rootNameEnd]) && _mended[_rootNameEnd] is not ('>' or '/'))
            {
                _rootNameEnd++;
            }
        }

        _prefixes.Note(tag[1..nameEnd], tag[nameEnd..]);
    }

    /// <summary>Takes over what needs no look: most of every document.</summary>
    /// <returns>False where nothing stands before the next stop.</returns>
    private bool Copy(SearchValues<char> stops, int end)
    {
        var rest = _text.AsSpan(_at, end - _at);
        var run = rest.IndexOfAny(stops) is >= 0 and var stop ? rest[..stop] : rest;
        run = run.IndexOfAnyInRange('\uD800', '\uFFFF') is >= 0 and var rare ? run[..rare] : run;
        _mended.Append(run);
        _at += run.Length;
        return run.Length > 0;
    }

    private void Character(bool inTag)
    {
        if (_text[_at] == '&')
        {
            Reference();
        }
        else if (!inTag && _text[_at] == '>')
        {
            _mended.Append("&gt;");
            _at++;
        }
        else
        {
            Legal();
        }
    }

    private void Legal()
    {
        var c = _text[_at++];
        if (char.IsHighSurrogate(c) && _at < _text.Length && char.IsLowSurrogate(_text[_at]))
        {
            _mended.Append(c).Append(_text[_at++]);
        }
        else if (char.IsSurrogate(c))
        {
            _mended.Append('\uFFFD');
        }
        else if (XmlConvert.IsXmlChar(c))
        {
            _mended.Append(c);
        }
    }

    private void Reference()
    {
        if (_entities.Resolve(_text.AsSpan(_at)) is var (text, length))
        {
            _mended.Append(text);
            _at += length;
        }
        else
        {
            _mended.Append("&amp;");
            _at++;
        }
    }
}
