namespace AlertBot.Tests.Topics.Matching;

public class WordMatchingTests
{
    [Theory]
    [InlineData("war", "War came late.")]
    [InlineData("nato", "NATO met.")]
    [InlineData("Zoë Łucka", "Zoe Lucka spoke.")]
    [InlineData("Zoe Lucka", "Zoë Łucka spoke.")]
    [InlineData("Zoe", "Zoe\u0308 spoke.")]
    [InlineData("Zoe", "\uFFFE Zoe\uFFFE spoke.")]
    [InlineData("NATO", "ＮＡＴＯ met.")]
    [InlineData("strasse", "Die Straße ist leer.")]
    [InlineData("Straße", "Die STRASSE ist leer.")]
    [InlineData("Tromso", "In Tromsø it snows.")]
    [InlineData("Łódź", "A mill in Lodz.")]
    [InlineData("Djuro", "Đuro", false)]
    [InlineData("Duro", "Đuro sings.")]
    [InlineData("aether", "Æther and air.")]
    [InlineData("oeuvre", "Her œuvre is small.")]
    [InlineData("final", "The ﬁnal act.")]
    [InlineData("مدرسة", "مَدْرَسَة جديدة")]
    [InlineData("احمد", "قال أحمد اليوم")]
    public void Case_accents_width_and_ligatures_are_ignored(string query, string text, bool isMatch = true)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, text));
    }

    [Theory]
    [InlineData("war", "The software was towards an award.")]
    [InlineData("art", "He started a party.")]
    [InlineData("ice", "A nice price.")]
    public void Only_whole_words_match(string query, string text)
    {
        Assert.False(QueryFixture.Matches(query, text));
    }

    [Theory]
    [InlineData("war", "The post-war years")]
    [InlineData("war", "peace/war")]
    [InlineData("war", "a (war)time tale")]
    [InlineData("war", "the post–war years")]
    [InlineData("\"Article 5\"", "an Article 5-like pledge")]
    [InlineData("\"Article 5\"", "Article 5’s text")]
    [InlineData("\"Article 5\"", "Article 5's text")]
    [InlineData("\"Article 5\"", "Article 5(1) says")]
    [InlineData("=NATO", "a NATO-led force")]
    [InlineData("Ukraine", "l’Ukraine attend")]
    [InlineData("Ukraine", "le sort d'Ukraine")]
    public void Each_part_of_a_compound_matches(string query, string text)
    {
        Assert.True(QueryFixture.Matches(query, text));
    }

    [Theory]
    [InlineData("5", "50", false)]
    [InlineData("5", "5.2", false)]
    [InlineData("5", "5,200", false)]
    [InlineData("5", "5:30", false)]
    [InlineData("5", "5/6", false)]
    [InlineData("200", "5,200", false)]
    [InlineData("5", "5 %", true)]
    [InlineData("5", "$5", true)]
    [InlineData("5", "5–7", true)]
    [InlineData("7", "5–7", true)]
    [InlineData("57", "5–7", false)]
    [InlineData("5", "It cost 5.", true)]
    [InlineData("5,200", "some 5,200 men", true)]
    [InlineData("5.2", "grew 5.2 %", true)]
    public void Only_whole_numbers_match(string query, string text, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, text));
    }

    [Theory]
    [InlineData("US", "The U.S. said", true)]
    [InlineData("=US", "in the U.S.-led mission", true)]
    [InlineData("U.S.", "The US said", true)]
    [InlineData("US troops", "The U.S. troops left.", true)]
    [InlineData("S", "The U.S. said", false)]
    public void Dotted_capitals_are_one_word(string query, string text, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, text));
    }

    [Theory]
    [InlineData("ceasefire", "the cease-fire holds", true)]
    [InlineData("ceasefire", "the cease‑fires hold", true)]
    [InlineData("cease-fire", "the ceasefire holds", true)]
    [InlineData("ceasefire", "they cease fire", false)]
    [InlineData("ceasefire", "an anti-cease-fire rally", true)]
    [InlineData("COVID-19", "COVID19 rises", true)]
    [InlineData("COVID-19", "COVID 19 rises", true)]
    [InlineData("COVID-19", "COVID, 19 cases", false)]
    [InlineData("COVID-19", "COVID-1984", false)]
    [InlineData("G7", "the G-7 met", true)]
    [InlineData("security guarantee", "a security-guarantee deal", true)]
    [InlineData("ceasefire talks", "cease-fire talks began", true)]
    [InlineData("cease-fire talks", "ceasefire talks began", true)]
    public void Joined_and_hyphenated_forms_match_each_other(string query, string text, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, text));
    }

    [Theory]
    [InlineData("ceasefire", "the cease-\nfire holds")]
    [InlineData("ceasefire", "the cease-\r\n  fire holds")]
    [InlineData("ceasefire", "the cease\u00ADfire holds")]
    [InlineData("ceasefire", "the cease\u200Bfire\uFEFF holds")]
    public void Line_end_hyphens_and_invisible_characters_are_ignored(string query, string text)
    {
        Assert.True(QueryFixture.Matches(query, text));
    }

    [Theory]
    [InlineData("ceasefire", "#ceasefire now", true)]
    [InlineData("#ceasefire", "a ceasefire now", true)]
    [InlineData("river", "see www.river-news.example/river today", false)]
    [InlineData("river", "see https://news.example/river.", false)]
    [InlineData("river", "write to river@news.example today", false)]
    [InlineData("river", "as @river wrote", false)]
    [InlineData("@river", "as @river wrote", true)]
    [InlineData("river", "the river.example site", false)]
    [InlineData("river", "file old_river_map", false)]
    [InlineData("old_river_map", "file old_river_map", true)]
    [InlineData("river", "_river_", true)]
    public void Hashtags_are_words_and_addresses_are_one_word(string query, string text, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, text));
    }

    [Theory]
    [InlineData("河流", "大河流入海。", true)]
    [InlineData("河流", "大河水流入海。", false)]
    [InlineData("橋", "新しい橋ができた", true)]
    [InlineData("ตลาด", "เปิดตลาดใหม่", true)]
    [InlineData("ก", "กี่", false)]
    [InlineData("NATO", "北約NATO會議", true)]
    [InlineData("AT", "北約NATO會議", false)]
    public void Scripts_without_spaces_match_anywhere_and_Latin_beside_them_is_a_word(string query, string text, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, text, language: "zh"));
    }

    [Theory]
    [InlineData("immigra*", "Immigration and immigrants", true)]
    [InlineData("immigra*", "emigration", false)]
    [InlineData("ceasef*", "the cease-fire", true)]
    [InlineData("climate chang*", "climate changes", true)]
    [InlineData("=NAT*", "NATO", true)]
    [InlineData("=NAT*", "Nature", false)]
    public void A_star_matches_every_word_with_the_prefix(string query, string text, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, text));
    }

    [Theory]
    [InlineData("=WHO", "The WHO met.", true)]
    [InlineData("=WHO", "Those who met.", false)]
    [InlineData("=WHO", "Who met?", false)]
    [InlineData("=\"The Hague\"", "in The Hague", true)]
    [InlineData("=\"The Hague\"", "the Hague", false)]
    public void An_equals_sign_makes_a_word_case_sensitive(string query, string text, bool isMatch)
    {
        Assert.Equal(isMatch, QueryFixture.Matches(query, text));
    }
}
