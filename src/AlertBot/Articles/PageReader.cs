using AlertBot.Articles.Extraction;
using AlertBot.Articles.Html;
using AlertBot.Articles.Metadata;
using AlertBot.Articles.Paywalls;
using AlertBot.Text.Charsets;
using AlertBot.Text.Languages;

namespace AlertBot.Articles;

/// <summary>Extracts the article from the bytes of a web page.</summary>
internal static class PageReader
{
    /// <param name="body">The response body.</param>
    /// <param name="contentType">The Content-Type header, if any.</param>
    /// <param name="address">The address that the page was fetched from, if known.</param>
    /// <param name="now">The current time; later dates of publication are ignored.</param>
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
        var data = StructuredData.Read(document);
        var site = PageMetadata.GetSiteName(document, data);
        var title = HeadlineExtractor.Extract(document, data, site, address);
        var byline = BylineExtractor.Extract(document, data);
        var published = PublicationDateExtractor.Extract(document, data, address, now);
        var declaredLanguage = PageMetadata.GetLanguage(document, data);
        var url = PageMetadata.GetCanonicalUrl(document, address);
        var callsToPay = PaywallDetector.HasCallToPay(document);
        var isPaid = PaywallDetector.IsPaid(document, data);

        // The following steps remove parts of the document.
        var isScrambled = ObfuscatedTextRemover.RemoveFrom(document, html);
        var text = ArticleTextExtractor.Extract(document, html, address, title, byline, data);
        if (text.Length == 0)
        {
            return new PageReadResult.NoArticle(callsToPay
                ? "the page shows nothing of its article: it is for subscribers or registered readers"
                : "the page holds no running text: it is a list, a front page, a form or drawn by a script");
        }

        if (PaywallDetector.DescribeNonArticle(title, text, CountLinks(html)) is { } reason)
        {
            return new PageReadResult.NoArticle(reason);
        }

        var language = LanguageResolver.Resolve(text, declaredLanguage);
        var truncation = PaywallDetector.DescribeTruncation(text, callsToPay || isScrambled, isPaid);
        return new PageReadResult.Extracted(new Page(url, title, byline, published, language, site, text, truncation));
    }

    private static int CountLinks(string html) => html.AsSpan().Count("</a>") + html.AsSpan().Count("</A>");
}

/// <summary>The result of reading a page.</summary>
internal abstract record PageReadResult
{
    private PageReadResult()
    {
    }

    internal sealed record Extracted(Page Page) : PageReadResult;

    /// <param name="Reason">What the page is instead, as a sentence for users.</param>
    internal sealed record NoArticle(string Reason) : PageReadResult;
}
