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
        .Where(text => text.Data.Length is > 12 and <= LongestLine && text.ParentElement is not { LocalName: "script" or "style" or "noframes" or "option" or "title" })
        .Any(text => WallText.IsCallToPay(HtmlText.ToLine(text.Data)));

    /// <summary>The page, or its outlet, says that the article is not free.</summary>
    public static bool IsPaid(IHtmlDocument document, StructuredData facts) => facts.IsPaid
        || PageHead.Meta(document, "isAccessibleForFree") is "false" or "False"
        || PageHead.Meta(document, "article:content_tier") is "locked" or "metered";

    /// <returns>What the page is in place of an article, for a person; null where it holds one.</returns>
    public static string? InPlaceOf(string? title, string text)
    {
        var paragraphs = text.Split("\n\n");
        var notices = paragraphs.Where(WallText.IsNotice).Sum(p => p.Length);
        return notices > text.Length * Most || (notices > 0 && text.Length < Little && paragraphs.All(p => WallText.IsNotice(p) || p.Length < ShortestParagraph))
            || (title is not null && WallText.IsNoticeTitle(title) && (notices > 0 || text.Length < Nothing || (text.Length < Little && SpeaksToReader(paragraphs))))
            ? "the page asks for consent, for a script or for a proof of being human, and shows no article"
            : null;
    }

    /// <summary>It tells nothing of others: “Forbidden” may be the headline of news.</summary>
    private static bool SpeaksToReader(string[] paragraphs) =>
        paragraphs.Any(WallText.AddressesReader) && paragraphs.All(p => p.Length < ShortestParagraph || WallText.AddressesReader(p));

    /// <returns>What of the article is missing, for a person; null where it is whole.</returns>
    /// <param name="text">Without the calls themselves.</param>
    public static string? InFrontOf(string text, bool callsToPay, bool isPaid) =>
        text.Length > LongestStub ? null
        : callsToPay || (isPaid && (text.Length < LongestCut || text.TrimEnd().EndsWith("...", StringComparison.Ordinal) || text.TrimEnd().EndsWith('…')))
            ? "the page shows only the beginning: the rest is for subscribers or registered readers"
            : null;
}
