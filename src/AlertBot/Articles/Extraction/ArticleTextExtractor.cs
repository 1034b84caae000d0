using System.Buffers;
using AlertBot.Articles.Cleaning;
using AlertBot.Articles.Html;
using AlertBot.Articles.Metadata;
using AlertBot.Articles.Paywalls;
using AlertBot.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SmartReader;

namespace AlertBot.Articles.Extraction;

/// <summary>Extracts the text of an article, without the elements between and around its paragraphs.</summary>
internal static class ArticleTextExtractor
{
    /// <summary>SmartReader requires an address; this one is used when the address of the page is unknown.</summary>
    private static readonly Uri PlaceholderAddress = new("http://page.invalid/");

    /// <summary>When the text is shorter, in characters, other ways of extraction are tried.</summary>
    private const int MinTextLength = 150;

    /// <summary>The minimum length, in characters, of an article text in the structured data. A shorter one is an abstract.</summary>
    private const int MinStructuredBodyLength = 251;

    /// <summary>The maximum length, in characters, of an article text in the structured data. The rest is cut off.</summary>
    private const int MaxStructuredBodyLength = 400_000;

    /// <summary>A text with a larger share of links is a menu or a front page.</summary>
    private const double MaxLinkedShare = 0.8;

    /// <summary>The maximum number of elements that are compared with the description of the page to find the standfirst.</summary>
    private const int MaxStandfirstElements = 5_000;

    /// <summary>The number of letters and digits at the start of two texts that must be equal for the texts to count as the same.</summary>
    private const int ComparedLength = 60;

    /// <summary>Parts of the class names of standfirsts.</summary>
    private static readonly SearchValues<string> StandfirstClasses = SearchValues.Create(
        ["standfirst", "article-lead", "article__lead", "subheadline", "article-subtitle", "article__intro"],
        StringComparison.OrdinalIgnoreCase);

    /// <param name="document">The page; the extraction removes parts of it.</param>
    /// <param name="html">The source of the document, for other ways of extraction.</param>
    /// <param name="address">The address of the page, if known.</param>
    /// <param name="title">The headline of the article.</param>
    /// <param name="byline">The author of the article.</param>
    /// <param name="data">The structured data; it may contain the text.</param>
    /// <returns>Paragraphs separated by an empty line; empty when the page has no article.</returns>
    public static string Extract(IHtmlDocument document, string html, Uri? address, string? title, string? byline, StructuredData data)
    {
        var description = PageMetadata.GetMeta(document, "og:description", "description");
        FirstArticleSelector.KeepFirst(document, data.IsLive);
        var (paragraphs, standfirst) = ExtractWithoutBoilerplate(document, address ?? PlaceholderAddress);
        if (GetTotalLength(paragraphs) < MinTextLength)
        {
            // The article may have been removed as boilerplate, or may not be in paragraphs.
            List<string>[] candidates =
                [paragraphs, ExtractWithBoilerplate(html, address ?? PlaceholderAddress), LargestTextBlock.Find(html)];
            paragraphs = candidates.MaxBy(GetTotalLength)!;
        }

        paragraphs = FindBetterBlock(paragraphs, html, HeadlineTerms.From(title, description)) ?? paragraphs;
        paragraphs = ArticleHeaderLines.RemoveFrom([.. Boilerplate.RemoveFrom(paragraphs)], title, byline);
        if (data.Body is { Length: >= MinStructuredBodyLength } body && GetTotalLength(paragraphs) < body.Length / 2)
        {
            paragraphs = [.. Boilerplate.RemoveFrom(ToStructuredBodyParagraphs(body))];
        }

        if (standfirst is not null && paragraphs.Count > 0 && !paragraphs.Any(p => Overlaps(p, standfirst)))
        {
            paragraphs.Insert(0, standfirst);
        }

        return string.Join("\n\n", ParagraphCleanup.Clean(paragraphs, byline));
    }

    private static (List<string> Paragraphs, string? Standfirst) ExtractWithoutBoilerplate(IHtmlDocument document, Uri address)
    {
        var standfirst = FindStandfirst(document);
        BoilerplateElements.RemoveFrom(document);
        return ([.. RunReadability(document, address)], standfirst);
    }

    private static List<string> ExtractWithBoilerplate(string html, Uri address)
    {
        using var document = BoundedHtmlParser.Parse(html);
        ObfuscatedTextRemover.RemoveFrom(document, html);
        return [.. RunReadability(document, address)];
    }

