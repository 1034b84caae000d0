using System.Buffers;
using System.Text;
using System.Xml;

namespace AlertBot.Feeds.Parsing;

/// <summary>
/// Repairs common XML errors of feeds in one pass: junk before the root, control characters, HTML entities, bare ampersands and angle
/// brackets, undeclared prefixes. The document type declaration is dropped, so entity expansion and external entities are impossible.
/// </summary>
internal sealed class XmlRepair
{
    /// <summary>Limits the nesting of elements. Recursive code would overflow the stack; the collected feeds reach 11.</summary>
    private const int MaxDepth = 200;

    /// <summary>Characters of a document type declaration that are searched for short entities.</summary>
    private const int MaxInternalSubset = 10_000;

    /// <summary>Characters at the start that are searched for an XML declaration after warnings of the server.</summary>
    private const int MaxLeadingJunk = 4_000;

    private const string Controls =
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\v\f\u000E\u000F\u0010\u0011\u0012"
        + "\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\e\u001C\u001D\u001E\u001F";

    // The characters that need a look; all others are copied in runs.
    private static readonly SearchValues<char> TextStops = SearchValues.Create(Controls + "<>&");
    private static readonly SearchValues<char> TagStops = SearchValues.Create(Controls + "<>&\"'");
    private static readonly SearchValues<char> CDataStops = SearchValues.Create(Controls);

    private static readonly string[] RootTags = ["<rss", "<feed", "<rdf", "<channel", "<html"];
    private readonly string _text;
    private readonly StringBuilder _output;
    private readonly XmlNamespacePrefixes _prefixes = new();
    private readonly XmlEntityResolver _entities = new();
    private int _position;
    private int _depth;
    private int _rootNameEnd = -1;

    private XmlRepair(string text)
    {
        _text = text;
        _output = new StringBuilder(text.Length + 64);
    }

    /// <returns>The repaired text without its XML declaration; null when it is nested deeper than the limit.</returns>
    public static string? Repair(string text) => new XmlRepair(text).Repair();

    private string? Repair()
    {
        _position = FindStart(_text);
        while (_position < _text.Length && _depth <= MaxDepth)
        {
            if (_text[_position] == '<')
            {
                CopyMarkup();
            }
            else if (_depth <= 0)
            {
                // Text outside the root element.
                _position++;
            }
            else if (!CopyRun(TextStops, _text.Length))
            {
                CopyCharacter(inTag: false);
            }
        }

        if (_depth > MaxDepth)
        {
            return null;
        }

        if (_rootNameEnd > 0)
        {
            _output.Insert(_rootNameEnd, _prefixes.GetMissingDeclarations());
        }

        return _output.ToString();
    }

