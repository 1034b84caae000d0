namespace AlertBot.Articles.Phrases;

/// <summary>
/// The phrases by which news pages are cleaned, combined from all languages. There is one class for each language; to add a language, write
/// one and name its lists here. A list is a regular expression, matched without regard to case, unless its comment says otherwise.
/// </summary>
internal static class AllLanguages
{
    // Lines that are not part of an article

    /// <summary>Whole lines: advertisements, buttons, headings of lists of other articles.</summary>
    public const string Labels =
        $"{EnglishPhrases.Labels}|{GermanPhrases.Labels}|{FrenchPhrases.Labels}|{SpanishPhrases.Labels}|{ItalianPhrases.Labels}"
        + $"|{PortuguesePhrases.Labels}|{DutchPhrases.Labels}|{DanishPhrases.Labels}|{NorwegianPhrases.Labels}"
        + $"|{SwedishPhrases.Labels}|{FinnishPhrases.Labels}|{ChinesePhrases.Labels}|{JapanesePhrases.Labels}"
        + $"|{KoreanPhrases.Labels}";

    /// <summary>Beginnings of lines that link to another article or ask the reader to subscribe, follow or download.</summary>
    public const string LineStarts =
        $"{EnglishPhrases.LineStarts}|{GermanPhrases.LineStarts}|{FrenchPhrases.LineStarts}|{SpanishPhrases.LineStarts}"
        + $"|{ItalianPhrases.LineStarts}|{PortuguesePhrases.LineStarts}|{DutchPhrases.LineStarts}|{DanishPhrases.LineStarts}"
        + $"|{NorwegianPhrases.LineStarts}|{SwedishPhrases.LineStarts}|{FinnishPhrases.LineStarts}|{PolishPhrases.LineStarts}"
        + $"|{CzechPhrases.LineStarts}|{HungarianPhrases.LineStarts}|{RomanianPhrases.LineStarts}|{RussianPhrases.LineStarts}"
        + $"|{UkrainianPhrases.LineStarts}|{ArabicPhrases.LineStarts}|{KoreanPhrases.LineStarts}";

    /// <summary>Notices of reserved rights, anywhere in a line; plain text.</summary>
    public static readonly string[] RightsReserved =
    [
        .. EnglishPhrases.RightsReserved, .. GermanPhrases.RightsReserved, .. FrenchPhrases.RightsReserved,
        .. SpanishPhrases.RightsReserved, .. ItalianPhrases.RightsReserved, .. PortuguesePhrases.RightsReserved,
        .. KoreanPhrases.RightsReserved,
    ];

    /// <summary>The first item of a breadcrumb trail.</summary>
    public const string HomePages =
        $"{EnglishPhrases.HomePages}|{GermanPhrases.HomePages}|{FrenchPhrases.HomePages}|{SpanishPhrases.HomePages}"
        + $"|{PortuguesePhrases.HomePages}|{DanishPhrases.HomePages}|{NorwegianPhrases.HomePages}|{FinnishPhrases.HomePages}";

    /// <summary>Whole lines above an article: buttons, the position of the author.</summary>
    public const string HeaderLabels = EnglishPhrases.HeaderLabels;

    /// <summary>Who contributed to an article; case-sensitive, with its own anchors.</summary>
    public const string ContributorNotes = $"{EnglishPhrases.ContributorNotes}|{GermanPhrases.ContributorNotes}";

    /// <summary>Beginnings of the notes below an article: corrections, contact, categories, republication.</summary>
    public const string EditorialNotes =
        $"{EnglishPhrases.EditorialNotes}|{GermanPhrases.EditorialNotes}|{FrenchPhrases.EditorialNotes}"
        + $"|{SpanishPhrases.EditorialNotes}|{PortuguesePhrases.EditorialNotes}|{CzechPhrases.EditorialNotes}";

    /// <summary>How to reach the author, anywhere in a line.</summary>
    public const string ContactNotes =
        $"{EnglishPhrases.ContactNotes}|{GermanPhrases.ContactNotes}|{FrenchPhrases.ContactNotes}|{SpanishPhrases.ContactNotes}";

    /// <summary>The last line of an entry of a feed: where the article first appeared.</summary>
    public const string FeedFooters =
        $"{EnglishPhrases.FeedFooters}|{GermanPhrases.FeedFooters}|{FrenchPhrases.FeedFooters}|{SpanishPhrases.FeedFooters}";

