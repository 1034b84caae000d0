using System.Globalization;
using AlertBot.Text;

namespace AlertBot.Topics.Queries;

/// <summary>Splits a query into tokens: words, operators and fields.</summary>
internal sealed class QueryLexer
{
    /// <summary>The field names of the query language.</summary>
    public static readonly IReadOnlyList<string> FieldNames = ["title", "text", "source", "author", "lang"];

    /// <summary>Words between the two sides of NEAR; more is hardly different from AND.</summary>
    private const int MaxNearDistance = 1000;

    private readonly string _text;
    private readonly List<QueryToken> _tokens = [];
    private int _at;

    private QueryLexer(string text) => _text = text;

    /// <exception cref="QuerySyntaxException">The text has something that is not a token.</exception>
    public static IReadOnlyList<QueryToken> Tokenize(string text)
    {
        var lexer = new QueryLexer(text);
        while (lexer._at < text.Length)
        {
            lexer.ReadToken();
        }

        lexer._tokens.Add(new QueryToken.Symbol(text.Length, SymbolKind.EndOfQuery));
        return lexer._tokens;
    }

    private void ReadToken()
    {
        var character = _text[_at];
        if (char.IsWhiteSpace(character))
        {
            _at++;
        }
        else if (GetSymbol(character) is { } symbol)
        {
            _tokens.Add(new QueryToken.Symbol(_at++, symbol));
        }
        else if (IsDash(character))
        {
            ReadDash();
        }
        else if (character is '=' or '\uFF1D')
        {
            ReadCaseSensitive();
        }
        else if (CharacterClasses.IsDoubleQuote(character))
        {
            ReadQuoted(_at, isCaseSensitive: false);
        }
        else if (FindFieldEnd() is var end && end > _at)
        {
            ReadField(end);
        }
        else
        {
            ReadChunk(_at, isCaseSensitive: false);
        }
    }

    private static SymbolKind? GetSymbol(char character) => character switch
    {
        '(' or '\uFF08' => SymbolKind.OpenParenthesis,
        ')' or '\uFF09' => SymbolKind.CloseParenthesis,
        ',' or '\uFF0C' or '\u060C' or '\u3001' => SymbolKind.Or,
        _ => null,
    };

    private static bool IsDash(char character) => character is '-' or '\u2010' or '\u2011' or '\u2013' or '\u2014' or '\u2212';

    private void ReadDash()
    {
        if (_at + 1 >= _text.Length || char.IsWhiteSpace(_text[_at + 1]) || IsDash(_text[_at + 1]))
        {
            throw new QuerySyntaxException(_at,
                "a dash must be followed by a word: write -word to exclude a word, or put the phrase in quotes");
        }

        _tokens.Add(new QueryToken.Symbol(_at++, SymbolKind.Not));
    }

    private void ReadCaseSensitive()
    {
        var start = _at++;
        if (_at < _text.Length && CharacterClasses.IsDoubleQuote(_text[_at]))
        {
            ReadQuoted(start, isCaseSensitive: true);
        }
        else if (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && GetSymbol(_text[_at]) is null && _text[_at] is not '=')
        {
            ReadChunk(start, isCaseSensitive: true);
        }
        else
        {
            throw new QuerySyntaxException(start, "= must be followed by a case-sensitive word: write =NATO");
        }
    }

    private void ReadQuoted(int start, bool isCaseSensitive)
    {
        var open = _at++;
        while (_at < _text.Length && !CharacterClasses.IsDoubleQuote(_text[_at]))
        {
            _at++;
        }

        if (_at >= _text.Length)
        {
            throw new QuerySyntaxException(open, "this quotation mark is not closed: add a \" after the exact words");
        }

        var quoted = _text[(open + 1).._at++];
        AddWords(start, quoted, isExact: true, isCaseSensitive);
    }