    /// <summary>
    /// Finds the XML declaration when only warnings of the server's software ("&lt;br /&gt;") precede it, else the first tag.
    /// </summary>
    private static int FindStart(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, MaxLeadingJunk));
        var declaration = head.IndexOf("<?xml version");
        return declaration > 0 && !RootTags.Any(root => text.AsSpan(0, declaration).Contains(root, StringComparison.OrdinalIgnoreCase))
            ? declaration
            : Math.Max(0, text.IndexOf('<', StringComparison.Ordinal));
    }

    private void CopyMarkup()
    {
        var rest = _text.AsSpan(_position);
        if (rest.StartsWith("<![CDATA["))
        {
            CopyCData();
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
            CopyTag();
        }
        else
        {
            _output.Append("&lt;");
            _position++;
        }
    }

    private void Skip(string end)
    {
        var found = _text.IndexOf(end, _position, StringComparison.Ordinal);
        _position = found < 0 ? _text.Length : found + end.Length;
    }

    /// <summary>Skips a DOCTYPE with its internal subset, whose declarations may contain ">" in quotes.</summary>
    private void SkipDeclaration()
    {
        var subset = 0;
        var start = _position;
        for (; _position < _text.Length; _position++)
        {
            switch (_text[_position])
            {
                case '<' when subset > 0 && _text.AsSpan(_position).StartsWith("<!--"):
                    Skip("-->");
                    _position--;
                    break;
                case '[':
                    subset++;
                    break;
                case ']':
                    subset--;
                    break;
                case '"' or '\'' when subset > 0 && _text.IndexOf(_text[_position], _position + 1) is var close && close > 0:
                    _position = close;
                    break;
                case '>' when subset <= 0:
                    _position++;
                    _entities.AddDeclarations(_text[start..Math.Min(_position, start + MaxInternalSubset)]);
                    return;
                default:
                    break;
            }
        }
    }

    /// <summary>Copies CDATA without the characters that XML forbids. An unclosed section reaches to the end of the document.</summary>
    private void CopyCData()
    {
        var end = _text.IndexOf("]]>", _position, StringComparison.Ordinal);
        var stop = end < 0 ? _text.Length : end;
        while (_position < stop)
        {
            if (!CopyRun(CDataStops, stop))
            {
                CopyLegalCharacter();
            }
        }

        _output.Append("]]>");
        _position = end < 0 ? stop : stop + 3;
    }

    private void CopyTag()
    {
        var start = _position;
        var outputStart = _output.Length;
        var isEnd = _text[_position + 1] == '/';
        var quote = '\0';
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (quote == '\0' && c == '>')
            {
                break;
            }

            if ((quote == '\0' && c is '"' or '\'' && _output[^1] == '=') || c == quote)
            {
                quote = quote == '\0' ? c : '\0';
            }

            if (c == '<' && _position > start)
            {
                _output.Append("&lt;");
                _position++;
            }
            else if (!CopyRun(TagStops, _text.Length))
            {
                CopyCharacter(inTag: true);
            }
        }

        if (_position < _text.Length)
        {
            _position++;
            _output.Append('>');
            TrackTag(_text.AsSpan(start, _position - start), isEnd, outputStart);
        }
    }

    /// <param name="outputStart">Where the tag begins in the output.</param>
    private void TrackTag(ReadOnlySpan<char> tag, bool isEnd, int outputStart)
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
            // The position is that in the output, where control characters inside the name are gone.
            _rootNameEnd = outputStart + 1;
            while (_rootNameEnd < _output.Length && !char.IsWhiteSpace(_output[_rootNameEnd]) && _output[_rootNameEnd] is not ('>' or '/'))
            {
                _rootNameEnd++;
            }
        }

        _prefixes.AddTag(tag[1..nameEnd], tag[nameEnd..]);
    }

    /// <summary>Copies the run up to the next character that needs a look.</summary>
    /// <returns>False when the run is empty.</returns>
    private bool CopyRun(SearchValues<char> stops, int end)
    {
        var rest = _text.AsSpan(_position, end - _position);
        var run = rest.IndexOfAny(stops) is >= 0 and var stop ? rest[..stop] : rest;

        // Surrogates and the characters above them may be invalid.
        run = run.IndexOfAnyInRange('\uD800', '\uFFFF') is >= 0 and var rare ? run[..rare] : run;
        _output.Append(run);
        _position += run.Length;
        return run.Length > 0;
    }

    private void CopyCharacter(bool inTag)
    {
        if (_text[_position] == '&')
        {
            CopyReference();
        }
        else if (!inTag && _text[_position] == '>')
        {
            _output.Append("&gt;");
            _position++;
        }
        else
        {
            CopyLegalCharacter();
        }
    }

    private void CopyLegalCharacter()
    {
        var c = _text[_position++];
        if (char.IsHighSurrogate(c) && _position < _text.Length && char.IsLowSurrogate(_text[_position]))
        {
            _output.Append(c).Append(_text[_position++]);
        }
        else if (char.IsSurrogate(c))
        {
            _output.Append('\uFFFD');
        }
        else if (XmlConvert.IsXmlChar(c))
        {
            _output.Append(c);
        }
    }

    private void CopyReference()
    {
        if (_entities.Resolve(_text.AsSpan(_position)) is var (text, length))
        {
            _output.Append(text);
            _position += length;
        }
        else
        {
            _output.Append("&amp;");
            _position++;
        }
    }
}
