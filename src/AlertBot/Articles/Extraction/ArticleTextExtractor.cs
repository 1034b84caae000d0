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

/// <summary>Finds the running text of a page's article and leaves out what stands between and around its paragraphs.</summary>
internal static class ArticleTextExtractor
{
    /// <summary>The library wants an address; one that leads nowhere stands in where none is known.</summary>
    private static readonly Uri PlaceholderAddress = new("http://page.invalid/");

    /// <summary>Below this a page is looked at again in another way.</summary>
    private const int MinTextLength = 150;

    private const int MaxStructuredBodyLength = 400_000;

    /// <summary>What is nothing but links is a menu or a front page.</summary>
    private const double MaxLinkedShare = 0.8;

    /// <summary>In the class names of leads.</summary>
    private static readonly SearchValues<string> StandfirstClasses = SearchValues.Create(
        ["standfirst", "article-lead", "article__lead", "subheadline", "article-subtitle", "article__intro"],
        StringComparison.OrdinalIgnoreCase);

    /// <returns>Paragraphs separated by an empty line; empty where the page holds no article.</returns>
    /// <param name="document">Is taken apart.</param>
    /// <param name="html">What it was made of, for another look.</param>
    /// <param name="facts">Among them the text as the page tells it to search engines.</param>
    public static string Extract(IHtmlDocument document, string html, Uri? address, string? title, string? byline, StructuredData facts)
    {
        var description = PageMetadata.GetMeta(document, "og:description", "description");
        FirstArticleSelector.KeepFirst(document, facts.IsLive);
        var (paragraphs, standfirst) = ExtractWithoutBoilerplate(document, address ?? PlaceholderAddress);
        if (GetTotalLength(paragraphs) < MinTextLength)
        {
            // What looked like furniture may have been the article; and some articles are no paragraphs at all.
            paragraphs = new[] { paragraphs, ExtractWithBoilerplate(html, address ?? PlaceholderAddress),
                LargestTextBlock.Find(html) }.MaxBy(GetTotalLength)!;
        }

        paragraphs = FindBetterBlock(paragraphs, html, HeadlineTerms.From(title, description)) ?? paragraphs;
        paragraphs = ArticleHeaderLines.RemoveFrom([.. Boilerplate.RemoveFrom(paragraphs)], title, byline);
        if (facts.Body is { Length: > 250 } told && GetTotalLength(paragraphs) < told.Length / 2)
        {
            paragraphs = [.. Boilerplate.RemoveFrom(ToStructuredBodyParagraphs(told))];
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
    /// What tells nothing of that which the page's head announces is another block: a table, a register, a notice beside the article.
    /// </summary>
    private static List<string>? FindBetterBlock(List<string> found, string html, HeadlineTerms? subject) =>
        subject is not null && found.Count > 0 && subject.IsAbsentFrom(found)
            ? LargestTextBlock.Find(html, (block, text) => subject.IsBetterCoveredBy(text, found, block.ParentElement)) : null;

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

    private static string[] ToStructuredBodyParagraphs(string told)
    {
        told = told.Length > MaxStructuredBodyLength ? told[..MaxStructuredBodyLength] : told;
        return told.Contains('<', StringComparison.Ordinal) ? HtmlText.ToText(told).Split("\n\n")
            : [.. told.Split('\n').Select(HtmlText.ToLine).Where(line => line.Length > 0)];
    }

    private static int GetTotalLength(List<string> paragraphs) => paragraphs.Sum(p => p.Length);

    /// <summary>The lead that stands between headline and picture, outside the block that holds the paragraphs.</summary>
    private static string? FindStandfirst(IHtmlDocument document) => FindMarkedStandfirst(document) ?? FindDescribedStandfirst(document);

    /// <summary>What the page describes itself with, where it also stands on the page, in full.</summary>
    private static string? FindDescribedStandfirst(IHtmlDocument document)
    {
        if (PageMetadata.GetMeta(document, "og:description", "description", "twitter:description") is not { Length: > 50 } description)
        {
            return null;
        }

        var loose = NormalizedLineKey.From(description.AsSpan(0, Math.Min(description.Length, 60)));
        return loose.Length <= 3 ? null : document.Descendants<IElement>().Where(IsStandfirstElement).Take(5_000)
            .Select(e =>
                DomTraversal.GetTextUpTo(e, 899) is { Length: > 50 } text && BeginsWithLetter(text, loose[0]) ? HtmlText.ToLine(text) : "")
            .FirstOrDefault(t => t.Length is > 50 and < 700 && NormalizedLineKey.From(t).StartsWith(loose[..^3], StringComparison.Ordinal));
    }

    private static bool IsStandfirstElement(IElement element) =>
        (element.LocalName is "p" or "h2" or "h3" or "div" or "span" or "strong"
            || (element.LocalName is "em" && element.ParentElement is { LocalName: "section" })) && element.ChildElementCount < 6;

    private static bool BeginsWithLetter(string text, char first)
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
        return a.Contains(b[..Math.Min(b.Length, 60)], StringComparison.Ordinal)
            || b.Contains(a[..Math.Min(a.Length, 60)], StringComparison.Ordinal);
    }
}