    /// <summary>The last line of an entry of a feed: the link to the whole article.</summary>
    public const string ReadOnLinks =
        $"{EnglishPhrases.ReadOnLinks}|{GermanPhrases.ReadOnLinks}|{FrenchPhrases.ReadOnLinks}|{SpanishPhrases.ReadOnLinks}"
        + $"|{ItalianPhrases.ReadOnLinks}|{PortuguesePhrases.ReadOnLinks}|{DutchPhrases.ReadOnLinks}";

    // Pictures and numbers

    /// <summary>The words before the colon of a picture credit.</summary>
    public const string PictureLabels =
        $"{EnglishPhrases.PictureLabels}|{GermanPhrases.PictureLabels}|{FrenchPhrases.PictureLabels}"
        + $"|{SpanishPhrases.PictureLabels}|{PortuguesePhrases.PictureLabels}|{FinnishPhrases.PictureLabels}";

    /// <summary>The words that mark a file, symbolic or cover picture, with or without a credit after them.</summary>
    public const string PictureKinds =
        $"{EnglishPhrases.PictureKinds}|{GermanPhrases.PictureKinds}|{SpanishPhrases.PictureKinds}"
        + $"|{HungarianPhrases.PictureKinds}";

    /// <summary>The mark of a file picture in brackets at the end of its caption.</summary>
    public const string ArchivePictures = $"{ChinesePhrases.ArchivePictures}|{KoreanPhrases.ArchivePictures}";

    /// <summary>The word before a credit at the end of a caption; case-sensitive.</summary>
    public const string CaptionNouns =
        $"{EnglishPhrases.CaptionNouns}|{GermanPhrases.CaptionNouns}|{FinnishPhrases.CaptionNouns}|{PolishPhrases.CaptionNouns}"
        + $"|{HungarianPhrases.CaptionNouns}";

    /// <summary>The words before the number of minutes that reading takes.</summary>
    public const string ReadingTimes =
        $"{EnglishPhrases.ReadingTimes}|{GermanPhrases.ReadingTimes}|{FrenchPhrases.ReadingTimes}|{SpanishPhrases.ReadingTimes}"
        + $"|{ItalianPhrases.ReadingTimes}|{PortuguesePhrases.ReadingTimes}|{DutchPhrases.ReadingTimes}";

    /// <summary>The word after that number: "4 min read".</summary>
    public const string ReadingNouns =
        $"{EnglishPhrases.ReadingNouns}|{GermanPhrases.ReadingNouns}|{FrenchPhrases.ReadingNouns}|{SpanishPhrases.ReadingNouns}"
        + $"|{ItalianPhrases.ReadingNouns}|{PortuguesePhrases.ReadingNouns}";

    // Names and dates

    /// <summary>The words before the name of the author.</summary>
    public const string BylinePrefixes =
        $"{EnglishPhrases.BylinePrefixes}|{GermanPhrases.BylinePrefixes}|{FrenchPhrases.BylinePrefixes}"
        + $"|{SpanishPhrases.BylinePrefixes}";

    /// <summary>How a note about the author continues after the name; plain text, case-sensitive.</summary>
    public static readonly string[] BiographyBeginnings =
    [
        .. EnglishPhrases.BiographyBeginnings, .. GermanPhrases.BiographyBeginnings, .. FrenchPhrases.BiographyBeginnings,
        .. SpanishPhrases.BiographyBeginnings, .. ItalianPhrases.BiographyBeginnings,
    ];

    /// <summary>Beginnings of the lines of an imprint: publisher, editors, address, registration.</summary>
    public const string ImprintLabels =
        $"{EnglishPhrases.ImprintLabels}|{GermanPhrases.ImprintLabels}|{FrenchPhrases.ImprintLabels}"
        + $"|{SpanishPhrases.ImprintLabels}|{ItalianPhrases.ImprintLabels}|{PortuguesePhrases.ImprintLabels}"
        + $"|{PolishPhrases.ImprintLabels}|{RomanianPhrases.ImprintLabels}|{RussianPhrases.ImprintLabels}";

    /// <summary>The verbs before a date of publication.</summary>
    public const string PublishedWords =
        $"{EnglishPhrases.PublishedWords}|{GermanPhrases.PublishedWords}|{FrenchPhrases.PublishedWords}"
        + $"|{SpanishPhrases.PublishedWords}|{ItalianPhrases.PublishedWords}|{DutchPhrases.PublishedWords}";

    /// <summary>The verbs before a date of creation. It is the date of publication when a date of change precedes it.</summary>
    public const string CreatedWords = GermanPhrases.CreatedWords;

