using AlertBot.Articles;
using AlertBot.Briefs.Tongues;

namespace AlertBot.Briefs;

/// <summary>Finds the quotations of an article and their speakers.</summary>
internal static class QuoteExtractor
{
    /// <returns>All quotations, in order of place.</returns>
    public static IReadOnlyList<Quote> Extract(string text, string? language)
    {
        var tongue = Tongue.Of(language);
        var frames = new List<Frame>();
        var count = 0;
        var goesOn = false;
        foreach (var paragraph in Paragraphs.Split(text))
        {
            var quotations = QuotationMarks.In(text, paragraph, goesOn);
            goesOn = quotations is [.., { Closed: false } last] && (text[last.Outer.Start] == '«' || (goesOn && last.Outer.Start == paragraph.Start && text[last.Outer.Start] == '»'));
            frames.Add(Frame.Of(text, paragraph, quotations, count, tongue));
            count += quotations.Count;
        }

        return count == 0 ? [] : EastAsian.Complete(text, language, new SpeakerSearch(frames, People.In(frames)).Run());
    }
}
