using AlertBot.Topics.Matching;

namespace AlertBot.Topics.Queries;

/// <summary>
/// Parses the tokens of a query by recursive descent. Fields bind tightest, then NOT, NEAR, AND; OR and the comma bind least.
/// </summary>
internal sealed class QueryParser
{
    /// <summary>In UTF-16 code units; bounds the memory and time of a topic.</summary>
    public const int MaxQueryLength = 10_000;

    /// <summary>Open parentheses at one place: parsing and matching are recursive.</summary>
    private const int MaxNesting = 40;

    /// <summary>NEAR operators of one query: each may compare all hits of its two sides.</summary>
    private const int MaxNears = 100;

    /// <summary>NEAR operators of one chain. Each compares its hits with all spans of those before.</summary>
    private const int MaxNearChain = 6;

    private static readonly SearchedField[] TitleAndText = [SearchedField.Title, SearchedField.Text];

    private readonly IReadOnlyList<QueryToken> _tokens;
    private int _at;
    private int _depth;
    private int _nears;

    private QueryParser(IReadOnlyList<QueryToken> tokens) => _tokens = tokens;

    private QueryToken Current => _tokens[_at];

    /// <exception cref="QuerySyntaxException">The query has a syntax error.</exception>
    public static QueryNode Parse(string text)
    {
        if (text.Length > MaxQueryLength)
        {
            throw new QuerySyntaxException(MaxQueryLength,
                $"the query is longer than {MaxQueryLength} characters: split it into several topics");
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            throw new QuerySyntaxException(0, "the query is empty: write the words to look for, such as ceasefire, truce");
        }

        var parser = new QueryParser(QueryLexer.Tokenize(text));
        var node = parser.ReadOr(null);
        if (parser.Current is not QueryToken.Symbol { Kind: SymbolKind.EndOfQuery })
        {
            throw new QuerySyntaxException(parser.Current.Position, "this ) has no matching (: remove it, or add the (");
        }

        return node.RequiresMatch ? node
            : throw new QuerySyntaxException(parser.FindFirstNot(),
                "a query or an alternative with only NOT would match nearly every article: add a word to look for");
    }

    private int FindFirstNot() => _tokens.First(token => token is QueryToken.Symbol { Kind: SymbolKind.Not }).Position;

    private bool Accept(SymbolKind kind)
    {
        var accepted = Current is QueryToken.Symbol symbol && symbol.Kind == kind;
        _at += accepted ? 1 : 0;
        return accepted;
    }

    /// <param name="field">The field that all words inside search; null outside a field.</param>
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
                    "an operator is missing before this phrase, parenthesis or field: write AND or a comma between the two");
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
                throw new QuerySyntaxException(near.Position,
                    $"a query can have at most {MaxNears} NEAR operators: split it into several topics");
            }

            var position = Current.Position;
            var right = ReadNot(field);
            left = new QueryNode.Near(RequirePositions(left, start), RequirePositions(right, position), near.MaxDistance);
            if (left.NearCount > MaxNearChain)
            {
                throw new QuerySyntaxException(near.Position,
                    $"a chain can have at most {MaxNearChain} NEAR operators: join the rest with AND");
            }
        }

        return left;
    }

    private static QueryNode RequirePositions(QueryNode side, int position) => side.HasPositions ? side
        : throw new QuerySyntaxException(position,
            "each side of NEAR must be a word, a phrase or alternatives in parentheses: "
                + "write AND, NOT and lang: outside, such as (a NEAR/5 b) AND NOT c");

    private QueryNode ReadNot(string? field)
    {
        var isNegated = false;
        while (Accept(SymbolKind.Not))
        {
            isNegated = !isNegated;
        }

        var node = ReadField(field);
        return isNegated ? new QueryNode.Not(node) : node;
    }

    private QueryNode ReadField(string? field)
    {
        if (Current is not QueryToken.Field inner)
        {
            return ReadOperand(field);
        }

        if (field is not null)
        {
            throw new QuerySyntaxException(inner.Position,
                $"the field {inner.Name} is inside the field {field}: write the two next to each other, joined by AND");
        }

        _at++;
        return Current is QueryToken.Words || Current is QueryToken.Symbol { Kind: SymbolKind.OpenParenthesis }
            ? ReadOperand(inner.Name)
            : throw new QuerySyntaxException(Current.Position,
                $"{inner.Name}: must be followed by a word, a phrase or a parenthesis: write {inner.Name}:word");
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
            throw new QuerySyntaxException(open, $"parentheses can be nested at most {MaxNesting} deep: simplify the query");
        }

        var node = ReadOr(field);
        if (!Accept(SymbolKind.CloseParenthesis))
        {
            throw new QuerySyntaxException(open, "this parenthesis is not closed: add a )");
        }

        _depth--;
        return node;
    }

    private string DescribeMissingOperand() => Current switch
    {
        QueryToken.Near => "NEAR has no word before it: write a word or phrase on both sides",
        QueryToken.Symbol { Kind: SymbolKind.CloseParenthesis } =>
            "a word or phrase is missing before this parenthesis: add one, or remove the parenthesis",
        QueryToken.Symbol { Kind: SymbolKind.EndOfQuery } =>
            "a word or phrase is missing at the end of the query: add one, or remove the last operator or comma",
        _ => "a word or phrase is missing before this operator or comma: add one, or remove the operator "
            + "(lower-case and, or, not are words)",
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
        var isCode = terms.Count == 1
            && !terms[0].IsPrefix
            && parts[0].Length is 2 or 3
            && parts.All(part => part.All(char.IsAsciiLetterOrDigit));
        return isCode
            ? new QueryNode.Language(string.Join('-', parts))
            : throw new QuerySyntaxException(position,
                "lang: needs one language code, such as de or pt-BR: write lang:de, then AND before the next word");
    }
}
