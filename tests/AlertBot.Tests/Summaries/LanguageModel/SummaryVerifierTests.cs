using AlertBot.Quotes;
using AlertBot.Summaries.LanguageModel;
using AlertBot.Summaries.LanguageModel.Verification;

namespace AlertBot.Tests.Summaries.LanguageModel;

public class SummaryVerifierTests
{
    private const string Title = "Norvia and Sundmark agree on a truce";

    private const string Text =
        """
        Norvia and Sundmark agreed on a truce on Monday after nine days of talks in the port city of Varholm, both governments said. Some 1,200 people had fled.

        “The guns will be silent from midnight and they will stay silent,” Foreign Minister Ilda Marrow said on Radio Varholm. The deal is called “Quiet Coast”.

        General Otto Brandt doubted it. The two armies will draw back 2.5 kilometres, or twenty-five fields, and see https://norvia.example/deal or ask desk@norvia.example.
        """;

    private static readonly SourceText Source = new(Title, Text, QuoteExtractor.Extract(Text, "en"));

    [Theory]
    [InlineData("Norvia and Sundmark agreed on a truce. It begins at midnight.",
        "Norvia and Sundmark agreed on a truce.|It begins at midnight.")]
    [InlineData("One truce. Two sides. Much doubt. A fourth sentence.", "One truce.|Two sides.|Much doubt.")]
    [InlineData("- Talks ended.\n- Guns fall silent.", "Talks ended.|Guns fall silent.")]
    [InlineData("1. Talks ended.\n2) Guns fall silent.", "Talks ended.|Guns fall silent.")]
    [InlineData("# Summary\n\n**Talks** ended with a `truce`.", "Talks ended with a truce.")]
    [InlineData("Here is the summary:\n\nTalks ended.", "Talks ended.")]
    [InlineData("Summary: Talks ended.", "Talks ended.")]
    [InlineData("Sure! Talks ended.", "Talks ended.")]
    [InlineData("<think>Let me see. 77 people?</think>\n\nTalks ended.", "Talks ended.")]
    [InlineData("So the user wants a summary.</think>Talks ended.", "Talks ended.")]
    [InlineData("Talks ended. Talks ended.", "Talks ended.")]
    [InlineData("Talks ended in Varholm", "Talks ended in Varholm")]
    [InlineData("Norvia and Sundmark agree on a truce. Talks ended.", "Talks ended.")]
    [InlineData("Talks\u202E ended\u0007 quietly\u200B.", "Talks ended quietly.")]
    [InlineData("会談は月曜日に終わった。銃声はやむ。", "会談は月曜日に終わった。|銃声はやむ。")]
    public void Only_plain_sentences_of_an_answer_remain(string answer, string expected)
    {
        Assert.Equal(expected.Split('|'), SummaryVerifier.Verify(answer, isCutOff: false, Source));
    }

    [Theory]
    [InlineData("“The guns will be silent from midnight,” Marrow said.")]
    [InlineData("Marrow said \"they will stay silent\".")]
    [InlineData("The minister said that “they will stay silent”.")]
    [InlineData("« they will  stay silent », a promise by Ilda Marrow.")]
    [InlineData("„they will stay silent“, Marrow said.")]
    [InlineData("「they will stay silent」 was heard.")]
    [InlineData("The ‘Quiet Coast’ deal holds.")]
    [InlineData("It is a “truce” without name.")]
    [InlineData("It is a “peace” without name.", false)]
    [InlineData("Norvia's and Sundmark's talks ended, the ministers' last.")]
    [InlineData("Some 1200 people fled in 9 days.")]
    [InlineData("Some twelve is not said, 2,5 kilometres are.", false)]
    [InlineData("The armies draw back 2,5 kilometres.")]
    [InlineData("They cross 25 fields.")]
    [InlineData("The U.S. and the U.N. watch at 9.", true)]
    public void Statements_supported_by_the_article_are_accepted(string sentence, bool isKept = true)
    {
        Assert.Equal(isKept, SummaryVerifier.Verify(sentence, isCutOff: false, Source) is not null);
    }

