using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;
using AlertBot.Text;

namespace AlertBot.Quotes;

/// <summary>
/// Finds the quotations of an article with their speakers. Which words in quotation marks are a quotation is decided by
/// <see cref="Attribution.QuoteAttributor"/> and <see cref="TitleOrScareQuote"/>.
/// </summary>
internal static class QuoteExtractor
{
    /// <param name="language">A BCP 47 tag; null for unknown, which is read as English.</param>
    /// <returns>All quotations in text order.</returns>
    public static IReadOnlyList<Quote> Extract(string text, string? language)
    {
        var paragraphs = ReadParagraphs(text, LanguageProfile.ForLanguage(language));
        if (paragraphs.All(paragraph => paragraph.Quotations.Count == 0))
        {
            return [];
        }

        var quotes = new QuoteAttributor(paragraphs, CoreferenceResolver.ForText(paragraphs)).AttributeAll();
        return EastAsianAttribution.AddSpeakers(text, language, quotes);
    }

    private static List<TokenizedParagraph> ReadParagraphs(string text, LanguageProfile? profile)
    {
        var paragraphs = new List<TokenizedParagraph>();
        var firstQuotation = 0;
        var continuesQuotation = false;
        foreach (var span in ParagraphSplitter.Split(text))
        {
            var quotations = QuotationFinder.Find(text, span, continuesQuotation);
            paragraphs.Add(TokenizedParagraph.Tokenize(text, span, quotations, firstQuotation, profile));
            firstQuotation += quotations.Count;
            continuesQuotation = LeavesQuotationOpen(text, span, quotations, continuesQuotation);
        }

        return paragraphs;
    }

    /// <summary>Whether a quotation in «…» continues in the next paragraph, which then opens with the closing mark.</summary>
    private static bool LeavesQuotationOpen(string text, TextSpan paragraph, IReadOnlyList<Quotation> quotations, bool continuesQuotation)
    {
        if (quotations is not [.., { IsClosed: false, Outer.Start: var open }])
        {
            return false;
        }

        return text[open] == '«' || (continuesQuotation && open == paragraph.Start && text[open] == '»');
    }
}
