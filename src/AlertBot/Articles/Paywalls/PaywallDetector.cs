using AlertBot.Articles.Html;
using AlertBot.Articles.Metadata;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Paywalls;

/// <summary>Recognizes pages that show a notice in place of their article, or only its beginning.</summary>
internal static class PaywallDetector
{
    /// <summary>
    /// The beginning that a paywall leaves is shorter, in characters. A longer text counts as whole, even when the page asks to subscribe.
    /// </summary>
    private const int MaxStubLength = 1_400;

    /// <summary>A shorter text, in characters, of an article for subscribers is its beginning.</summary>
    private const int MaxPaidExcerptLength = 700;

    /// <summary>
    /// A text of an article for subscribers that ends in an ellipsis is its beginning up to this length, in characters. A longer one may
    /// end with it on purpose.
    /// </summary>
    private const int MaxBrokenOffLength = 6_000;

    /// <summary>A single paragraph up to this length, in characters, that ends in an ellipsis is a teaser.</summary>
    private const int MaxTeaserLength = 400;

    /// <summary>Lines of an offer below the end of the text.</summary>
    private const int MaxTrailingLines = 6;

    /// <summary>A page with at least this many links and a few labels between them is a list or a gallery.</summary>
    private const int MinLinksOfList = 20;

    /// <summary>A shorter line, in characters, is a label, not a sentence.</summary>
    private const int MinSentenceLength = 40;

    /// <summary>An element around the headline with more text, in characters, is more than the header of the article.</summary>
    private const int MaxHeaderLength = 900;

    /// <summary>Levels of elements around the headline that are searched for its label.</summary>
    private const int HeaderLevels = 3;

    /// <summary>A page of which notices are a larger share has no article.</summary>
    private const double MinNoticeShare = 0.5;

    /// <summary>A longer text, in characters, with a notice in it has an article.</summary>
    private const int MaxTextAroundNotice = 600;

    /// <summary>A page of links with a longer text, in characters, is not a list.</summary>
    private const int MaxListText = 300;

    /// <summary>A shorter text, in characters, below the title of a notice is one.</summary>
    private const int MaxNegligibleText = 100;

    /// <summary>Shorter lines, in characters, are labels.</summary>
    private const int MinParagraphLength = 90;

    /// <summary>Text nodes of a page that are searched for a request to pay; bounds the work on a huge page.</summary>
    private const int MaxTextNodes = 20_000;

    // The shortest and the longest request to pay, in characters.
    private const int MinCallLength = 13;
    private const int MaxCallLength = 320;

    // The shortest and the longest label at a headline, in characters.
    private const int MinPaidLabelLength = 9;
    private const int MaxPaidLabelLength = 119;

    /// <summary>Whether the page asks anywhere to subscribe or sign in to read on.</summary>
    public static bool HasCallToPay(IHtmlDocument document) =>
        document.Descendants<IText>().Take(MaxTextNodes).Any(IsCallToPay);

    /// <summary>Whether the metadata of the page, or a label at its headline, declares that the article is not free.</summary>
    public static bool IsPaid(IHtmlDocument document, StructuredData facts) => facts.IsPaid
        || PageMetadata.GetMeta(document, "isAccessibleForFree") is "false" or "False"
        || PageMetadata.GetMeta(document, "article:content_tier") is "locked" or "metered"
        || HasPaidLabel(document);

