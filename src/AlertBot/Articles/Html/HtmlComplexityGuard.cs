using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace AlertBot.Articles.Html;

/// <summary>
/// Aborts the parse of markup that would take too long: the parser searches all open elements at many tokens, and unclosed formatting
/// elements multiply.
/// </summary>
internal sealed class HtmlComplexityGuard
{
    /// <summary>News pages have some thousands. The search for the article reads a page up to three times.</summary>
    private const int MaxElements = 25_000;

    /// <summary>Elements that are open at one place; a page nests some dozens.</summary>
    private const int MaxOpenElements = 1_000;

    /// <summary>Created elements, or tokens, between two checks of the time.</summary>
    private const int CheckInterval = 100;

    /// <summary>The last resort against unknown kinds of hostile markup; a news page takes some hundredths of a second.</summary>
    private static readonly TimeSpan MaxParseTime = TimeSpan.FromSeconds(5);

    /// <summary>Elements that the next one of their kind closes, and void elements.</summary>
    private static readonly HashSet<string> NeverNestedElements = new(StringComparer.Ordinal)
    {
        "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li", "link", "meta", "optgroup",
        "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
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
            throw new HtmlTooComplexException($"the page has more than {MaxElements} elements, which no news page has");
        }

        if (_created % CheckInterval == 0)
        {
            ThrowIfTimedOut();
        }
    }

    /// <summary>Counts the open elements by name, since an end tag closes only an element of its name.</summary>
    /// <exception cref="HtmlTooComplexException"/>
    public void OnToken(HtmlToken token)
    {
        // An end tag without a start tag creates no element, but the parser searches the open elements for it.
        if (++_tokens % CheckInterval == 0)
        {
            ThrowIfTimedOut();
        }

        if (token is HtmlTagToken { Type: HtmlTokenType.StartTag or HtmlTokenType.EndTag } tag
            && tag.Name.ToString() is var name
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
            throw new HtmlTooComplexException($"the page nests more than {MaxOpenElements} elements, which no news page does");
        }
    }

    /// <summary>A slash closes an element only in SVG and MathML: <c>&lt;div/&gt;</c> stays open.</summary>
    private bool IsInForeignContent => _open.GetValueOrDefault("svg") > 0 || _open.GetValueOrDefault("math") > 0;

    private void ThrowIfTimedOut()
    {
        if (Environment.TickCount64 > _deadline)
        {
            throw new HtmlTooComplexException(
                $"the page takes more than {MaxParseTime.TotalSeconds} s to parse: its markup is broken or hostile");
        }
    }
}
