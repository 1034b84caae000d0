using AlertBot.Text;
using FsCheck.Fluent;

namespace AlertBot.Tests.Text;

/// <summary>Sentence ends in English, and properties that hold for every text.</summary>
public class SentenceSplitterTests
{
    [Theory]
    [InlineData("The dam held. The valley did not flood.", "The dam held.|The valley did not flood.")]
    [InlineData("Dr. Mira Holt met Sen. Paul Ode on Jan. 5. They agreed.", "Dr. Mira Holt met Sen. Paul Ode on Jan. 5.|They agreed.")]
    [InlineData("J. R. Moen and John F. Tarn left the U.S. Senate. It closed.",
        "J. R. Moen and John F. Tarn left the U.S. Senate.|It closed.")]
    [InlineData("He lives in the U.S. The house is old.", "He lives in the U.S.|The house is old.")]
    [InlineData("Prices rose 3.5 percent to $1.20. Wages did not.", "Prices rose 3.5 percent to $1.20.|Wages did not.")]
    [InlineData("It opens at 9 a.m. on Monday. Bring No. 7.", "It opens at 9 a.m. on Monday.|Bring No. 7.")]
    [InlineData("Holt Inc. said it would pay. Nobody asked.", "Holt Inc. said it would pay.|Nobody asked.")]
    public void Abbreviations_initials_and_decimals_do_not_end_a_sentence(string text, string expected)
    {
        Assert.Equal(expected.Split('|'), Split(text));
    }

    [Theory]
    [InlineData("“The dam held.” The mayor smiled.", "“The dam held.”|The mayor smiled.")]
    [InlineData("\"We won!\" Holt left.", "\"We won!\"|Holt left.")]
    [InlineData("“Why now?” Holt asked. Nobody answered.", "“Why now?” Holt asked.|Nobody answered.")]
    [InlineData("“Why now?” he asked.", "“Why now?” he asked.")]
    [InlineData("(It rained.) Then it stopped.", "(It rained.)|Then it stopped.")]
    public void A_closing_mark_belongs_to_its_sentence(string text, string expected)
    {
        Assert.Equal(expected.Split('|'), Split(text));
    }

    [Theory]
    [InlineData("We waited … and waited. Nothing came.", "We waited … and waited.|Nothing came.")]
    [InlineData("They left... Nobody knows why.", "They left...|Nobody knows why.")]
    public void An_ellipsis_ends_a_sentence_only_before_a_capital(string text, string expected)
    {
        Assert.Equal(expected.Split('|'), Split(text));
    }

    [Fact]
    public void A_paragraph_ends_a_sentence_without_a_full_stop()
    {
        Assert.Equal(["Dam holds", "The valley is dry."], Split("Dam holds\n\nThe valley is dry."));
    }

    [Fact]
    public void A_wrapped_line_does_not_end_a_sentence()
    {
        var text = "The engineers of the northern district said that the dam had\nheld through the night. The valley is dry.";

        Assert.Equal(2, Split(text).Length);
    }

    [Theory]
    [InlineData("Am 3. Mai sagte Dr. Holt zu. Das Werk bleibt.", "Am 3. Mai sagte Dr. Holt zu.|Das Werk bleibt.")]
    [InlineData("« Le barrage tient. » Le maire sourit.", "« Le barrage tient. »|Le maire sourit.")]
    [InlineData("¿Quién lo dijo? La alcaldesa calló.", "¿Quién lo dijo?|La alcaldesa calló.")]
    [InlineData("大坝没有倒塌。村民回家了。", "大坝没有倒塌。|村民回家了。")]
    [InlineData("「ダムは無事だ。」と市長は述べた。村は静かだ。", "「ダムは無事だ。」と市長は述べた。|村は静かだ。")]
    public void Other_languages_end_their_sentences_too(string text, string expected)
    {
        Assert.Equal(expected.Split('|'), Split(text));
    }

    [Fact]
    public void Every_sentence_is_a_piece_of_any_text_in_order()
    {
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<string?>(text =>
        {
            var end = 0;
            foreach (var sentence in SentenceSplitter.Split(text ?? ""))
            {
                if (sentence.Start < end || sentence.End <= sentence.Start || sentence.End > text!.Length)
                {
                    return false;
                }

                end = sentence.End;
            }

            return true;
        }));
    }

    [Theory]
    [InlineData(".")]
    [InlineData(". ")]
    [InlineData("a.\"")]
    [InlineData("!?")]
    [InlineData("\n")]
    [InlineData(".   \t")]
    public void A_megabyte_of_sentence_ends_is_split_in_linear_time(string piece) =>
        WorkGrowth.AssertLinear(piece, 1 << 20, text => SentenceSplitter.Split(text + "a"));

    private static string[] Split(string text) => SentenceSplitter.Split(text).Select(sentence => sentence.GetText(text)).ToArray();
}
