using AlertBot.Topics.Matching;

namespace AlertBot.Topics.Queries;

/// <summary>Binds the pieces of a query: field, then NOT, NEAR, AND, and last OR and comma.</summary>
internal sealed class QueryParser
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxQueryLength = 10_000;

    private const int MaxNesting = 40;
    private const int MaxNears = 100;

    // Each further link compares with all those before: this keeps the worst query over the longest article short.
    private const int MaxNearChain = 6;

    private static readonly SearchedField[] TitleAndText = [SearchedField.Title, SearchedField.Text];

    private readonly IReadOnlyList<QueryToken> _tokens;
    private int _at;
    private int _depth;
    private int _nears;

    private QueryParser(IReadOnlyList<QueryToken> tokens) => _tokens = tokens;

    private QueryToken Current => _tokens[_at];

    /// <exception cref="QuerySyntaxException">The query has a mistake.</exception>
    public static QueryNode Parse(string text)
    {
        if (text.Length > MaxQueryLength)
        {
            throw new QuerySyntaxException(MaxQueryLength,
                $"the query is longer than {MaxQueryLength} characters: make several topics of it");
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            throw new QuerySyntaxException(0, "the query is empty: write the words to look for, such as ceasefire, truce");
        }

        var parser = new QueryParser(QueryLexer.Tokenize(text));
        var node = parser.ReadOr(null);
        if (parser.Current is not QueryToken.Symbol { Kind: SymbolKind.EndOfQuery })
        {
            throw new QuerySyntaxException(parser.Current.Position, "this parenthesis closes nothing: remove it, or open one before");
        }

        return node.RequiresMatch ? node
            : throw new QuerySyntaxException(parser.FindFirstNot(),
                "a query or an alternative of nothing but NOT would find every article: name what to find beside it");
    }

    private int FindFirstNot() => _tokens.First(token => token is QueryToken.Symbol { Kind: SymbolKind.Not }).Position;

    private bool Accept(SymbolKind kind)
    {
        var accepted = Current is QueryToken.Symbol sign && sign.Kind == kind;
        _at += accepted ? 1 : 0;
        return accepted;
    }

    /// <param name="field">The field that all words inside are looked for in; null outside of one.</param>
    private QueryNode ReadOr(string? field)
    {
        var parts = new List<QueryNode> { ReadAnd(field) };
        while (Accept(SymbolKind.Or))
        {
            parts.Add(ReadAnd(field));
        }

        return parts.Count == 1 ? parts[0] : new QueryNode.Any(parts);
    }

    private QueryNode ReadAnd(string? field)
    {
        var parts = new List<QueryNode> { ReadNear(field) };
        while (true)
        {
            if (Accept(SymbolKind.And) || Current is QueryToken.Symbol { Kind: SymbolKind.Not })
            {
                parts.Add(ReadNear(field));
            }
            else if (Current is QueryToken.Symbol { Kind: not SymbolKind.OpenParenthesis })
            {
                return parts.Count == 1 ? parts[0] : new QueryNode.All(parts);
            }
            else
            {
                throw new QuerySyntaxException(Current.Position,
                    "a phrase beside a parenthesis or a field needs an operator: write AND or a comma between them");
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
            if (++_nears > MaxNears)
            {
                throw new QuerySyntaxException(near.Position, $"a query takes {MaxNears} NEAR at most: make several topics of it");
            }

            var position = Current.Position;
            var right = ReadNot(field);
            left = new QueryNode.Near(RequirePositions(left, start), RequirePositions(right, position), near.MaxDistance);
            if (left.NearCount > MaxNearChain)
            {
                throw new QuerySyntaxException(near.Position, $"one chain takes {MaxNearChain} NEAR at most: join the rest by AND");
            }
        }

        return left;
    }

    private static QueryNode RequirePositions(QueryNode side, int position) => side.HasPositions ? side
        : throw new QuerySyntaxException(position,
            "NEAR takes a word, a phrase or alternatives in parentheses on each side: join AND, NOT and lang: outside, such as (a "
                + "NEAR/5 b) AND NOT c");

    private QueryNode ReadNot(string? field)
    {
        var negative = false;
        while (Accept(SymbolKind.Not))
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
            throw new QuerySyntaxException(own.Position,
                $"{own.Name}: stands inside {field}: already: write the two side by side, joined by AND");
        }

        _at++;
        return Current is QueryToken.Words || Current is QueryToken.Symbol { Kind: SymbolKind.OpenParenthesis }
            ? ReadOperand(own.Name)
            : throw new QuerySyntaxException(Current.Position,
                $"{own.Name}: needs a word, a phrase or a parenthesis right behind it: write {own.Name}:word");
    }

    private QueryNode ReadOperand(string? field)
    {
        if (Current is QueryToken.Words)
        {
            return ReadPhrase(field);
        }

        var open = Current.Position;
        if (!Accept(SymbolKind.OpenParenthesis))
        {
            throw new QuerySyntaxException(open, DescribeMissingOperand());
        }

        if (++_depth > MaxNesting)
        {
            throw new QuerySyntaxException(open, $"parentheses stand {MaxNesting} deep at most: write the query flatter");
        }

        var node = ReadOr(field);
        if (!Accept(SymbolKind.CloseParenthesis))
        {
            throw new QuerySyntaxException(open, "this parenthesis is never closed: add a ) where it ends");
        }

        _depth--;
        return node;
    }

    private string DescribeMissingOperand() => Current switch
    {
        QueryToken.Near => "NEAR stands without a word before it: write a word or phrase on both sides",
        QueryToken.Symbol { Kind: SymbolKind.CloseParenthesis } =>
            "a word or phrase is missing before this parenthesis: write one, or remove the parenthesis",
        QueryToken.Symbol { Kind: SymbolKind.EndOfQuery } =>
            "the query ends where a word or phrase is missing: write one, or remove the last operator or comma",
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
            "lang" => ToLanguage(terms, position),
            "title" => new QueryNode.Phrase(terms, [SearchedField.Title]),
            "text" => new QueryNode.Phrase(terms, [SearchedField.Text]),
            "source" => new QueryNode.Phrase(terms, [SearchedField.Source]),
            "author" => new QueryNode.Phrase(terms, [SearchedField.Author]),
            _ => new QueryNode.Phrase(terms, TitleAndText),
        };
    }

    private static QueryNode.Language ToLanguage(List<Term> terms, int position)
    {
        var parts = terms[0].Parts.Select(part => part.Form).ToArray();
        return terms.Count == 1 && !terms[0].IsPrefix && parts[0].Length is 2 or 3 && parts.All(part => part.All(char.IsAsciiLetterOrDigit))
            ? new QueryNode.Language(string.Join('-', parts))
            : throw new QuerySyntaxException(position,
                "lang: takes one language code such as de or pt-BR: write lang:de, and AND before what follows");
    }
}
