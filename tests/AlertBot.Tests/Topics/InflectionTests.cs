using AlertBot.Topics;

namespace AlertBot.Tests.Topics;

public class InflectionTests
{
    [Theory]
    [InlineData("strike", "strikes")]
    [InlineData("strike", "striking")]
    [InlineData("ban", "banned")]
    [InlineData("ban", "banning")]
    [InlineData("plan", "planning")]
    [InlineData("plane", "planes")]
    [InlineData("policy", "policies")]
    [InlineData("tax", "taxes")]
    [InlineData("tax", "taxing")]
    [InlineData("bus", "buses")]
    [InlineData("church", "churches")]
    [InlineData("veto", "vetoes")]
    [InlineData("deny", "denied")]
    [InlineData("die", "dying")]
    [InlineData("import", "imported")]
    [InlineData("agree", "agreed")]
    [InlineData("guarantee", "guaranteed")]
    [InlineData("control", "controlled")]
    [InlineData("visit", "visiting")]
    [InlineData("bomb", "bomb’s")]
    [InlineData("worker", "workers'")]
    [InlineData("Houthi", "Houthis")]
    [InlineData("use", "using")]
    [InlineData("ceasefire", "cease-fires")]
    public void A_bare_word_finds_its_endings_both_ways(string word, string form)
    {
        Assert.True(Ask.Finds(word, $"There {form} is."));
        Assert.True(Ask.Finds(form, $"There {word} is."));
    }

    [Theory]
    [InlineData("execute", "executive")]
    [InlineData("Israel", "Israeli")]
    [InlineData("import", "important")]
    [InlineData("policy", "police")]
    [InlineData("university", "universe")]
    [InlineData("strike", "striker")]
    [InlineData("plan", "planes")]
    [InlineData("plan", "planed")]
    [InlineData("star", "staring")]
    [InlineData("unit", "united")]
    [InlineData("new", "news")]
    [InlineData("economic", "economics")]
    [InlineData("us", "uses")]
    [InlineData("see", "seed")]
    [InlineData("fee", "feed")]
    [InlineData("even", "evening")]
    [InlineData("k", "king")]
    [InlineData("bomb", "bomber")]
    [InlineData("ad", "adding")]
    public void Derivations_and_look_alikes_are_other_words(string word, string other)
    {
        Assert.False(Ask.Finds(word, $"There {other} is."));
        Assert.False(Ask.Finds(other, $"There {word} is."));
    }

    [Theory]
    [InlineData("\"sanction\"", "sanctions", false)]
    [InlineData("\"sanction\"", "a sanction", true)]
    [InlineData("=Strike", "Strikes", false)]
    public void Exact_words_and_words_with_their_case_have_no_endings(string query, string text, bool found)
    {
        Assert.Equal(found, Ask.Finds(query, text));
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("en-GB", true)]
    [InlineData("de", false)]
    [InlineData(null, false)]
    public void English_endings_count_in_English_articles_only(string? language, bool found)
    {
        Assert.Equal(found, Ask.Finds("strike", "strikes", language));
    }

    [Fact]
    public void The_possessive_inside_a_phrase_is_passed_over()
    {
        Assert.True(Ask.Finds("prime minister office", "the prime minister’s office"));
        Assert.True(Ask.Finds("Norland's envoy", "an envoy; Norland envoy"));
        Assert.False(Ask.Finds("\"prime minister office\"", "the prime minister’s office"));
    }

    [Fact]
    public void A_word_is_the_first_of_its_own_bases()
    {
        Assert.Equal("strikes", EnglishForms.Of("strikes")[0]);
        Assert.Equal(["ab"], EnglishForms.Of("ab"));
        Assert.Single(EnglishForms.Of(new string('s', 5000)));
    }
}
