namespace AlertBot.Topics;

/// <summary>Binds the pieces of a query: field, then NOT, NEAR, AND, and last OR and comma.</summary>
internal sealed class QueryParser
{
    /// <summary>In UTF-16 code units.</summary>
    public const int LongestQuery = 10_000;

    private const int DeepestNesting = 40;
    private const int MostNears = 40;

    private static readonly SearchedField[] TitleAndText = [SearchedField.Title, SearchedField.Text];

    private readonly IReadOnlyList<QueryToken> _tokens;
    private int _at;
    private int _depth;
    private int _nears;

    private QueryParser(IReadOnlyList<QueryToken> tokens) => _tokens = tokens;

    private QueryToken Current => _tokens[_at];

    /// <exception cref="QueryMistakeException">The query has a mistake.</exception>
    public static QueryNode Parse(string text)
    {
        if (text.Length > LongestQuery)
        {
            throw new QueryMistakeException(LongestQuery, $"the query is longer than {LongestQuery} characters: make several topics of it");
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            throw new QueryMistakeException(0, "the query is empty: write the words to look for, such as ceasefire, truce");
        }

        var parser = new QueryParser(QueryLexer.Tokens(text));
        var node = parser.ReadAlternatives(null);
        if (parser.Current is not QueryToken.Sign { Kind: SignKind.End })
        {
            throw new QueryMistakeException(parser.Current.Position, "this parenthesis closes nothing: remove it, or open one before");
        }

        return node.AsksForSomething ? node
            : throw new QueryMistakeException(parser.FirstNot(), "a query or an alternative of nothing but NOT would find every article: name what to find beside it");
    }

    private int FirstNot() => _tokens.First(token => token is QueryToken.Sign { Kind: SignKind.Not }).Position;

    private bool Accept(SignKind kind)
    {
        var accepted = Current is QueryToken.Sign sign && sign.Kind == kind;
        _at += accepted ? 1 : 0;
        return accepted;
    }

    /// <param name="field">The field that all words inside are looked for in; null outside of one.</param>
    private QueryNode ReadAlternatives(string? field)
    {
        var parts = new List<QueryNode> { ReadAll(field) };
        while (Accept(SignKind.Or))
        {
            parts.Add(ReadAll(field));
        }

        return parts.Count == 1 ? parts[0] : new QueryNode.Any(parts);
    }

    private QueryNode ReadAll(string? field)
    {
        var parts = new List<QueryNode> { ReadNear(field) };
        while (true)
        {
            if (Accept(SignKind.And) || Current is QueryToken.Sign { Kind: SignKind.Not })
            {
                parts.Add(ReadNear(field));
            }
            else if (Current is QueryToken.Sign { Kind: not SignKind.Open })
            {
                return parts.Count == 1 ? parts[0] : new QueryNode.All(parts);
            }
            else
            {
                throw new QueryMistakeException(Current.Position, "a phrase beside a parenthesis or a field needs an operator: write AND or a comma between them");
            }
        }
    }

    private QueryNode ReadNear(string? field)
    {
        var start = Current.Position;
        var left = ReadNot(field);
        while (Current is QueryToken.Near near)
        {
            _at++;
            if (++_nears > MostNears)
            {
                throw new QueryMistakeException(near.Position, $"a query takes {MostNears} NEAR at most: make several topics of it");
            }

            var position = Current.Position;
            var right = ReadNot(field);
            left = new QueryNode.Near(WithPlaces(left, start), WithPlaces(right, position), near.Reach);
        }

        return left;
    }

    private static QueryNode WithPlaces(QueryNode side, int position) => side.HasPlaces ? side
        : throw new QueryMistakeException(position, "NEAR takes a word, a phrase or alternatives in parentheses on each side: join AND, NOT and lang: outside, such as (a NEAR/5 b) AND NOT c");

    private QueryNode ReadNot(string? field)
    {
        var negative = false;
        while (Accept(SignKind.Not))
        {
            negative = !negative;
        }

        var node = ReadField(field);
        return negative ? new QueryNode.Not(node) : node;
    }

    private QueryNode ReadField(string? field)
    {
        if (Current is not QueryToken.Field own)
        {
            return ReadOperand(field);
        }

        if (field is not null)
        {
            throw new QueryMistakeException(own.Position, $"{own.Name}: stands inside {field}: already: write the two side by side, joined by AND");
        }

        _at++;
        return Current is QueryToken.Words || Current is QueryToken.Sign { Kind: SignKind.Open }
            ? ReadOperand(own.Name)
            : throw new QueryMistakeException(Current.Position, $"{own.Name}: needs a word, a phrase or a parenthesis right behind it: write {own.Name}:word");
    }

    private QueryNode ReadOperand(string? field)
    {
        if (Current is QueryToken.Words)
        {
            return ReadPhrase(field);
        }

        var open = Current.Position;
        if (!Accept(SignKind.Open))
        {
            throw new QueryMistakeException(open, Missing());
        }

        if (++_depth > DeepestNesting)
        {
            throw new QueryMistakeException(open, $"parentheses stand {DeepestNesting} deep at most: write the query flatter");
        }

        var node = ReadAlternatives(field);
        if (!Accept(SignKind.Close))
        {
            throw new QueryMistakeException(open, "this parenthesis is never closed: add a ) where it ends");
        }

        _depth--;
        return node;
    }

    private string Missing() => Current switch
    {
        QueryToken.Near => "NEAR stands without a word before it: write a word or phrase on both sides",
        QueryToken.Sign { Kind: SignKind.Close } => "a word or phrase is missing before this parenthesis: write one, or remove the parenthesis",
        QueryToken.Sign { Kind: SignKind.End } => "the query ends where a word or phrase is missing: write one, or remove the last operator or comma",
        _ => "a word or phrase is missing before this operator or comma: write one, or remove it (a lower-case and, or, not is a word)",
    };

    private QueryNode ReadPhrase(string? field)
    {
        var position = Current.Position;
        var terms = new List<Term>();
        while (Current is QueryToken.Words words)
        {
            terms.AddRange(words.Terms);
            _at++;
        }

        return field switch
        {
            "lang" => LanguageOf(terms, position),
            "title" => new QueryNode.Phrase(terms, [SearchedField.Title]),
            "text" => new QueryNode.Phrase(terms, [SearchedField.Text]),
            "source" => new QueryNode.Phrase(terms, [SearchedField.Source]),
            "author" => new QueryNode.Phrase(terms, [SearchedField.Author]),
            _ => new QueryNode.Phrase(terms, TitleAndText),
        };
    }

    private static QueryNode.Language LanguageOf(List<Term> terms, int position)
    {
        var parts = terms[0].Parts.Select(part => part.Form).ToArray();
        return terms.Count == 1 && !terms[0].IsPrefix && parts[0].Length is 2 or 3 && parts.All(part => part.All(char.IsAsciiLetterOrDigit))
            ? new QueryNode.Language(string.Join('-', parts))
            : throw new QueryMistakeException(position, "lang: takes one language code such as de or pt-BR: write lang:de, and AND before what follows");
    }
}