    /// <summary>
    /// Finds another block when the extracted text has none of the words of the headline: it may be a table, a directory or a notice next
    /// to the article.
    /// </summary>
    private static List<string>? FindBetterBlock(List<string> found, string html, HeadlineTerms? terms) =>
        terms is not null && found.Count > 0 && terms.IsAbsentFrom(found)
            ? LargestTextBlock.Find(html, (block, text) => terms.IsBetterCoveredBy(text, found, block.ParentElement))
            : null;

    private static IReadOnlyList<string> RunReadability(IHtmlDocument document, Uri address)
    {
        IReadOnlyList<string> found = [];
        using var reader = new Reader(address.AbsoluteUri, document);
        reader.DisableJSONLD = true;
        reader.KeepClasses = false;
        reader.AddCustomOperationEnd(article => found = ToParagraphs(article));
        var article = reader.GetArticle();
        return article is { IsReadable: true } or { Completed: true } ? found : [];
    }

    private static IReadOnlyList<string> ToParagraphs(IElement article)
    {
        if (LargestTextBlock.GetLinkedShare(article) > MaxLinkedShare)
        {
            return [];
        }

        LinkListRemover.RemoveFrom(article);
        return ParagraphWriter.Write(article);
    }

    private static string[] ToStructuredBodyParagraphs(string body)
    {
        var text = body.Length > MaxStructuredBodyLength ? body[..MaxStructuredBodyLength] : body;
        return text.Contains('<', StringComparison.Ordinal)
            ? HtmlText.ToText(text).Split("\n\n")
            : [.. text.Split('\n').Select(HtmlText.ToLine).Where(line => line.Length > 0)];
    }

    private static int GetTotalLength(List<string> paragraphs) => paragraphs.Sum(p => p.Length);

    /// <summary>Finds the standfirst, which many pages put between the headline and the picture and not into the body.</summary>
    private static string? FindStandfirst(IHtmlDocument document) => FindMarkedStandfirst(document) ?? FindDescribedStandfirst(document);

    /// <summary>Finds the element that begins with the description of the page.</summary>
    private static string? FindDescribedStandfirst(IHtmlDocument document)
    {
        if (PageMetadata.GetMeta(document, "og:description", "description", "twitter:description") is not { Length: > 50 } description)
        {
            return null;
        }

        var key = NormalizedLineKey.From(description.AsSpan(0, Math.Min(description.Length, ComparedLength)));
        if (key.Length <= 3)
        {
            return null;
        }

        return document.Descendants<IElement>().Where(IsStandfirstElement).Take(MaxStandfirstElements)
            .Select(e => DomTraversal.GetTextUpTo(e, 899) is { Length: > 50 } text && BeginsWith(text, key[0]) ? HtmlText.ToLine(text) : "")
            .FirstOrDefault(t => t.Length is > 50 and < 700 && NormalizedLineKey.From(t).StartsWith(key[..^3], StringComparison.Ordinal));
    }

    private static bool IsStandfirstElement(IElement element) =>
        (element.LocalName is "p" or "h2" or "h3" or "div" or "span" or "strong"
            || (element.LocalName is "em" && element.ParentElement is { LocalName: "section" })) && element.ChildElementCount < 6;

    /// <summary>Whether the first letter or digit of a text is this one; a quick test before the comparison.</summary>
    private static bool BeginsWith(string text, char first)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                return char.ToLowerInvariant(c) == first;
            }
        }

        return false;
    }

    private static string? FindMarkedStandfirst(IHtmlDocument document) => document.Descendants<IElement>()
        .Where(e => e.ClassName?.AsSpan().ContainsAny(StandfirstClasses) is true || e.GetAttribute("itemprop") is "alternativeHeadline")
        .Where(e => e.LocalName is "p" or "h2" or "div" or "span")
        .Take(3).Select(e => DomTraversal.GetTextUpTo(e, 6_000) is { } text ? HtmlText.ToLine(text) : "")
        .FirstOrDefault(t => t.Length is > 60 and < 600 && t.Any(char.IsPunctuation));

    private static bool Overlaps(string paragraph, string standfirst)
    {
        var (a, b) = (NormalizedLineKey.From(paragraph), NormalizedLineKey.From(standfirst));
        return a.Contains(b[..Math.Min(b.Length, ComparedLength)], StringComparison.Ordinal)
            || b.Contains(a[..Math.Min(a.Length, ComparedLength)], StringComparison.Ordinal);
    }
}
