using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace AlertBot.Feeds;

/// <summary>
/// Mends in one pass what feeds get wrong in XML: junk before it, control characters, HTML entities, bare ampersands and angle brackets,
/// undeclared prefixes. The document type is left out whole, and with it every entity that a bomb or a thief could declare.
/// </summary>
internal sealed partial class MarkupRepair
{
    private const int MaxDepth = 200;
    private const int MaxSubset = 10_000;
    private const int MaxExpansions = 10_000;
    private readonly string _text;
    private readonly StringBuilder _mended;
    private readonly HashSet<string> _used = [];
    private readonly HashSet<string> _declared = ["xml", "xmlns"];
    private readonly Dictionary<string, string> _entities = [];
    private int _at;
    private int _depth;
    private int _expansions;
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
        _at = Math.Max(0, _text.IndexOf('<', StringComparison.Ordinal));
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
            else
            {
                Character(inTag: false);
            }
        }

        if (_depth > MaxDepth)
        {
            return null;
        }

        Declare();
        return _mended.ToString();
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
                    Remember(_text[start..Math.Min(_at, start + MaxSubset)]);
                    return;
                default:
                    break;
            }
        }
    }

    /// <summary>Short entities of plain text are kept for their authors' sake; none that names another, so none can grow.</summary>
    private void Remember(string declaration)
    {
        foreach (Match match in EntityPattern().Matches(declaration))
        {
            _entities.TryAdd(match.Groups[1].Value, match.Groups[2].Value);
        }
    }

    /// <summary>CDATA: only characters that XML has not are taken out; a section that does not end reaches to the end.</summary>
    private void Literal()
    {
        var end = _text.IndexOf("]]>", _at, StringComparison.Ordinal);
        var stop = end < 0 ? _text.Length : end;
        while (_at < stop)
        {
            Legal();
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
            else
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
            _rootNameEnd = written + nameEnd;
        }

        Prefix(tag[1..nameEnd]);
        Attributes(tag[nameEnd..]);
    }

    /// <summary>Takes the names of the attributes: what stands before "=", its quoted value passed over.</summary>
    private void Attributes(ReadOnlySpan<char> rest)
    {
        while (rest.IndexOf('=') is >= 0 and var equals)
        {
            var name = rest[..equals].Trim();
            Prefix(name[(name.LastIndexOfAny(" \t\r\n") + 1)..]);
            rest = rest[(equals + 1)..].TrimStart();
            if (rest.Length > 0 && rest[0] is '"' or '\'')
            {
                var end = rest[1..].IndexOf(rest[0]);
                rest = end < 0 ? default : rest[(end + 2)..];
            }
        }
    }

    private void Prefix(ReadOnlySpan<char> name)
    {
        var colon = name.IndexOf(':');
        if (colon <= 0)
        {
            return;
        }

        if (name[..colon] is "xmlns")
        {
            _declared.Add(name[(colon + 1)..].ToString());
        }
        else if (_used.Count < 100 && name[..colon].IndexOfAny("\"'<&") < 0)
        {
            _used.Add(name[..colon].ToString());
        }
    }

    private void Declare()
    {
        _used.ExceptWith(_declared);
        var declarations = string.Concat(_used.Where(IsPrefix).Order(StringComparer.Ordinal).Select(p => $" xmlns:{p}=\"{FeedNames.UsualNamespace(p)}\""));
        if (declarations.Length > 0 && _rootNameEnd > 0)
        {
            _mended.Insert(_rootNameEnd, declarations);
        }
    }

    private static bool IsPrefix(string prefix) => XmlReader.IsName(prefix) && !prefix.Contains(':', StringComparison.Ordinal);

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
        var rest = _text.AsSpan(_at, Math.Min(_text.Length - _at, 34));
        var end = rest.IndexOf(';');
        var name = end > 1 ? rest[1..end] : default;
        end = IsName(name) ? end : -1;
        if (name is "amp" or "lt" or "gt" or "quot" or "apos")
        {
            _mended.Append(rest[..(end + 1)]);
        }
        else if (end > 1 && _expansions < MaxExpansions && _entities.TryGetValue(name.ToString(), out var own))
        {
            _expansions++;
            _mended.Append(own);
        }
        else if (end > 1 && Meaning(rest[..(end + 1)].ToString()) is { } meaning)
        {
            _mended.Append(meaning);
        }
        else
        {
            _mended.Append("&amp;");
            _at++;
            return;
        }

        _at += end + 1;
    }

    /// <returns>What the reference stands for, as XML; null when it is none.</returns>
    private static string? Meaning(string reference)
    {
        var decoded = PlainText.Decode(reference);
        if (decoded != reference)
        {
            var rune = decoded.EnumerateRunes().First();
            return decoded.All(c => char.IsSurrogate(c) || XmlConvert.IsXmlChar(c)) ? $"&#{rune.Value.ToString(CultureInfo.InvariantCulture)};" : "";
        }

        // A number that no character has: a control character, or one beyond Unicode.
        return reference[1] == '#' && IsNumber(reference.AsSpan(2, reference.Length - 3)) ? "" : null;
    }

    /// <summary>Letters and digits, or a number: in "R&amp;D &amp;mdash;" the first ampersand begins none.</summary>
    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('#' or '_' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNumber(ReadOnlySpan<char> digits)
    {
        foreach (var c in digits)
        {
            if (!char.IsAsciiHexDigit(c) && c is not ('x' or 'X'))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex("""<!ENTITY\s+([A-Za-z][A-Za-z0-9_.-]{0,30})\s+["']([^"'<>&%]{0,100})["']\s*>""", RegexOptions.NonBacktracking)]
    private static partial Regex EntityPattern();
}
