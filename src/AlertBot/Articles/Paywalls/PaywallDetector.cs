using AlertBot.Articles.Html;
using AlertBot.Articles.Metadata;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Paywalls;

/// <summary>Tells a page that shows its article from one that asks for consent, money or a script in its place.</summary>
internal static class PaywallDetector
{
    /// <summary>
    /// What a paywall leaves to be seen is shorter; a longer text is taken as it stands, whatever the page offers beside it.
    /// </summary>
    private const int MaxStubLength = 1_400;

    /// <summary>A text of two paragraphs that is said to be for subscribers is their beginning.</summary>
    private const int MaxPaidExcerptLength = 700;

    /// <summary>A text that costs money and breaks off is a beginning up to this length; a longer one may end in dots of its own.</summary>
    private const int MaxBrokenOffLength = 6_000;

    /// <summary>A page with one paragraph that breaks off shows the teaser of its article.</summary>
    private const int MaxTeaserLength = 400;

    /// <summary>Where a text broke off, the offer may stand below in so many lines.</summary>
    private const int MaxTrailingLines = 6;

    /// <summary>A page of so many links with a few labels between them is a list or a gallery.</summary>
    private const int MinLinksOfList = 20;

    /// <summary>A sentence is longer than a label.</summary>
    private const int MinSentenceLength = 40;

    /// <summary>Characters around a headline in which its own label stands.</summary>
    private const int MaxHeaderLength = 900;

    private const int HeaderLevels = 3;

    /// <summary>Notices fill so much of a page that is nothing else.</summary>
    private const double MinNoticeShare = 0.5;

    /// <summary>Text of a page that may stand around a notice and tell nothing.</summary>
    private const int MaxTextAroundNotice = 600;

    /// <summary>Under the title of a notice so short a text is one, whatever it says.</summary>
    private const int MaxNegligibleText = 100;

    /// <summary>Shorter lines are labels.</summary>
    private const int MinParagraphLength = 90;

    private const int MaxTextNodes = 20_000;
    private const int MaxLineLength = 320;

    /// <summary>Somewhere the page says that its text goes on for those who pay or sign in.</summary>
    public static bool HasCallToPay(IHtmlDocument document) => document.Descendants<IText>().Take(MaxTextNodes)
        .Where(text =>
            text.Data.Length is > 12 and <= MaxLineLength
                && (InterstitialText.MayCallToPay(text.Data) || text.Data.Trim().Contains('\n', StringComparison.Ordinal))
                && text.ParentElement is not { LocalName: "script" or "style" or "noframes" or "option" or "title" })
        .Any(text => InterstitialText.IsCallToPay(HtmlText.ToLine(text.Data)));

    /// <summary>The page, or its outlet, says that the article is not free.</summary>
    public static bool IsPaid(IHtmlDocument document, StructuredData facts) => facts.IsPaid
        || PageMetadata.GetMeta(document, "isAccessibleForFree") is "false" or "False"
        || PageMetadata.GetMeta(document, "article:content_tier") is "locked" or "metered"
        || HasPaidLabel(document);

    /// <summary>A label at the headline, as at those of other articles that cost money.</summary>
    private static bool HasPaidLabel(IHtmlDocument document)
    {
        var around = document.QuerySelector("h1");
        for (var level = 0;
            level <= HeaderLevels && around is not null && DomTraversal.GetTextLength(around, MaxHeaderLength) <= MaxHeaderLength;
            level++, around = around.ParentElement)
        {
            if (around.Descendants<IText>()
                .Any(text => text.Data.Length is > 8 and < 120 && InterstitialText.IsPaidLabel(HtmlText.ToLine(text.Data))))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>What the page is in place of an article, for a person; null where it holds one.</returns>
    /// <param name="links">How many the whole page has.</param>
    public static string? DescribeNonArticle(string? title, string text, int links)
    {
        var paragraphs = text.Split("\n\n");
        if (PublisherNotice.IsMatch(paragraphs))
        {
            return "the page shows its outlet's imprint and no article";
        }

        if (links >= MinLinksOfList && text.Length < MaxTextAroundNotice / 2 && !paragraphs.Any(IsSentence))
        {
            return "the page holds a few labels among its links and no sentence: it is a list, a gallery or a front page";
        }

        var notices = paragraphs.Where(InterstitialText.IsNotice).Sum(p => p.Length);
        return notices > text.Length * MinNoticeShare
            || (notices > 0 && text.Length < MaxTextAroundNotice
                && paragraphs.All(p => InterstitialText.IsNotice(p) || p.Length < MinParagraphLength))
            || (title is not null && InterstitialText.IsNoticeTitle(title)
                && (notices > 0 || text.Length < MaxNegligibleText
                    || (text.Length < MaxTextAroundNotice && AddressesReaderOnly(paragraphs))))
            ? "the page asks for consent, for a script or for a proof of being human, and shows no article"
            : null;
    }

    private static bool IsSentence(string paragraph) => paragraph.Length > MinParagraphLength
        || (paragraph.Length >= MinSentenceLength && paragraph[^1] is '.' or '!' or '?' or '…' or '”' or '"' or '»' or '“' or ')')
        || paragraph.Any(c => c is '。' or '।' or '؟' or (>= '\u3040' and <= '\ud7ff'));

    /// <summary>It tells nothing of others: “Forbidden” may be the headline of news.</summary>
    private static bool AddressesReaderOnly(string[] paragraphs) =>
        paragraphs.Any(InterstitialText.AddressesReader)
            && paragraphs.All(p => p.Length < MinParagraphLength || InterstitialText.AddressesReader(p));

    /// <returns>What of the article is missing, for a person; null where it is whole.</returns>
    /// <param name="text">Without the calls themselves.</param>
    public static string? DescribeTruncation(string text, bool callsToPay, bool isPaid) =>
        (text.Length <= MaxStubLength && callsToPay)
            || (isPaid && (text.Length < MaxPaidExcerptLength || (text.Length <= MaxBrokenOffLength && BreaksOff(text))))
        || (text.Length <= MaxTeaserLength && !text.Contains("\n\n", StringComparison.Ordinal) && EndsInEllipsis(text))
            ? "the page shows only the beginning: the rest is for subscribers or registered readers"
            : null;

    private static bool BreaksOff(string text) => text.Split("\n\n").TakeLast(MaxTrailingLines).Reverse()
        .SkipWhile(p => p.Length < MinParagraphLength && !EndsInEllipsis(p)).Take(1).Any(EndsInEllipsis);

    private static bool EndsInEllipsis(string paragraph) =>
        paragraph.TrimEnd(' ', ']', ')') is var end && (end.EndsWith("...", StringComparison.Ordinal) || end.EndsWith('…'));
}