    /// <summary>The verbs before a date of change.</summary>
    public const string UpdatedWords =
        $"{EnglishPhrases.UpdatedWords}|{GermanPhrases.UpdatedWords}|{FrenchPhrases.UpdatedWords}|{SpanishPhrases.UpdatedWords}"
        + $"|{ItalianPhrases.UpdatedWords}|{PortuguesePhrases.UpdatedWords}|{DutchPhrases.UpdatedWords}";

    /// <summary>The nouns before a date.</summary>
    public const string DateLabels = $"{EnglishPhrases.DateLabels}|{GermanPhrases.DateLabels}|{SpanishPhrases.DateLabels}";

    /// <summary>The prepositions before a date.</summary>
    public const string DatePrepositions =
        $"{EnglishPhrases.DatePrepositions}|{GermanPhrases.DatePrepositions}|{FrenchPhrases.DatePrepositions}"
        + $"|{SpanishPhrases.DatePrepositions}|{ItalianPhrases.DatePrepositions}|{PortuguesePhrases.DatePrepositions}"
        + $"|{DutchPhrases.DatePrepositions}";

    /// <summary>All words of a line with a date besides the names of months and weekdays; separated by spaces.</summary>
    public const string DateWords =
        $"{EnglishPhrases.DateWords} {GermanPhrases.DateWords} {FrenchPhrases.DateWords} {SpanishPhrases.DateWords}"
        + $" {ItalianPhrases.DateWords} {PortuguesePhrases.DateWords} {DutchPhrases.DateWords} {DanishPhrases.DateWords}"
        + $" {NorwegianPhrases.DateWords} {SwedishPhrases.DateWords} {FinnishPhrases.DateWords} {PolishPhrases.DateWords}"
        + $" {CzechPhrases.DateWords} {RussianPhrases.DateWords} {UkrainianPhrases.DateWords} {TurkishPhrases.DateWords}"
        + $" {ArabicPhrases.DateWords} {ChinesePhrases.DateWords} {JapanesePhrases.DateWords} {KoreanPhrases.DateWords}";

    /// <summary>Whole lines: how long ago an article was published.</summary>
    public const string TimesAgo =
        $"{EnglishPhrases.TimesAgo}|{GermanPhrases.TimesAgo}|{FrenchPhrases.TimesAgo}|{SpanishPhrases.TimesAgo}";

    // Texts in place of an article

    /// <summary>Words that address the reader, and words in which the outlet speaks of itself.</summary>
    public const string ReaderPronouns =
        $"{EnglishPhrases.ReaderPronouns}|{GermanPhrases.ReaderPronouns}|{FrenchPhrases.ReaderPronouns}"
        + $"|{SpanishPhrases.ReaderPronouns}|{ItalianPhrases.ReaderPronouns}|{PortuguesePhrases.ReaderPronouns}"
        + $"|{DutchPhrases.ReaderPronouns}|{DanishPhrases.ReaderPronouns}|{NorwegianPhrases.ReaderPronouns}"
        + $"|{SwedishPhrases.ReaderPronouns}|{FinnishPhrases.ReaderPronouns}|{PolishPhrases.ReaderPronouns}";

    /// <summary>The words before an imperative.</summary>
    public const string PoliteWords = $"{EnglishPhrases.PoliteWords}|{GermanPhrases.PoliteWords}";

    /// <summary>What the reader is asked to do, at the beginning of a sentence.</summary>
    public const string Imperatives =
        $"{EnglishPhrases.Imperatives}|{GermanPhrases.Imperatives}|{FrenchPhrases.Imperatives}|{SpanishPhrases.Imperatives}"
        + $"|{ItalianPhrases.Imperatives}|{PortuguesePhrases.Imperatives}";

    /// <summary>References to the article, to the site or to its subscribers.</summary>
    public const string ArticleReferences =
        $"{EnglishPhrases.ArticleReferences}|{GermanPhrases.ArticleReferences}|{FrenchPhrases.ArticleReferences}"
        + $"|{SpanishPhrases.ArticleReferences}|{ItalianPhrases.ArticleReferences}|{PortuguesePhrases.ArticleReferences}"
        + $"|{DutchPhrases.ArticleReferences}|{DanishPhrases.ArticleReferences}|{NorwegianPhrases.ArticleReferences}"
        + $"|{SwedishPhrases.ArticleReferences}|{FinnishPhrases.ArticleReferences}|{PolishPhrases.ArticleReferences}";

    /// <summary>Words of a report about others; separated by spaces.</summary>
    public const string ReportingWords =
        $"{EnglishPhrases.ReportingWords} {GermanPhrases.ReportingWords} {FrenchPhrases.ReportingWords}"
        + $" {SpanishPhrases.ReportingWords}";

