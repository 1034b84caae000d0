namespace AlertBot.Articles;

/// <summary>Turns the bytes of a web page into the article on it.</summary>
internal static class PageReader
{
    /// <param name="contentType">The HTTP header, if any.</param>
    /// <param name="address">Where the page lay.</param>
    /// <param name="now">A page cannot have been published after this moment.</param>
    public static PageReading Read(ReadOnlyMemory<byte> body, string? contentType, Uri? address, DateTimeOffset now)
    {
        if (PageCharset.WhatElse(body.Span, contentType) is { } other)
        {
            return new PageReading.NoArticle(other);
        }

        try
        {
            return Read(PageCharset.Decode(body.Span, contentType), address, now);
        }
        catch (TooMuchMarkupException e)
        {
            return new PageReading.NoArticle(e.Message);
        }
    }

    private static PageReading Read(string html, Uri? address, DateTimeOffset now)
    {
        using var document = PageMarkup.Parse(html);
        var facts = StructuredData.Of(document);
        var site = PageHead.Site(document, facts);
        var title = PageTitle.Of(document, facts, site, address);
        var byline = PageByline.Of(document, facts);
        var published = PublicationDate.Of(document, facts, address, now);
        var declared = PageHead.Language(document, facts);
        var url = PageHead.Canonical(document, address);
        var (callsToPay, isPaid) = (PageWall.CallsToPay(document), PageWall.IsPaid(document, facts));

        // From here on the document is taken apart.
        var isScrambled = Scrambled.RemoveFrom(document, html);
        var text = ArticleText.Of(document, html, address, title, byline, facts);
        return text.Length == 0 ? new PageReading.NoArticle(callsToPay
                ? "the page shows nothing of its article: it is for subscribers or registered readers"
                : "the page holds no running text: it is a list, a front page, a form or drawn by a script")
            : PageWall.InPlaceOf(title, text, LinksIn(html)) is { } other ? new PageReading.NoArticle(other)
            : new PageReading.Read(new Page(url, title, byline, published, Articles.Language.Of(text, declared), site, text, PageWall.InFrontOf(text, callsToPay || isScrambled, isPaid)));
    }

    private static int LinksIn(string html) => html.AsSpan().Count("</a>") + html.AsSpan().Count("</A>");
}

/// <summary>What came of reading a page.</summary>
internal abstract record PageReading
{
    private PageReading()
    {
    }

    internal sealed record Read(Page Page) : PageReading;

    /// <param name="Reason">What the page is instead, for a person.</param>
    internal sealed record NoArticle(string Reason) : PageReading;
}
