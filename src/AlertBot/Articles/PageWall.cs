using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles;

/// <summary>Tells a page that shows its article from one that asks for consent, money or a script in its place.</summary>
internal static class PageWall
{
    /// <summary>What a paywall leaves to be seen is shorter; a longer text is taken as it stands, whatever the page offers beside it.</summary>
    private const int LongestStub = 1_400;

    /// <summary>A text of two paragraphs that is said to be for subscribers is their beginning.</summary>
    private const int LongestCut = 700;

    /// <summary>A text that costs money and breaks off is a beginning up to this length; a longer one may end in dots of its own.</summary>
    private const int LongestBroken = 6_000;

    /// <summary>A page with one paragraph that breaks off shows the teaser of its article.</summary>
    private const int LongestTeaser = 400;

    /// <summary>Where a text broke off, the offer may stand below in so many lines.</summary>
    private const int LinesBelow = 6;

    /// <summary>A page of so many links with a few labels between them is a list or a gallery.</summary>
    private const int ManyLinks = 20;

    /// <summary>A sentence is longer than a label.</summary>
    private const int ShortestSentence = 40;

    /// <summary>Characters around a headline in which its own label stands.</summary>
    private const int LongestHead = 900;

    private const int HeadLevels = 3;

    /// <summary>Notices fill so much of a page that is nothing else.</summary>
    private const double Most = 0.5;

    /// <summary>Text of a page that may stand around a notice and tell nothing.</summary>
    private const int Little = 600;

    /// <summary>Under the title of a notice so short a text is one, whatever it says.</summary>
    private const int Nothing = 100;

    /// <summary>Shorter lines are labels.</summary>
    private const int ShortestParagraph = 90;

    private const int MostTexts = 20_000;
    private const int LongestLine = 320;

    /// <summary>Somewhere the page says that its text goes on for those who pay or sign in.</summary>
    public static bool CallsToPay(IHtmlDocument document) => document.Descendants<IText>().Take(MostTexts)
        .Where(text => text.Data.Length is > 12 and <= LongestLine && (WallText.MayCallToPay(text.Data) || text.Data.Trim().Contains('\n', StringComparison.Ordinal)) && text.ParentElement is not { LocalName: "script" or "style" or "noframes" or "option" or "title" })
        .Any(text => WallText.IsCallToPay(HtmlText.ToLine(text.Data)));

    /// <summary>The page, or its outlet, says that the article is not free.</summary>
    public static bool IsPaid(IHtmlDocument document, StructuredData facts) => facts.IsPaid
        || PageHead.Meta(document, "isAccessibleForFree") is "false" or "False"
        || PageHead.Meta(document, "article:content_tier") is "locked" or "metered"
        || IsLabelled(document);

    /// <summary>A label at the headline, as at those of other articles that cost money.</summary>
    private static bool IsLabelled(IHtmlDocument document)
    {
        var around = document.QuerySelector("h1");
        for (var level = 0; level <= HeadLevels && around is not null && PageWalk.Length(around, LongestHead) <= LongestHead; level++, around = around.ParentElement)
        {
            if (around.Descendants<IText>().Any(text => text.Data.Length is > 8 and < 120 && WallText.IsLabel(HtmlText.ToLine(text.Data))))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>What the page is in place of an article, for a person; null where it holds one.</returns>
    /// <param name="links">How many the whole page has.</param>
    public static string? InPlaceOf(string? title, string text, int links)
    {
        var paragraphs = text.Split("\n\n");
        if (Imprint.Is(paragraphs))
        {
            return "the page shows its outlet's imprint and no article";
        }

        if (links >= ManyLinks && text.Length < Little / 2 && !paragraphs.Any(IsSentence))
        {
            return "the page holds a few labels among its links and no sentence: it is a list, a gallery or a front page";
        }

        var notices = paragraphs.Where(WallText.IsNotice).Sum(p => p.Length);
        return notices > text.Length * Most || (notices > 0 && text.Length < Little && paragraphs.All(p => WallText.IsNotice(p) || p.Length < ShortestParagraph))
            || (title is not null && WallText.IsNoticeTitle(title) && (notices > 0 || text.Length < Nothing || (text.Length < Little && SpeaksToReader(paragraphs))))
            ? "the page asks for consent, for a script or for a proof of being human, and shows no article"
            : null;
    }

    private static bool IsSentence(string paragraph) => paragraph.Length > ShortestParagraph
        || (paragraph.Length >= ShortestSentence && paragraph[^1] is '.' or '!' or '?' or '…' or '”' or '"' or '»' or '“' or ')')
        || paragraph.Any(c => c is '。' or '।' or '؟' or (>= '\u3040' and <= '\ud7ff'));

    /// <summary>It tells nothing of others: “Forbidden” may be the headline of news.</summary>
    private static bool SpeaksToReader(string[] paragraphs) =>
        paragraphs.Any(WallText.AddressesReader) && paragraphs.All(p => p.Length < ShortestParagraph || WallText.AddressesReader(p));

    /// <returns>What of the article is missing, for a person; null where it is whole.</returns>
    /// <param name="text">Without the calls themselves.</param>
    public static string? InFrontOf(string text, bool callsToPay, bool isPaid) =>
        (text.Length <= LongestStub && callsToPay) || (isPaid && (text.Length < LongestCut || (text.Length <= LongestBroken && BreaksOff(text))))
        || (text.Length <= LongestTeaser && !text.Contains("\n\n", StringComparison.Ordinal) && EndsInDots(text))
            ? "the page shows only the beginning: the rest is for subscribers or registered readers"
            : null;

    private static bool BreaksOff(string text) => text.Split("\n\n").TakeLast(LinesBelow).Reverse()
        .SkipWhile(p => p.Length < ShortestParagraph && !EndsInDots(p)).Take(1).Any(EndsInDots);

    private static bool EndsInDots(string paragraph) => paragraph.TrimEnd(' ', ']', ')') is var end && (end.EndsWith("...", StringComparison.Ordinal) || end.EndsWith('…'));
}
