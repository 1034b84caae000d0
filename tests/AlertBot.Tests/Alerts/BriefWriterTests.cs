using AlertBot.Alerts;
using AlertBot.Briefs;

namespace AlertBot.Tests.Alerts;

public class BriefWriterTests
{
    private const string Words = "The guns will be silent from midnight";

    [Theory]
    [InlineData("Ilda Marrow", "Ilda Marrow")]
    [InlineData("The foreign ministry", "The foreign ministry")]
    [InlineData("he", null)]
    [InlineData("His lawyer", null)]
    [InlineData("Their spokeswoman Marrow", null)]
    [InlineData("Ihr Sprecher", null)]
    public void A_mention_that_names_nobody_without_its_text_is_left_out(string speaker, string? shown)
    {
        var text = $"“{Words}.”";
        var article = AnArticle.Seen(default) with { Text = text, Quotes = [new Quote(Words, 1, 1 + Words.Length, speaker)] };

        var quote = Assert.Single(BriefWriter.Write(article, article.Topics).Quotes);

        Assert.Equal(shown, quote.Speaker);
    }
}