    /// <summary>Labels elsewhere belong to other articles.</summary>
    private static bool HasPaidLabel(IHtmlDocument document)
    {
        var around = document.QuerySelector("h1");
        for (var level = 0;
            level <= HeaderLevels && around is not null && DomTraversal.GetTextLength(around, MaxHeaderLength) <= MaxHeaderLength;
            level++, around = around.ParentElement)
        {
            if (around.Descendants<IText>()
                .Any(text => text.Data.Length is >= MinPaidLabelLength and <= MaxPaidLabelLength
                    && InterstitialText.IsPaidLabel(HtmlText.ToLine(text.Data))))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="title">The title of the page.</param>
    /// <param name="text">The text that was extracted as the article.</param>
    /// <param name="links">The number of links on the page.</param>
    /// <returns>What the page shows in place of an article, as a sentence; null when it has one.</returns>
    public static string? DescribeNonArticle(string? title, string text, int links)
    {
        var paragraphs = text.Split("\n\n");
        if (PublisherNotice.IsMatch(paragraphs))
        {
            return "the page shows its outlet's imprint and no article";
        }

        if (links >= MinLinksOfList && text.Length < MaxListText && !paragraphs.Any(IsSentence))
        {
            return "the page holds a few labels among its links and no sentence: it is a list, a gallery or a front page";
        }

        return IsInterstitial(title, text, paragraphs)
            ? "the page asks for consent, for scripts or for a check that the reader is human, and shows no article"
            : null;
    }

    private static bool IsInterstitial(string? title, string text, string[] paragraphs)
    {
        var notices = paragraphs.Where(InterstitialText.IsNotice).Sum(p => p.Length);
        if (notices > text.Length * MinNoticeShare)
        {
            return true;
        }

        var isShort = text.Length < MaxTextAroundNotice;
        if (title is not null && InterstitialText.IsNoticeTitle(title))
        {
            return notices > 0 || text.Length < MaxNegligibleText || (isShort && AddressesReaderOnly(paragraphs));
        }

        return notices > 0 && isShort && paragraphs.All(p => InterstitialText.IsNotice(p) || p.Length < MinParagraphLength);
    }

    private static bool IsSentence(string paragraph) => paragraph.Length > MinParagraphLength
        || (paragraph.Length >= MinSentenceLength && paragraph[^1] is '.' or '!' or '?' or '…' or '”' or '"' or '»' or '“' or ')')
        || paragraph.Any(c => c is '。' or '।' or '؟' or (>= '\u3040' and <= '\ud7ff'));

    /// <summary>Whether the text reports nothing about others: "Forbidden" may be the headline of news.</summary>
    private static bool AddressesReaderOnly(string[] paragraphs) =>
        paragraphs.Any(InterstitialText.AddressesReader)
            && paragraphs.All(p => p.Length < MinParagraphLength || InterstitialText.AddressesReader(p));

    /// <param name="text">The text of the article, without the requests to pay.</param>
    /// <param name="callsToPay">Whether the page has such a request.</param>
    /// <param name="isPaid">Whether the article is declared as not free.</param>
    /// <returns>Which part of the article is missing, as a sentence; null when it is whole.</returns>
    public static string? DescribeTruncation(string text, bool callsToPay, bool isPaid) =>
        (callsToPay && text.Length <= MaxStubLength)
            || (isPaid && (text.Length < MaxPaidExcerptLength || (text.Length <= MaxBrokenOffLength && BreaksOff(text))))
            || IsTeaser(text)
            ? "the page shows only the beginning: the rest is for subscribers or registered readers"
            : null;

    private static bool IsTeaser(string text) =>
        text.Length <= MaxTeaserLength && !text.Contains("\n\n", StringComparison.Ordinal) && EndsInEllipsis(text);

    /// <summary>Whether the last paragraph ends in an ellipsis, not counting the short lines after it.</summary>
    private static bool BreaksOff(string text) => text.Split("\n\n").TakeLast(MaxTrailingLines).Reverse()
        .SkipWhile(p => p.Length < MinParagraphLength && !EndsInEllipsis(p)).Take(1).Any(EndsInEllipsis);

    private static bool EndsInEllipsis(string paragraph)
    {
        var end = paragraph.AsSpan().TrimEnd(" ])");
        return end.EndsWith("...") || end.EndsWith('…');
    }

    private static bool IsCallToPay(IText text) =>
        text.Data.Length is >= MinCallLength and <= MaxCallLength
            && (InterstitialText.MayCallToPay(text.Data) || text.Data.Trim().Contains('\n', StringComparison.Ordinal))
            && text.ParentElement is not { LocalName: "script" or "style" or "noframes" or "option" or "title" }
            && InterstitialText.IsCallToPay(HtmlText.ToLine(text.Data));
}
