using AlertBot.Articles.Extraction;
using AlertBot.Articles.Html;
using AlertBot.Articles.Metadata;
using AlertBot.Articles.Paywalls;
using AlertBot.Text.Charsets;
using AlertBot.Text.Languages;

namespace AlertBot.Articles;

/// <summary>Turns the bytes of a web page into the article on it.</summary>
internal static class PageReader
{
    /// <param name="contentType">The HTTP header, if any.</param>
    /// <param name="address">Where the page lay.</param>
    /// <param name="now">A page cannot have been published after this moment.</param>
    public static PageReadResult Read(ReadOnlyMemory<byte> body, string? contentType, Uri? address, DateTimeOffset now)
    {
        if (NonHtmlDocument.Describe(body.Span, contentType) is { } other)
        {
            return new PageReadResult.NoArticle(other);
        }

        try
        {
            return Read(CharsetDecoder.Decode(body.Span, contentType, MarkupKind.Html).Text, address, now);
        }
        catch (HtmlTooComplexException e)
        {
            return new PageReadResult.NoArticle(e.Message);
        }
    }

    private static PageReadResult Read(string html, Uri? address, DateTimeOffset now)
    {
        using var document = BoundedHtmlParser.Parse(html);
        var facts = StructuredData.Read(document);
        var site = PageMetadata.GetSiteName(document, facts);
        var title = HeadlineExtractor.Extract(document, facts, site, address);
        var byline = BylineExtractor.Extract(document, facts);
        var published = PublicationDateExtractor.Extract(document, facts, address, now);
        var declared = PageMetadata.GetLanguage(document, facts);
        var url = PageMetadata.GetCanonicalUrl(document, address);
        var (callsToPay, isPaid) = (PaywallDetector.HasCallToPay(document), PaywallDetector.IsPaid(document, facts));

        // From here on the document is taken apart.
        var isScrambled = ObfuscatedTextRemover.RemoveFrom(document, html);
        var text = ArticleTextExtractor.Extract(document, html, address, title, byline, facts);
        return text.Length == 0 ? new PageReadResult.NoArticle(callsToPay
                ? "the page shows nothing of its article: it is for subscribers or registered readers"
                : "the page holds no running text: it is a list, a front page, a form or drawn by a script")
            : PaywallDetector.DescribeNonArticle(title, text, CountLinks(html)) is { } other ? new PageReadResult.NoArticle(other)
            : new PageReadResult.Extracted(
                new Page(url, title, byline, published, LanguageResolver.Resolve(text, declared), site, text,
                    PaywallDetector.DescribeTruncation(text, callsToPay || isScrambled, isPaid)));
    }

    private static int CountLinks(string html) => html.AsSpan().Count("</a>") + html.AsSpan().Count("</A>");
}

/// <summary>What came of reading a page.</summary>
internal abstract record PageReadResult
{
    private PageReadResult()
    {
    }

    internal sealed record Extracted(Page Page) : PageReadResult;

    /// <param name="Reason">What the page is instead, for a person.</param>
    internal sealed record NoArticle(string Reason) : PageReadResult;
}
