using System.Text;
using AlertBot.Feeds.Parsing;

namespace AlertBot.Tests.Feeds.Parsing;

public class MojibakeRepairTests
{
    private const string French = "À l’île d’Orève, la forêt brûle déjà : « Nous avons été prévenus trop tôt », regrette l’élue Zoé "
        + "Hâvre. Où ça ? Près du château, à côté du théâtre.";
    private const string German = "Die Brücke über die Möhre bleibt gesperrt: „Größere Schäden“, erklärte Jörg Äßler – für Fußgänger "
        + "öffnet sie früher. Überfällige Prüfung, höhere Kosten.";
    private const string Spanish = "El niño pequeño soñó con una cigüeña: ¿quién llamó ayer? «Mañana habrá más información», prometió "
        + "la señora Núñez en Logroñera. ¡Qué ilusión!";
    private const string Russian =
        "Мост через реку Вельну закрыт до понедельника, сообщила мэр города Ольга Тихая. «Ремонт начнётся завтра», — добавила она.";
    private const string Japanese = "港町の橋は月曜日まで通行止めになると、市長の青木春子さんが述べた。「修理は明日から始まります」とのこと。";
    private const string Turkish = "Köprü pazartesi gününe kadar kapalı kalacak, diyen Başkan Gülşah Öğün, “İşçiler yarın başlıyor” "
        + "açıklamasını yaptı. Çığ düşüşü şüphesi sürüyor.";
    private const string Portuguese =
        "A ponte não abrirá até à manhã de segunda-feira, afirmou Inês Simões: “São três ações”. ATENÇÃO À ÁGUA: É PERIGOSO, NÃO À PRESSA.";
    private const string MojibakeExample = "Why does a text say cafÃ© instead of café? The bytes of UTF-8 were read as Windows-1252, and so é "
        + "became Ã©, ü became Ã¼, – became â€“.";

    static MojibakeRepairTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData(French)]
    [InlineData(German)]
    [InlineData(Spanish)]
    [InlineData(Portuguese)]
    [InlineData(Russian)]
    [InlineData(Japanese)]
    [InlineData(Turkish)]
    public void A_doubly_encoded_document_is_repaired(string text)
    {
        var feed = Parse(Document(Twice(text, 28591)));

        Assert.Equal((text, text), (feed.Title, Assert.Single(feed.Entries).Title));
        Assert.Equal("the texts were encoded twice (UTF-8 read as Latin-1); this was repaired where it is certain",
            Assert.Single(feed.Warnings));
    }

    [Fact]
    public void Each_text_is_repaired_as_a_whole_or_not_at_all()
    {
        const string Certain = "El niño pequeño soñó con una cigüeña";
        const string Uncertain = "Où ça ? « À l’île d’Orève », dit-elle";

        var feed = Parse(
            $"<rss version='2.0'><channel><title>{Twice(Certain, 1252)}</title>"
                + $"<item><title>{Twice(Uncertain, 1252)}</title><description>{Twice(Certain, 1252)}</description></item></channel></rss>");

        Assert.Equal((Certain, Twice(Uncertain, 1252), Certain), (feed.Title, feed.Entries[0].Title, feed.Entries[0].Summary));
    }

    [Theory]
    [InlineData(French)]
    [InlineData(German)]
    [InlineData(Spanish)]
    [InlineData(Russian)]
    [InlineData(Japanese)]
    [InlineData(Turkish)]
    [InlineData(Portuguese)]
    [InlineData(MojibakeExample)]
    public void A_correct_text_is_unchanged(string text)
    {
        var feed = Parse(Document(text));

        Assert.Equal((text, text), (feed.Title, Assert.Single(feed.Entries).Title));
        Assert.Empty(feed.Warnings);
    }

    [Theory]
    [InlineData(French)]
    [InlineData(Russian)]
    [InlineData(Turkish)]
    public void One_entry_about_mojibake_does_not_change_a_correct_document(string right)
    {
        var feed = Parse(
            $"<rss version='2.0'><channel><title>{right}</title><item><title>{Twice(German, 1252)}</title></item></channel></rss>");

        Assert.Equal((right, Twice(German, 1252)), (feed.Title, Assert.Single(feed.Entries).Title));
        Assert.Empty(feed.Warnings);
    }

    [Theory]
    [InlineData("When é turns into Ã©")]
    [InlineData("Seen today on a menu: cafÃ©, crÃªpe, pÃ¢tÃ©")]
    [InlineData("Ornaments: Ã© Ã© Ã© Ã© Ã© Ã© Ã© Ã© Ã© Ã© Ã© Ã© Ã© Ã©")]
    [InlineData("plain ASCII")]
    public void A_mojibake_example_in_an_English_text_is_unchanged(string title)
    {
        var feed = Parse(Document(title));

        Assert.Equal(title, feed.Title);
        Assert.Empty(feed.Warnings);
    }

    private static string Twice(string text, int codePage)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Normalize());
        return string.Concat(
            bytes.Select(
                b => codePage == 1252 && b is not (0x81 or 0x8D or 0x8F or 0x90 or 0x9D) ? Encoding.GetEncoding(1252).GetString([b])
                    : ((char)b).ToString()));
    }

    private static string Document(string text) =>
        $"<rss version='2.0'><channel><title>{text}</title><item><title>{text}</title></item></channel></rss>";

    private static FeedDocument Parse(string document) =>
        Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(Encoding.UTF8.GetBytes(document), null, null)).Document;
}
