using AlertBot.Topics;
using FsCheck;
using FsCheck.Fluent;

namespace AlertBot.Tests.Topics;

public class EvidenceTests
{
    [Fact]
    public void Evidence_stands_at_its_offsets_in_the_field_as_given()
    {
        var document = Ask.Document("🔴 The cease\u00ADfire’s text.", title: "🎉 Ｃeasefire");

        var evidence = Ask.Evidence("ceasefire", document);

        Assert.Equal([new Evidence("title", 3, 12, "Ｃeasefire"), new Evidence("text", 7, 17, "cease\u00ADfire")], evidence);
    }

    [Fact]
    public void Each_side_of_NEAR_is_evidence_of_its_own()
    {
        Assert.Equal(["talks", "Grain"], Ask.Texts("Grain NEAR/3 talk", "The talks on Grain went on, and far away from them all lay grain."));
    }

    [Fact]
    public void NOT_gives_no_evidence()
    {
        Assert.Equal(["truce"], Ask.Texts("truce NOT talks", "A truce."));
        Assert.Empty(Ask.Evidence("lang:en", Ask.Document("A truce."))!);
    }

    [Fact]
    public void All_alternatives_that_are_found_are_told_in_order()
    {
        Assert.Equal(["truce", "ceasefire", "cease-fire"], Ask.Texts("ceasefire, truce", "A truce, a ceasefire, a cease-fire."));
    }

    [Fact]
    public void A_compound_is_one_piece_of_evidence()
    {
        Assert.Equal(["cease-fire"], Ask.Texts("cease-fire", "The cease-fire."));
    }

    [Fact]
    public void A_page_of_one_word_gives_no_endless_evidence()
    {
        Assert.Equal(200, Ask.Texts("war", string.Concat(Enumerable.Repeat("war ", 5000))).Count());
    }

    [Fact]
    public void Evidence_is_always_what_stands_there()
    {
        string[] pieces = ["war", "peace", "-", "’s", " ", "\n", ".", "é", "🙂", "停火", "5", ",", "U.S.", "\u00AD", "@", "_", "ß", "www.", "(", "\uD83D", "\u0301", "A"];
        var texts = Gen.Elements(pieces).ListOf().Select(string.Concat).ToArbitrary();
        var query = Ask.Query("war*, peace, 5, =A, US, 停, é*, war NEAR/3 peace, peace war");

        Prop.ForAll(texts, text => (query.Match(Ask.Document(text, title: text)) ?? [])
            .All(piece => text[piece.Start..piece.End] == piece.Text && piece.Text.Length > 0)).QuickCheckThrowOnFailure();
    }
}
