using AlertBot.Quotes;

namespace AlertBot.Tests.Quotes.Attribution;

/// <summary>Speakers of quotations in Chinese and Japanese sentences of simple form.</summary>
public class EastAsianAttributionTests
{
    [Theory]
    [InlineData("zh", "港务局发言人林晓舟表示：“码头星期三重新开放，请大家放心。”", "港务局发言人林晓舟", "林晓舟", "港务局发言人")]
    [InlineData("zh", "船已返回。“我们等了整整三天才看见灯塔”，市长顾远帆说。", "市长顾远帆", "顾远帆", "市长")]
    [InlineData("zh-Hant", "會後，港務局進一步強調：「碼頭星期三重新開放，請大家放心。」", "港務局", null, null)]
    [InlineData("ja", "海野岬市長は「港は水曜日に再び開く見通しだ」と述べた。", "海野岬市長", "海野岬", "市長")]
    [InlineData("ja", "嵐は去った。漁師の浜口灯さんは「三日間、灯台の光だけを見ていた」と話した。", "漁師の浜口灯さん", null, null)]
    [InlineData("ja", "浜口灯氏は、「三日間、灯台の光だけを見ていた」と語った。", "浜口灯氏", "浜口灯", null)]
    public void The_speaker_is_found_next_to_the_reporting_verb(string language, string text, string speaker, string? name, string? role)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, language));

        Assert.Equal((speaker, name, role), (quote.Speaker, quote.Name, quote.Role));
        Assert.Equal(quote.Speaker, text[quote.SpeakerStart!.Value..quote.SpeakerEnd!.Value]);
    }

    [Theory]
    [InlineData("zh", "他表示：“码头星期三重新开放，请大家放心。”")]
    [InlineData("zh", "墙上写着一行字：“码头星期三重新开放，请大家放心。”")]
    [InlineData("ja", "看板は「港は水曜日に再び開く見通しだ」のままだった。")]
    public void A_pronoun_or_another_sentence_gives_no_speaker(string language, string text) =>
        Assert.All(QuoteExtractor.Extract(text, language), quote => Assert.Null(quote.Speaker));

    [Theory]
    [InlineData("说：“说：")]
    [InlineData("は「長い長い話」と述べ")]
    [InlineData("说")]
    public void A_megabyte_of_marks_and_verbs_is_processed_in_linear_time(string piece) =>
        WorkGrowth.AssertLinear(piece, 1_000_000, text =>
        {
            QuoteExtractor.Extract(text + "：“我们等了整整三天才看见灯塔。”", "zh");
            QuoteExtractor.Extract(text, "ja");
        });
}