    /// <summary>Consent forms: cookies, partners, privacy.</summary>
    public const string ConsentNotices =
        $"{EnglishPhrases.ConsentNotices}|{GermanPhrases.ConsentNotices}|{FrenchPhrases.ConsentNotices}"
        + $"|{SpanishPhrases.ConsentNotices}|{ItalianPhrases.ConsentNotices}|{PortuguesePhrases.ConsentNotices}"
        + $"|{DutchPhrases.ConsentNotices}";

    /// <summary>Security checks, and requests to enable scripts or to disable an ad blocker.</summary>
    public const string BotChecks =
        $"{EnglishPhrases.BotChecks}|{GermanPhrases.BotChecks}|{FrenchPhrases.BotChecks}|{SpanishPhrases.BotChecks}";

    /// <summary>Each text of <see cref="ConsentNotices"/> and <see cref="BotChecks"/> contains one of these; plain text.</summary>
    public static readonly string[] NoticeKeywords =
    [
        .. EnglishPhrases.NoticeKeywords, .. GermanPhrases.NoticeKeywords, .. FrenchPhrases.NoticeKeywords,
        .. SpanishPhrases.NoticeKeywords, .. ItalianPhrases.NoticeKeywords, .. PortuguesePhrases.NoticeKeywords,
    ];

    /// <summary>Titles of pages with such a text.</summary>
    public const string NoticeTitles =
        $"{EnglishPhrases.NoticeTitles}|{GermanPhrases.NoticeTitles}|{FrenchPhrases.NoticeTitles}|{SpanishPhrases.NoticeTitles}";

    /// <summary>Requests to subscribe or sign in to read on.</summary>
    public const string CallsToPay =
        $"{EnglishPhrases.CallsToPay}|{GermanPhrases.CallsToPay}|{FrenchPhrases.CallsToPay}|{SpanishPhrases.CallsToPay}"
        + $"|{ItalianPhrases.CallsToPay}|{PortuguesePhrases.CallsToPay}|{DutchPhrases.CallsToPay}|{DanishPhrases.CallsToPay}"
        + $"|{NorwegianPhrases.CallsToPay}|{SwedishPhrases.CallsToPay}|{FinnishPhrases.CallsToPay}|{PolishPhrases.CallsToPay}";

    /// <summary>Each text of <see cref="CallsToPay"/> contains one of these; plain text.</summary>
    public static readonly string[] CallToPayKeywords =
    [
        .. EnglishPhrases.CallToPayKeywords, .. GermanPhrases.CallToPayKeywords, .. FrenchPhrases.CallToPayKeywords,
        .. SpanishPhrases.CallToPayKeywords, .. ItalianPhrases.CallToPayKeywords, .. PortuguesePhrases.CallToPayKeywords,
        .. DutchPhrases.CallToPayKeywords, .. DanishPhrases.CallToPayKeywords, .. NorwegianPhrases.CallToPayKeywords,
        .. SwedishPhrases.CallToPayKeywords, .. FinnishPhrases.CallToPayKeywords, .. PolishPhrases.CallToPayKeywords,
    ];

    /// <summary>Texts next to such a request. Free pages have them too.</summary>
    public const string SubscriptionOffers =
        $"{EnglishPhrases.SubscriptionOffers}|{GermanPhrases.SubscriptionOffers}|{FrenchPhrases.SubscriptionOffers}"
        + $"|{SpanishPhrases.SubscriptionOffers}|{ItalianPhrases.SubscriptionOffers}|{PortuguesePhrases.SubscriptionOffers}"
        + $"|{DutchPhrases.SubscriptionOffers}|{DanishPhrases.SubscriptionOffers}|{NorwegianPhrases.SubscriptionOffers}"
        + $"|{SwedishPhrases.SubscriptionOffers}|{FinnishPhrases.SubscriptionOffers}|{PolishPhrases.SubscriptionOffers}";

    /// <summary>Labels at a headline: the article is for subscribers.</summary>
    public const string PaidLabels =
        $"{EnglishPhrases.PaidLabels}|{GermanPhrases.PaidLabels}|{FrenchPhrases.PaidLabels}|{SpanishPhrases.PaidLabels}"
        + $"|{ItalianPhrases.PaidLabels}|{PortuguesePhrases.PaidLabels}|{DutchPhrases.PaidLabels}|{DanishPhrases.PaidLabels}"
        + $"|{NorwegianPhrases.PaidLabels}|{SwedishPhrases.PaidLabels}|{FinnishPhrases.PaidLabels}|{PolishPhrases.PaidLabels}";
}
