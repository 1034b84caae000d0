using System.Buffers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SmartReader;

namespace AlertBot.Articles;

/// <summary>Finds the running text of a page's article and leaves out what stands between and around its paragraphs.</summary>
internal static class ArticleText
{
    /// <summary>The library wants an address; one that leads nowhere stands in where none is known.</summary>
    private static readonly Uri Nowhere = new("http://page.invalid/");

    /// <summary>Below this a page is looked at again in another way.</summary>
    private const int Enough = 150;

    private const int LongestTold = 400_000;

    /// <summary>What is nothing but links is a menu or a front page.</summary>
    private const double MostLinked = 0.8;

    /// <summary>In the class names of leads.</summary>
    private static readonly SearchValues<string> LeadClasses = SearchValues.Create(
        ["standfirst", "article-lead", "article__lead", "subheadline", "article-subtitle", "article__intro"], StringComparison.OrdinalIgnoreCase);

    /// <returns>Paragraphs separated by an empty line; empty where the page holds no article.</returns>
    /// <param name="document">Is taken apart.</param>
    /// <param name="html">What it was made of, for another look.</param>
    /// <param name="facts">Among them the text as the page tells it to search engines.</param>
    public static string Of(IHtmlDocument document, string html, Uri? address, string? title, string? byline, StructuredData facts)
    {
        var description = PageHead.Meta(document, "og:description", "description");
        FirstBlock.Keep(document, facts.IsLive);
        var (paragraphs, standfirst) = Swept(document, address ?? Nowhere);
        if (Length(paragraphs) < Enough)
        {
            // What looked like furniture may have been the article; and some articles are no paragraphs at all.
            paragraphs = new[] { paragraphs, Unswept(html, address ?? Nowhere), LargestBlock.Of(html) }.MaxBy(Length)!;
        }

        paragraphs = InPlaceOf(paragraphs, html, Subject.Of(title, description)) ?? paragraphs;
        paragraphs = HeadLines.Without([.. Boilerplate.Without(paragraphs)], title, byline);
        if (facts.Body is { Length: > 250 } told && Length(paragraphs) < told.Length / 2)
        {
            paragraphs = [.. Boilerplate.Without(ToldParagraphs(told))];
        }

        if (standfirst is not null && paragraphs.Count > 0 && !paragraphs.Any(p => Overlaps(p, standfirst)))
        {
            paragraphs.Insert(0, standfirst);
        }

        return string.Join("\n\n", Tidy.Of(paragraphs, byline));
    }

    private static (List<string> Paragraphs, string? Standfirst) Swept(IHtmlDocument document, Uri address)
    {
        var standfirst = Standfirst(document);
        PageFurniture.RemoveFrom(document);
        return ([.. Found(document, address)], standfirst);
    }

    private static List<string> Unswept(string html, Uri address)
    {
        using var document = PageMarkup.Parse(html);
        Scrambled.RemoveFrom(document, html);
        return [.. Found(document, address)];
    }

    /// <summary>What tells nothing of that which the page's head announces is another block: a table, a register, a notice beside the article.</summary>
    private static List<string>? InPlaceOf(List<string> found, string html, Subject? subject) =>
        subject is not null && found.Count > 0 && subject.IsMissedBy(found) ? LargestBlock.Of(html, (block, text) => subject.IsMetBy(text, found, block.ParentElement)) : null;

    private static IReadOnlyList<string> Found(IHtmlDocument document, Uri address)
    {
        IReadOnlyList<string> found = [];
        using var reader = new Reader(address.AbsoluteUri, document);
        reader.DisableJSONLD = true;
        reader.KeepClasses = false;
        reader.AddCustomOperationEnd(article => found = Paragraphs(article));
        var article = reader.GetArticle();
        return article is { IsReadable: true } or { Completed: true } ? found : [];
    }

    private static IReadOnlyList<string> Paragraphs(IElement article)
    {
        if (LargestBlock.LinkedShare(article) > MostLinked)
        {
            return [];
        }

        LinkedLines.RemoveFrom(article);
        return ParagraphWriter.Of(article);
    }

    private static string[] ToldParagraphs(string told)
    {
        told = told.Length > LongestTold ? told[..LongestTold] : told;
        return told.Contains('<', StringComparison.Ordinal) ? HtmlText.ToText(told).Split("\n\n")
            : [.. told.Split('\n').Select(HtmlText.ToLine).Where(line => line.Length > 0)];
    }

    private static int Length(List<string> paragraphs) => paragraphs.Sum(p => p.Length);

    /// <summary>The lead that stands between headline and picture, outside the block that holds the paragraphs.</summary>
    private static string? Standfirst(IHtmlDocument document) => Marked(document) ?? Described(document);

    /// <summary>What the page describes itself with, where it also stands on the page, in full.</summary>
    private static string? Described(IHtmlDocument document)
    {
        if (PageHead.Meta(document, "og:description", "description", "twitter:description") is not { Length: > 50 } description)
        {
            return null;
        }

        var loose = Loose.Of(description.AsSpan(0, Math.Min(description.Length, 60)));
        return loose.Length <= 3 ? null : document.Descendants<IElement>().Where(IsLine).Take(5_000)
            .Select(e => PageWalk.Text(e, 899) is { Length: > 50 } text && Begins(text, loose[0]) ? HtmlText.ToLine(text) : "")
            .FirstOrDefault(t => t.Length is > 50 and < 700 && Loose.Of(t).StartsWith(loose[..^3], StringComparison.Ordinal));
    }

    private static bool IsLine(IElement element) =>
        (element.LocalName is "p" or "h2" or "h3" or "div" or "span" or "strong" || (element.LocalName is "em" && element.ParentElement is { LocalName: "section" })) && element.ChildElementCount < 6;

    private static bool Begins(string text, char first)
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

    private static string? Marked(IHtmlDocument document) => document.Descendants<IElement>()
        .Where(e => e.ClassName?.AsSpan().ContainsAny(LeadClasses) is true || e.GetAttribute("itemprop") is "alternativeHeadline")
        .Where(e => e.LocalName is "p" or "h2" or "div" or "span")
        .Take(3).Select(e => PageWalk.Text(e, 6_000) is { } text ? HtmlText.ToLine(text) : "").FirstOrDefault(t => t.Length is > 60 and < 600 && t.Any(char.IsPunctuation));

    private static bool Overlaps(string paragraph, string standfirst)
    {
        var (a, b) = (Loose.Of(paragraph), Loose.Of(standfirst));
        return a.Contains(b[..Math.Min(b.Length, 60)], StringComparison.Ordinal) || b.Contains(a[..Math.Min(a.Length, 60)], StringComparison.Ordinal);
    }
}
