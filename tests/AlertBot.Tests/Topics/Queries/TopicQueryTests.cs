namespace AlertBot.Tests.Topics.Queries;

public class TopicQueryTests
{
    [Theory]
    [InlineData("a, b", "only b", true)]
    [InlineData("truce OR ceasefire", "a truce", true)]
    [InlineData("truce AND talks", "a truce", false)]
    [InlineData("truce AND talks", "truce after talks", true)]
    [InlineData("truce NOT talks", "truce after talks", false)]
    [InlineData("truce -talks", "truce alone", true)]
    [InlineData("truce AND NOT talks", "truce after talks", false)]
    [InlineData("(truce, ceasefire) AND talks", "a ceasefire", false)]
    [InlineData("ceasefire or truce", "a ceasefire or truce holds", true)]
    [InlineData("ceasefire or truce", "a truce", false)]
    [InlineData("“Article 5”", "article 5", true)]
    [InlineData("„Article 5“ AND «pact»", "article 5 of the pact", true)]
    [InlineData("\"AND\"", "this and that", true)]
    public void Operators_combine_matches(string query, string text, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, text));
    }

    [Theory]
    // AND binds tighter than OR and the comma.
    [InlineData("truce, talks AND pause", "truce", true)]
    [InlineData("pause AND talks OR truce", "truce", true)]
    // NEAR binds tighter than AND.
    [InlineData("truce AND talks NEAR/1 pause", "pause talks and far away from all of that a truce", true)]
    [InlineData("truce AND talks NEAR/1 pause", "truce talks and far away from all of that a pause", false)]
    // NOT binds tighter than AND: only the next word is excluded.
    [InlineData("NOT truce AND talks", "talks", true)]
    [InlineData("NOT truce AND talks", "nothing", false)]
    [InlineData("NOT truce AND talks", "truce talks", false)]
    public void Operator_precedence_is_respected(string query, string text, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, text));
    }

    [Fact]
    public void A_field_applies_to_the_next_word_phrase_or_parenthesis()
    {
        var document = QueryFixture.Document("Talks about grain.", title: "Harbour strike ends");

        Assert.NotNull(QueryFixture.Evidence("title:strike AND grain", document));
        Assert.NotNull(QueryFixture.Evidence("title:harbour strike", document));
        Assert.NotNull(QueryFixture.Evidence("title:(vote, harbour)", document));
        Assert.NotNull(QueryFixture.Evidence("title: strike", document));
        Assert.Null(QueryFixture.Evidence("title:grain", document));
        Assert.Null(QueryFixture.Evidence("text:strike", document));
    }

    [Fact]
    public void Source_and_author_are_searched_only_by_their_fields()
    {
        var document = QueryFixture.Document("Oil rose.", source: "Harbour Post", author: "Ana Peña");

        Assert.NotNull(QueryFixture.Evidence("source:\"Harbour Post\" AND oil", document));
        Assert.NotNull(QueryFixture.Evidence("author:pena", document));
        Assert.Null(QueryFixture.Evidence("Peña", document));
    }

    [Theory]
    [InlineData("lang:de AND Wahl", "de-AT", true)]
    [InlineData("lang:DE AND Wahl", "de", true)]
    [InlineData("lang:de-AT AND Wahl", "de", false)]
    [InlineData("lang:de AND Wahl", "den", false)]
    [InlineData("lang:de AND Wahl", null, false)]
    [InlineData("lang:(en, de) AND Wahl", "de", true)]
    [InlineData("Wahl NOT lang:de", "de", false)]
    public void A_language_matches_its_regional_variants(string query, string? language, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, "Die Wahl", language));
    }

    [Fact]
    public void One_word_in_the_title_and_one_in_the_text_satisfy_AND_but_make_no_phrase()
    {
        var document = QueryFixture.Document("Minister resigns.", title: "Prime");

        Assert.NotNull(QueryFixture.Evidence("prime AND minister", document));
        Assert.Null(QueryFixture.Evidence("prime minister", document));
        Assert.Null(QueryFixture.Evidence("prime NEAR/9 minister", document));
    }

    [Theory]
    [InlineData("prime\nminister", true)]
    [InlineData("prime\r\nminister", true)]
    [InlineData("prime\u00A0minister", true)]
    [InlineData("prime, minister", true)]
    [InlineData("“prime” minister", true)]
    [InlineData("prime. Minister", false)]
    [InlineData("prime! Minister", false)]
    [InlineData("prime\n\nminister", false)]
    [InlineData("prime\r\n \r\nminister", false)]
    [InlineData("prime.Minister", false)]
    public void A_phrase_spans_lines_and_commas_but_not_sentences(string text, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches("prime minister", $"The {text} spoke."));
    }

    [Theory]
    [InlineData("Dr Vale", "Dr. Vale spoke.")]
    [InlineData("J Vale", "J. Vale spoke.")]
    [InlineData("No 7", "Resolution No. 7 passed.")]
    [InlineData("St Helm", "In St. Helm it rains.")]
    public void A_period_of_an_abbreviation_does_not_end_a_sentence(string query, string text)
    {
        Assert.True(QueryFixture.Matches(query, text));
    }

    [Theory]
    [InlineData("talks NEAR/2 grain", "talks one two grain", true)]
    [InlineData("talks NEAR/2 grain", "grain one two talks", true)]
    [InlineData("talks NEAR/2 grain", "talks one two three grain", false)]
    [InlineData("talks NEAR/0 grain", "grain talks", true)]
    [InlineData("talks NEAR/2 grain", "talks.\n\nOne two grain", true)]
    [InlineData("talks NEAR/1 grain", "talks one-two-three grain", true)]
    [InlineData("talks NEAR/1 (\"grain deal\", wheat)", "talks on wheat", true)]
    [InlineData("talks NEAR/1 (\"grain deal\", wheat)", "talks on grain", false)]
    [InlineData("war NEAR/5 war", "one war", false)]
    [InlineData("war NEAR/5 war", "war after war", true)]
    [InlineData("\"peace talks\" NEAR/5 talks", "peace talks", false)]
    [InlineData("\"peace talks\" NEAR/5 talks", "peace talks about talks", true)]
    [InlineData("a1 NEAR/1 b1 NEAR/1 c1", "a1 c1 b1", true)]
    [InlineData("a1 NEAR/1 b1 NEAR/1 c1", "a1 b1 x x x c1", false)]
    [InlineData("a1 NEAR/1 b1", "a1 x x x b1 a1 x x x b1", true)]
    [InlineData("drone NEAR/5 strike", "a drone-strike", true)]
    public void NEAR_counts_the_words_between(string query, string text, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, text));
    }

    [Fact]
    public void Equal_text_gives_an_equal_query()
    {
        Assert.Equal(QueryFixture.Parse("war, peace"), QueryFixture.Parse("war, peace"));
        Assert.Equal(QueryFixture.Parse("war, peace").GetHashCode(), QueryFixture.Parse("war, peace").GetHashCode());
        Assert.NotEqual(QueryFixture.Parse("war, peace"), QueryFixture.Parse("peace, war"));
    }
}