    /// <returns>The index of the colon after a field name; the current index when there is no field.</returns>
    private int FindFieldEnd()
    {
        var end = _at;
        while (end < _text.Length && char.IsAsciiLetter(_text[end]))
        {
            end++;
        }

        return end > _at && end < _text.Length && _text[end] is ':' or '\uFF1A' && !(end + 1 < _text.Length && _text[end + 1] == '/')
            ? end
            : _at;
    }

    private void ReadField(int end)
    {
        var name = _text[_at..end].ToLowerInvariant();
        if (!FieldNames.Contains(name))
        {
            throw new QuerySyntaxException(_at,
                $"there is no field \"{name}\": use {string.Join(", ", FieldNames)}, "
                    + "or put the words in quotes if the colon is part of them");
        }

        _tokens.Add(new QueryToken.Field(_at, name));
        _at = end + 1;
    }

    private void ReadChunk(int start, bool isCaseSensitive)
    {
        var begin = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && !CharacterClasses.IsDoubleQuote(_text[_at])
            && (GetSymbol(_text[_at]) is null || IsThousandsSeparator(begin)))
        {
            _at++;
        }

        var chunk = _text[begin.._at];
        if (isCaseSensitive)
        {
            AddWords(start, chunk, isExact: true, isCaseSensitive);
            return;
        }

        switch (chunk)
        {
            case "AND": _tokens.Add(new QueryToken.Symbol(begin, SymbolKind.And)); break;
            case "OR": _tokens.Add(new QueryToken.Symbol(begin, SymbolKind.Or)); break;
            case "NOT": _tokens.Add(new QueryToken.Symbol(begin, SymbolKind.Not)); break;
            case "NEAR": throw NearWithoutNumber(begin);
            case var near when near.StartsWith("NEAR/", StringComparison.Ordinal): AddNear(begin, near[5..]); break;
            case "|" or "||": throw new QuerySyntaxException(begin, "| is not an operator: write a comma or OR between alternatives");
            case "&" or "&&": throw new QuerySyntaxException(begin, "& is not an operator: write AND");
            default: AddWords(start, chunk, isExact: false, isCaseSensitive); break;
        }
    }

    /// <summary>Whether a comma is part of a number such as <c>5,200</c>: digits, the comma, exactly three digits.</summary>
    private bool IsThousandsSeparator(int begin)
    {
        var end = _at + 1;
        while (end < _text.Length && char.IsAsciiDigit(_text[end]))
        {
            end++;
        }

        return _text[_at] == ',' && _at > begin && char.IsAsciiDigit(_text[_at - 1]) && end - _at == 4;
    }

    private void AddNear(int position, string number)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var words))
        {
            throw number.Length > 0 && number.All(char.IsAsciiDigit) ? NearTooFar(position) : NearWithoutNumber(position);
        }

        _tokens.Add(words <= MaxNearDistance ? new QueryToken.Near(position, words) : throw NearTooFar(position));
    }

    private static QuerySyntaxException NearTooFar(int position) =>
        new(position, $"NEAR allows {MaxNearDistance} words at most: write a smaller number, or AND");

    private static QuerySyntaxException NearWithoutNumber(int position) =>
        new(position, "NEAR needs the number of words between its two sides: write NEAR/10");

    private void AddWords(int position, string text, bool isExact, bool isCaseSensitive)
    {
        if (!isExact && text.AsSpan().IndexOfAny(";|") is var separator and >= 0)
        {
            throw new QuerySyntaxException(position + separator,
                $"{text[separator]} is not an operator: write a comma or OR between alternatives");
        }

        var terms = Term.ParseAll(text, isExact, isCaseSensitive);
        if (terms.Count == 0)
        {
            throw new QuerySyntaxException(position, "there is no word here: write a word with letters or digits");
        }

        if (text.Count(character => character == '*') is var stars && stars > terms.Count(term => term.IsPrefix))
        {
            throw new QuerySyntaxException(position,
                "* is allowed only at the end of a word: write immigra* for all words that begin with immigra");
        }

        _tokens.Add(new QueryToken.Words(position, terms));
    }
}
