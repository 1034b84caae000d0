using AlertBot.Text.Languages;

namespace AlertBot.Tests.Topics.Matching;

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
    public void A_bare_word_matches_its_inflections_in_both_directions(string word, string form)
    {
        Assert.True(QueryFixture.Matches(word, $"There {form} is."));
        Assert.True(QueryFixture.Matches(form, $"There {word} is."));
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
    public void Derivations_and_similar_words_do_not_match(string word, string other)
    {
        Assert.False(QueryFixture.Matches(word, $"There {other} is."));
        Assert.False(QueryFixture.Matches(other, $"There {word} is."));
    }

    [Theory]
    [InlineData("\"sanction\"", "sanctions", false)]
    [InlineData("\"sanction\"", "a sanction", true)]
    [InlineData("=Strike", "Strikes", false)]
    public void Exact_and_case_sensitive_words_are_not_inflected(string query, string text, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, text));
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("en-GB", true)]
    [InlineData("de", false)]
    [InlineData(null, false)]
    public void English_inflection_applies_to_English_articles_only(string? language, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches("strike", "strikes", language));
    }

    [Fact]
    public void A_possessive_inside_a_phrase_is_ignored()
    {
        Assert.True(QueryFixture.Matches("prime minister office", "the prime minister’s office"));
        Assert.True(QueryFixture.Matches("Norland's envoy", "an envoy; Norland envoy"));
        Assert.False(QueryFixture.Matches("\"prime minister office\"", "the prime minister’s office"));
    }

    [Fact]
    public void A_word_is_its_own_first_base_form()
    {
        Assert.Equal("strikes", EnglishInflection.GetBaseForms("strikes")[0]);
        Assert.Equal(["ab"], EnglishInflection.GetBaseForms("ab"));
        Assert.Single(EnglishInflection.GetBaseForms(new string('s', 5000)));
    }
}
