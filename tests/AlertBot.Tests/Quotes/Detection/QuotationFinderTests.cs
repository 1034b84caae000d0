using AlertBot.Quotes;
using AlertBot.Quotes.Detection;
using AlertBot.Text;

namespace AlertBot.Tests.Quotes.Detection;

/// <summary>Quotations of a paragraph by their marks.</summary>
public class QuotationFinderTests
{
    [Theory]
    [InlineData("“The dam held,” she said.", "The dam held,")]
    [InlineData("\"The dam held,\" she said.", "The dam held,")]
    [InlineData("„Der Damm hielt“, sagte sie.", "Der Damm hielt")]
    [InlineData("»Der Damm hielt«, sagte sie.", "Der Damm hielt")]
    [InlineData("« Le barrage a tenu », dit-elle.", "Le barrage a tenu")]
    [InlineData("‚Der Damm hielt‘, sagte sie.", "Der Damm hielt")]
    [InlineData("‘The dam held,’ she said.", "The dam held,")]
    [InlineData("'The dam held,' she said.", "The dam held,")]
    [InlineData("市長は「ダムは無事だ」と述べた。", "ダムは無事だ")]
    [InlineData("市長は『ダムは無事だ』と述べた。", "ダムは無事だ")]
    public void Each_style_of_marks_is_read(string text, string expected)
    {
        Assert.Equal([expected], FindTexts(text));
    }

    [Theory]
    [InlineData("“She told me ‘run’ and I ran,” Holt said.", "She told me ‘run’ and I ran,")]
    [InlineData("\"She told me 'run' and I ran,\" Holt said.", "She told me 'run' and I ran,")]
    [InlineData("「彼は『走れ』と言った」と市長。", "彼は『走れ』と言った")]
    [InlineData("« Il a dit « cours » et j'ai couru », dit Holt.", "Il a dit « cours » et j'ai couru")]
    public void A_nested_quotation_is_part_of_the_outer_one(string text, string expected)
    {
        Assert.Equal([expected], FindTexts(text));
    }

    [Theory]
    [InlineData("es",
        "«Estamos cansados de esperar.\n\n»Iremos hasta el final», dijo Ema Robles, que luego se fue. El alcalde respondió: «Eso es "
        + "mentira».", "Estamos cansados de esperar.|Iremos hasta el final|Eso es mentira")]
    [InlineData("es", "«Estamos cansados de esperar.\n\n»Iremos «hasta el final».\n\n»Y luego a casa», dijo Ema Robles.",
        "Estamos cansados de esperar.|Iremos «hasta el final».|Y luego a casa")]
    [InlineData("fr", "« Nous sommes fatigués d’attendre.\n\n» Nous irons jusqu’au bout », a dit Ema Robles.",
        "Nous sommes fatigués d’attendre.|Nous irons jusqu’au bout")]
    [InlineData("de", "»Wir sind müde vom Warten.\n\n»Wir gehen bis zum Ende«, sagte Ema Robles.",
        "Wir sind müde vom Warten.|Wir gehen bis zum Ende")]
    [InlineData("es", "Fue tarde.\n\n»Iremos hasta el final», dijo Ema Robles, que luego se fue.", "Iremos hasta el final")]
    public void A_continued_quotation_ends_at_the_closing_mark_of_its_paragraph(string language, string text, string quotations)
    {
        Assert.Equal(quotations.Split('|'), QuoteExtractor.Extract(text, language).Select(quote => quote.Text));
    }

    [Fact]
    public void A_reopening_mark_continues_the_quotation()
    {
        Assert.Equal(["We waited all night. \"Then the gate gave way."],
            FindTexts("Holt said: \"We waited all night. \"Then the gate gave way.\""));
    }

    [Fact]
    public void An_unclosed_quotation_ends_with_its_paragraph()
    {
        var text = "“The dam held.\n\n“The valley is dry,” she said.";

        var found = ParagraphSplitter.Split(text).SelectMany(paragraph => QuotationFinder.Find(text, paragraph)).ToList();

        Assert.Equal(["The dam held.", "The valley is dry,"], found.Select(quotation => quotation.Inner.GetText(text)));
        Assert.Equal([false, true], found.Select(quotation => quotation.IsClosed));
    }

    [Theory]
    [InlineData("The engineers’ demands weren’t met in the ’90s, the town’s mayor wrote.")]
    [InlineData("The workers' union didn't meet the mayor's men.")]
    [InlineData("A board 5\" wide and 6\" long.")]
    public void Apostrophes_and_inch_marks_do_not_open_a_quotation(string text)
    {
        Assert.Empty(FindTexts(text));
    }

    [Fact]
    public void An_apostrophe_does_not_close_single_marks()
    {
        Assert.Equal(["The dam isn’t safe and the engineers’ warnings weren’t read,"],
            FindTexts("‘The dam isn’t safe and the engineers’ warnings weren’t read,’ she said."));
    }

    private static IEnumerable<string> FindTexts(string text) =>
        QuotationFinder.Find(text, new TextSpan(0, text.Length)).Select(quotation => quotation.Inner.GetText(text));
}
