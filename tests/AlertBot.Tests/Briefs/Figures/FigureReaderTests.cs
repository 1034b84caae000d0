using AlertBot.Briefs.Figures;

namespace AlertBot.Tests.Briefs.Figures;

public class FigureReaderTests
{
    [Theory]
    [InlineData("32 dead in ferry disaster", "dead 32")]
    [InlineData("At least 32 people were killed on Monday.", "dead at least 32")]
    [InlineData("The storm killed more than 1,200 people.", "dead more than 1200")]
    [InlineData("A blast in Osk, killing thirty-two and injuring 12.", "dead 32", "injured 12")]
    [InlineData("Thirty-two people have died.", "dead 32")]
    [InlineData("One hundred and five people died.", "dead 105")]
    [InlineData("Two thousand three hundred people were wounded.", "injured 2300")]
    [InlineData("2 thousand people were hurt.", "injured 2000")]
    [InlineData("The death toll has risen to 41, officials said.", "dead 41")]
    [InlineData("Death toll rises to at least 41.", "dead at least 41")]
    [InlineData("Two soldiers killed in Osk.", "soldiers dead 2")]
    [InlineData("Twelve Kestrian border guards are still missing.", "kestrian border guards missing 12")]
    [InlineData("32 killed, 12 others injured and 5 missing", "dead 32", "injured 12", "missing 5")]
    [InlineData("Police arrested 17 people after the march.", "arrested 17")]
    [InlineData("Police made 17 arrests.", "arrested 17")]
    [InlineData("17 people have been arrested.", "arrested 17")]
    [InlineData("One dead after crash", "dead 1")]
    [InlineData("32 confirmed dead", "dead 32")]
    public void Figures_of_persons_are_read(string text, params string[] expected) =>
        Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("No one was killed.")]
    [InlineData("Two gunmen killed a guard.")]
    [InlineData("Two gunmen killed guards in Osk.")]
    [InlineData("A man, 32, was killed.")]
    [InlineData("A 32-year-old was killed.")]
    [InlineData("It killed 32 years of work.")]
    [InlineData("32 percent died.")]
    [InlineData("32% died.")]
    [InlineData("3.5 people were killed a day.")]
    [InlineData("The flood of 2019 killed 15 people.")]
    [InlineData("Ten years ago a quake killed 15 people.")]
    [InlineData("Two more were killed.")]
    [InlineData("One of the wounded spoke.")]
    [InlineData("The truce of 30 days began.")]
    [InlineData("0 people were killed.")]
    [InlineData("12,34 people were killed.")]
    [InlineData("killed injured dead missing")]
    [InlineData("")]
    public void Other_numbers_are_not(string text) => Assert.Empty(Read(text));

    [Fact]
    public void Endless_numbers_do_not_overflow()
    {
        var text = string.Concat(Enumerable.Repeat("ninety thousand hundred ", 5_000)) + new string('9', 10_000) + " people were killed";

        Assert.All(FigureReader.Read(text, FigureVocabulary.English), figure => Assert.InRange(figure.Value, 1, 10_000_000));
    }

    [Fact]
    public void Only_languages_with_a_vocabulary_are_read()
    {
        Assert.Same(FigureVocabulary.English, FigureVocabulary.For("en-GB"));
        Assert.Same(FigureVocabulary.English, FigureVocabulary.For(null));
        Assert.Null(FigureVocabulary.For("de"));
    }

    private static IEnumerable<string> Read(string text) =>
        FigureReader.Read(text, FigureVocabulary.English).Select(Format);

    private static string Format(Figure figure) => string.Join(' ',
        new[] { figure.Unit, figure.Role, figure.Qualifier, $"{figure.Value}" }.Where(part => !string.IsNullOrEmpty(part)));
}