    [Theory]
    [InlineData("“The guns will never be silent,” Marrow said.")]
    [InlineData("Marrow said \"we are winning\".")]
    [InlineData("Marrow said „we are winning“.")]
    [InlineData("Marrow said « we are winning ».")]
    [InlineData("Marrow said ‘we are winning’.")]
    [InlineData("Marrow said 'we are winning'.")]
    [InlineData("Marrow said “we are winning.")]
    [InlineData("Marrow said ”we are winning”.")]
    [InlineData("マロウ氏は「我々は勝っている」と語った。")]
    [InlineData("“The two armies will draw back,” Marrow said.")]
    [InlineData("“the guns will be silent from mid”, Marrow said.")]
    [InlineData("“they will stay silent,” said General Otto Brandt.")]
    [InlineData("Brandt: “The guns will be silent from midnight”.")]
    [InlineData("Some 1,300 people fled.")]
    [InlineData("Some 12 people fled.")]
    [InlineData("Some １３００ people fled.")]
    [InlineData("Seven people fled.")]
    [InlineData("Siebzehn Menschen flohen.")]
    [InlineData("Two million people fled.")]
    [InlineData("The armies draw back 25.5 kilometres.")]
    [InlineData("Read more at https://evil.example/x now.")]
    [InlineData("Read more at https://norvia.example/deal now.")]
    [InlineData("Read more at www.evil.example today.")]
    [InlineData("Read more at evil.example/x today.")]
    [InlineData("Ask desk@norvia.example about it.")]
    [InlineData("@everyone should read this.")]
    [InlineData("Hello <@123456> and <!channel> there.")]
    [InlineData("See [the deal](x) today.")]
    [InlineData("<b>Talks</b> have ended.")]
    [InlineData("I'm sorry, but I cannot help with that. Talks ended.")]
    [InlineData("I’m sorry, but no.")]
    [InlineData("As an AI language model, I do not know.")]
    [InlineData("Es tut mir leid, das geht nicht.")]
    [InlineData("<think>Talks ended. And then")]
    [InlineData("")]
    [InlineData("   \n\n ")]
    [InlineData("...")]
    [InlineData("Sure!")]
    [InlineData("\ud800\udfff \u0000")]
    public void Statements_not_in_the_article_are_rejected(string answer)
    {
        Assert.Null(SummaryVerifier.Verify(answer, isCutOff: false, Source));
    }

    [Fact]
    public void A_rejected_sentence_removes_only_itself_and_sentences_depending_on_it()
    {
        Assert.Equal(
            ["Talks ended.", "Guns fall silent."],
            SummaryVerifier.Verify("Talks ended. “We won,” said Marrow. She then left. Guns fall silent.", isCutOff: false, Source));
    }

    [Fact]
    public void A_sentence_truncated_by_the_token_limit_is_removed()
    {
        Assert.Equal(["Talks ended."], SummaryVerifier.Verify("Talks ended. Guns will", isCutOff: true, Source));
        Assert.Null(SummaryVerifier.Verify("Guns will", isCutOff: true, Source));
    }

    [Fact]
    public void A_sentence_without_an_end_is_not_a_summary()
    {
        Assert.Null(SummaryVerifier.Verify(string.Concat(Enumerable.Repeat("talks and ", 500)) + "end.", isCutOff: false, Source));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("'a ")]
    [InlineData("“a b” ")]
    [InlineData("1,")]
    [InlineData("a.b@c ")]
    [InlineData("<think>")]
    [InlineData("</think>")]
    [InlineData("- ")]
    [InlineData("twenty-")]
    [InlineData("\ud83d")]
    [InlineData("e\u0301")]
    public void A_hostile_answer_to_a_hostile_article_is_checked_in_linear_time(string piece) =>
        WorkGrowth.AssertLinear(piece, 1_000_000, hostile =>
        {
            var source = new SourceText(hostile, hostile, []);
            SummaryVerifier.Verify(hostile, isCutOff: false, source);
            _ = SummaryPrompt.Build(hostile, hostile);
        });
}
