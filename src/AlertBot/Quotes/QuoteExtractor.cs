using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;
using AlertBot.Text;

namespace AlertBot.Quotes;

/// <summary>Finds the quotations of an article and their speakers.</summary>
internal static class QuoteExtractor
{
    /// <returns>All quotations, in order of place.</returns>
    public static IReadOnlyList<Quote> Extract(string text, string? language)
    {
        var profile = LanguageProfile.ForLanguage(language);
        var paragraphs = new List<TokenizedParagraph>();
        var count = 0;
        var goesOn = false;
        foreach (var paragraph in ParagraphSplitter.Split(text))
        {
            var quotations = QuotationFinder.Find(text, paragraph, goesOn);
            goesOn = quotations is [.., { IsClosed: false } last]
                && (text[last.Outer.Start] == '«' || (goesOn && last.Outer.Start == paragraph.Start && text[last.Outer.Start] == '»'));
            paragraphs.Add(TokenizedParagraph.Tokenize(text, paragraph, quotations, count, profile));
            count += quotations.Count;
        }

        return count == 0 ? []
            : EastAsianAttribution.AddSpeakers(text, language,
                new QuoteAttributor(paragraphs, CoreferenceResolver.ForText(paragraphs)).AttributeAll());
    }
}
