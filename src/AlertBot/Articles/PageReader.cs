namespace AlertBot.Articles;

/// <summary>Turns the bytes of a web page into the article on it.</summary>
internal static class PageReader
{
    /// <param name="contentType">The HTTP header, if any.</param>
    /// <param name="address">Where the page lay.</param>
    public static PageReading Read(ReadOnlyMemory<byte> body, string? contentType, Uri? address) =>
        new PageReading.NoArticle("not read yet");
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
