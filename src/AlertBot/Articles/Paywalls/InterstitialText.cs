using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AlertBot.Articles.Phrases;
using AlertBot.Text;

namespace AlertBot.Articles.Paywalls;

/// <summary>
/// Recognizes the texts that pages show in place of an article: consent forms, security checks, requests to enable scripts, to subscribe or
/// to sign in.
/// </summary>
internal static partial class InterstitialText
{
    /// <summary>A longer paragraph, in characters, is not a request to subscribe.</summary>
    private const int MaxCallLength = 320;

    /// <summary>A longer paragraph, in characters, is not a notice.</summary>
    private const int MaxNoticeLength = 1_500;

    /// <summary>A longer title, in characters, is a headline.</summary>
    private const int MaxTitleLength = 79;

    /// <summary>A line up to this length, in characters, may be the label of a button or link.</summary>
    private const int MaxLabelLength = 48;

    private const RegexOptions IgnoreCase = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>A quick test before the expressions: few lines of a page have one of these.</summary>
    private static readonly SearchValues<string> CallToPayKeywords =
        SearchValues.Create(AllLanguages.CallToPayKeywords, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc cref="CallToPayKeywords"/>
    private static readonly SearchValues<string> NoticeKeywords =
        SearchValues.Create(AllLanguages.NoticeKeywords, StringComparison.OrdinalIgnoreCase);

    /// <summary>Words of news: verbs of a report, and weekdays.</summary>
    private static readonly FrozenSet<string> NewsWords = AllLanguages.ReportingWords.Split(' ')
        .Concat(new[] { "en", "de", "fr", "es" }.SelectMany(WeekdayNames.FullNames))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a paragraph is one of a consent form, a security check or a request to enable scripts.</summary>
    public static bool IsNotice(string paragraph) =>
        paragraph.Length <= MaxNoticeLength
            && paragraph.AsSpan().ContainsAny(NoticeKeywords)
            && (ConsentNotice().IsMatch(paragraph) || BotCheck().IsMatch(paragraph))
            && IsForReader(paragraph);

    /// <summary>Whether a title is one of a page with such a notice.</summary>
    public static bool IsNoticeTitle(string title) => title.Length <= MaxTitleLength && NoticeTitle().IsMatch(title);

    /// <summary>Whether a line asks the reader to subscribe or sign in to read on.</summary>
    public static bool IsCallToPay(string line) => line.Length <= MaxCallLength && MatchesCallToPay(line) && IsForReader(line);

    /// <summary>Whether a line is such a request or an offer that accompanies it. Free pages have offers too.</summary>
    public static bool IsOffer(string line) =>
        line.Length <= MaxCallLength && (MatchesCallToPay(line) || SubscriptionOffer().IsMatch(line)) && IsForReader(line);

    /// <summary>Whether a text can contain a request to pay at all; fast, and false for nearly all lines of a page.</summary>
    public static bool MayCallToPay(string text) => text.AsSpan().ContainsAny(CallToPayKeywords);

    /// <summary>Whether a line is a label at a headline which says that the article is for subscribers.</summary>
    public static bool IsPaidLabel(string line) => PaidLabel().IsMatch(line);

    /// <summary>Whether a text addresses the reader, by a pronoun or an imperative.</summary>
    public static bool AddressesReader(string text) =>
        ReaderPronoun().IsMatch(text) || GermanPoliteForm().IsMatch(text) || Imperative().IsMatch(text);

    private static bool MatchesCallToPay(string line) => MayCallToPay(line) && CallToPay().IsMatch(line);

    /// <summary>
    /// News about people who reject cookies or have to sign in uses the same words as a notice, but does not address the reader.
    /// </summary>
    private static bool IsForReader(string text) =>
        AddressesReader(text) || ArticleReference().IsMatch(text) || (text.Length <= MaxLabelLength && !HasNewsWord(text));

    private static bool HasNewsWord(string text)
    {
        var newsWords = NewsWords.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in Word().EnumerateMatches(text))
        {
            if (newsWords.Contains(text.AsSpan(word.Index, word.Length)))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?:" + AllLanguages.ReaderPronouns + @")\b", IgnoreCase)]
    private static partial Regex ReaderPronoun();

    /// <summary>"Sie", "Ihnen", "Ihr" within a sentence; at its beginning they may mean "she" or "they".</summary>
    [GeneratedRegex(@"[\p{L},] (?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex GermanPoliteForm();

    [GeneratedRegex("(?:^|[.!?:] )(?:" + AllLanguages.PoliteWords + ")?(?:" + AllLanguages.Imperatives + @")\b", IgnoreCase)]
    private static partial Regex Imperative();

    [GeneratedRegex(@"\b(?:" + AllLanguages.ArticleReferences + ")", IgnoreCase)]
    private static partial Regex ArticleReference();

    [GeneratedRegex(@"\b(?:" + AllLanguages.ConsentNotices + @")\b", IgnoreCase)]
    private static partial Regex ConsentNotice();

    [GeneratedRegex(@"\b(?:" + AllLanguages.BotChecks + @")\b", IgnoreCase)]
    private static partial Regex BotCheck();

    [GeneratedRegex("^(?:" + AllLanguages.NoticeTitles + ")$", IgnoreCase)]
    private static partial Regex NoticeTitle();

    [GeneratedRegex(@"\b(?:" + AllLanguages.CallsToPay + ")", IgnoreCase)]
    private static partial Regex CallToPay();

    [GeneratedRegex(@"\b(?:" + AllLanguages.SubscriptionOffers + @")\b", IgnoreCase)]
    private static partial Regex SubscriptionOffer();

    [GeneratedRegex("^(?:" + AllLanguages.PaidLabels + @")\W{0,3}$", IgnoreCase)]
    private static partial Regex PaidLabel();
}
