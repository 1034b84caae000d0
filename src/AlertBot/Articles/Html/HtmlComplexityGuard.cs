using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace AlertBot.Articles.Html;

/// <summary>
/// Stops a parse that goes out of hand: the parser looks through all open elements again and again, and unclosed formatting multiplies.
/// </summary>
internal sealed class HtmlComplexityGuard
{
    /// <summary>Real pages of news have some thousands; the search for the article reads a page up to three times.</summary>
    private const int MaxElements = 25_000;

    private const int MaxOpenElements = 1_000;

    /// <summary>The last resort against markup that nobody has thought of; a page of news takes hundredths of a second.</summary>
    private static readonly TimeSpan MaxParseTime = TimeSpan.FromSeconds(5);

    /// <summary>Elements that a next one closes, and those that never hold anything.</summary>
    private static readonly HashSet<string> NeverNestedElements = new(StringComparer.Ordinal)
    {
        "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li", "link", "meta", "optgroup",
        "option", "p", "param",
        "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    };

    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly long _deadline = Environment.TickCount64 + (long)MaxParseTime.TotalMilliseconds;
    private int _created;
    private int _tokens;
    private int _depth;

    /// <exception cref="HtmlTooComplexException"/>
    public void OnCreated()
    {
        if (++_created > MaxElements)
        {
            throw new HtmlTooComplexException($"the page has more than {MaxElements} elements: no page of news");
        }

        if (_created % 100 == 0)
        {
            ThrowIfTimedOut();
        }
    }

    /// <summary>Counts what is open, name by name: an end tag closes no more than was opened.</summary>
    /// <exception cref="HtmlTooComplexException"/>
    public void OnToken(HtmlToken token)
    {
        // An end tag that closes nothing makes no element, but the parser looks for what it may close.
        if (++_tokens % 100 == 0)
        {
            ThrowIfTimedOut();
        }

        if (token is HtmlTagToken { Type: HtmlTokenType.StartTag or HtmlTokenType.EndTag } tag && tag.Name.ToString() is var name
            && !NeverNestedElements.Contains(name))
        {
            CountOpen(name, tag.Type == HtmlTokenType.EndTag, tag.IsSelfClosing);
        }
    }

    private void CountOpen(string name, bool isEnd, bool isSelfClosing)
    {
        var open = _open.GetValueOrDefault(name);
        if (isEnd && open > 0)
        {
            _open[name] = open - 1;
            _depth--;
        }
        else if (!isEnd && !(isSelfClosing && IsInForeignContent))
        {
            _open[name] = open + 1;
            _depth++;
        }

        if (_depth > MaxOpenElements)
        {
            throw new HtmlTooComplexException($"the page has more than {MaxOpenElements} elements inside each other: no page of news");
        }
    }

    /// <summary>Only there does a slash close an element: <c>&lt;div/&gt;</c> stays open.</summary>
    private bool IsInForeignContent => _open.GetValueOrDefault("svg") > 0 || _open.GetValueOrDefault("math") > 0;

    private void ThrowIfTimedOut()
    {
        if (Environment.TickCount64 > _deadline)
        {
            throw new HtmlTooComplexException(
                $"the page takes more than {MaxParseTime.TotalSeconds} s to parse: its markup is broken, or made to be slow");
        }
    }
}
