using AlertBot.Topics;
using FsCheck;
using FsCheck.Fluent;

namespace AlertBot.Tests.Topics.Matching;

public class EvidenceTests
{
    [Fact]
    public void Evidence_has_offsets_in_the_original_field()
    {
        var document = QueryFixture.Document("🔴 The cease\u00ADfire’s text.", title: "🎉 Ｃeasefire");

        var evidence = QueryFixture.Evidence("ceasefire", document);

        Assert.Equal([new Evidence("title", 3, 12, "Ｃeasefire"), new Evidence("text", 7, 17, "cease\u00ADfire")], evidence);
    }

    [Fact]
    public void Each_side_of_NEAR_is_separate_evidence()
    {
        Assert.Equal(["talks", "Grain"],
            QueryFixture.MatchedTexts("Grain NEAR/3 talk", "The talks on Grain went on, and far away from them all lay grain."));
    }

    [Fact]
    public void NOT_gives_no_evidence()
    {
        Assert.Equal(["truce"], QueryFixture.MatchedTexts("truce NOT talks", "A truce."));
        Assert.Empty(QueryFixture.Evidence("lang:en", QueryFixture.Document("A truce."))!);
    }

    [Fact]
    public void All_matching_alternatives_are_listed_in_order()
    {
        Assert.Equal(["truce", "ceasefire", "cease-fire"],
            QueryFixture.MatchedTexts("ceasefire, truce", "A truce, a ceasefire, a cease-fire."));
    }

    [Fact]
    public void A_compound_is_a_single_piece_of_evidence()
    {
        Assert.Equal(["cease-fire"], QueryFixture.MatchedTexts("cease-fire", "The cease-fire."));
    }

    [Fact]
    public void A_page_repeating_one_word_gives_bounded_evidence()
    {
        Assert.Equal(200, QueryFixture.MatchedTexts("war", string.Concat(Enumerable.Repeat("war ", 5000))).Count());
    }

    [Fact]
    public void Evidence_always_matches_the_text_at_its_offsets()
    {
        string[] pieces = ["war", "peace", "-", "’s", " ", "\n", ".", "é", "🙂", "停火", "5", ",", "U.S.", "\u00AD", "@", "_", "ß", "www.",
            "(", "\uD83D", "\u0301", "A"];
        var texts = Gen.Elements(pieces).ListOf().Select(string.Concat).ToArbitrary();
        var query = QueryFixture.Parse("war*, peace, 5, =A, US, 停, é*, war NEAR/3 peace, peace war");

        Prop.ForAll(texts, text => (query.Match(QueryFixture.Document(text, title: text)) ?? [])
            .All(evidence => text[evidence.Start..evidence.End] == evidence.Text && evidence.Text.Length > 0)).QuickCheckThrowOnFailure();
    }
}
