using AlertBot.Quotes;

namespace AlertBot.Tests.Quotes.Detection;

/// <summary>Forged, doubted, hypothetical, requested and relayed words are not attributed to the person whom the sentence names.</summary>
public class NonSpeechFilterTests
{
    private const string Scene =
        "The harbour minister of Aldovia, Maria Keller, met her counterpart Tom Hardwick in Port Tully on Tuesday.\n\n";

    [Theory]
    [InlineData("A deepfake in which Keller says “we hand over the islands today” has gone round.")]
    [InlineData("In a fabricated tweet, Keller wrote: “We hand over the islands today.”")]
    [InlineData("In the clip, which was made with artificial intelligence, Keller says “we hand over the islands today”.")]
    [InlineData("A parody account posing as Keller posted: “We hand over the islands today.”")]
    [InlineData("“We hand over the islands today,” Keller says in a fake video.")]
    public void A_forged_statement_is_not_attributed_to_the_person_shown(string sentence) => Assert.Null(ExtractSingle(sentence).Name);

    [Theory]
    [InlineData("There is no evidence that Keller said “the islands are lost to us”.")]
    [InlineData("It is unclear whether Keller said “the islands are lost to us”.")]
    [InlineData("Claims on the net that Keller said “the islands are lost to us” are false.")]
    [InlineData("Keller denied reports that she had said “the islands are lost to us”.")]
    [InlineData("Keller was falsely quoted as saying “the islands are lost to us”.")]
    [InlineData("CLAIM: Keller said “the islands are lost to us”.")]
    [InlineData("Neither Keller nor Hardwick said “the islands are lost to us”.")]
    [InlineData("At no time did Keller say “the islands are lost to us”.")]
    public void Doubted_words_have_no_speaker(string sentence) => Assert.Null(ExtractSingle(sentence).Name);

    [Theory]
    [InlineData("Keller would have said “the islands are lost to us” had she been asked.")]
    [InlineData("If Keller says “the islands are lost to us”, the talks are over.")]
    [InlineData("Did Keller say “the islands are lost to us”? Nobody knows.")]
    [InlineData("Imagine Keller saying “the islands are lost to us”.")]
    [InlineData("Whoever believes Keller said “the islands are lost to us” has fallen for it.")]
    [InlineData("Hardwick urged Keller to say “sorry for what we have done”.")]
    [InlineData("“The islands are lost to us,” Keller might say.")]
    public void Hypothetical_or_requested_words_have_no_speaker(string sentence) => Assert.Null(ExtractSingle(sentence).Name);

    [Theory]
    [InlineData("Keller read out a message from Hardwick: “I was wrong about all of it.”")]
    [InlineData("Keller quoted Hardwick: “I was wrong about all of it.”")]
    [InlineData("Hardwick responded to Keller’s “we will never sign this paper” with a shrug.")]
    public void Relayed_words_are_not_attributed_to_the_person_relaying_them(string sentence) => Assert.Null(ExtractSingle(sentence).Name);

    [Theory]
    [InlineData("My mother and Keller are friends; Keller would often say “the sea gives and takes”.", "Maria Keller")]
    [InlineData("Keller wrote a letter to Hardwick and said “the sea gives and takes”.", "Maria Keller")]
    [InlineData("Keller will say on Friday: “The sea gives and takes.”", "Maria Keller")]
    [InlineData("Keller said fake news sites were “the enemy of every port”.", "Maria Keller")]
    [InlineData("Not only did Keller say “the sea gives and takes”, she wrote it.", "Maria Keller")]
    [InlineData("Hardwick praised Keller’s “steady hand at the wheel of this port”.", "Tom Hardwick")]
    public void Reported_words_keep_their_speaker(string sentence, string name) => Assert.Equal(name, ExtractSingle(sentence).Name);

    [Theory]
    [InlineData("After Keller called the treaty “a great step for both our ports”, Hardwick said he would not sign.", "Maria Keller")]
    [InlineData("Although Keller described the deal as “a great step for both our ports”, Hardwick rejected it.", "Maria Keller")]
    [InlineData("Keller, dubbed “the most stubborn woman on the coast” by Hardwick, said she would not answer.", "Tom Hardwick")]
    [InlineData("Keller, described by Hardwick as “a wall that no one climbs over”, said little.", "Tom Hardwick")]
    [InlineData("Keller, whom Hardwick has called “the most stubborn woman on the coast”, said she would not answer.", "Tom Hardwick")]
    public void A_clause_has_its_own_speaker(string sentence, string name) => Assert.Equal(name, ExtractSingle(sentence).Name);

    [Fact]
    public void One_verb_can_introduce_the_words_of_two_speakers()
    {
        var quotes = Extract(Scene + "Keller said the deal was “very close to done” and Hardwick “far away from anything”.");

        Assert.Equal(["Maria Keller", "Tom Hardwick"], quotes.Select(quote => quote.Name));
    }

    [Fact]
    public void A_reply_is_not_carried_over_to_the_next_paragraph()
    {
        var quotes = Extract(
            Scene + "“We have come a long way,” Keller said.\n\n“And you will go a longer one,” Hardwick replied.\n\n“We will see "
                + "about that in the spring.”");

        Assert.Equal(["Maria Keller", "Tom Hardwick", null], quotes.Select(quote => quote.Name));
    }

    [Fact]
    public void The_answer_to_a_question_is_not_attributed_to_the_asker()
    {
        var quotes = Extract(Scene + "“Is it a dark day for the coast?” Hardwick asked Keller. “No, it is the best of all our days.”");

        Assert.Equal(["Tom Hardwick", null], quotes.Select(quote => quote.Name));
    }

    [Theory]
    [InlineData("President Bill Lorne resigned on Tuesday. His wife was with him. “He is tired and needs a rest,” Mrs. Lorne said.",
        "Lorne")]
    [InlineData("President Bill Lorne and his wife Hanna Lorne came late. “He is tired and needs a rest,” Mrs. Lorne said.", "Hanna Lorne")]
    [InlineData("The astronaut Mark Kelly came late. “I am tired and need a rest,” Kelly said.", "Mark Kelly")]
    public void A_title_distinguishes_husband_and_wife(string text, string name)
    {
        var quote = Assert.Single(Extract(text));

        Assert.Equal((name, name == "Lorne"), (quote.Name, quote.Role is null && quote.Name == "Lorne"));
    }

    private static Quote ExtractSingle(string sentence) => Assert.Single(Extract(Scene + sentence));

    private static IReadOnlyList<Quote> Extract(string text) => QuoteExtractor.Extract(text, "en");
}
