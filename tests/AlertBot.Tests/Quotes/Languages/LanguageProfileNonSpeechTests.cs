using AlertBot.Quotes;

namespace AlertBot.Tests.Quotes.Languages;

/// <summary>Forged, doubted, hypothetical and requested words in German, French and Spanish have no speaker.</summary>
public class LanguageProfileNonSpeechTests
{
    private static readonly Dictionary<string, string> Scenes = new()
    {
        ["de"] = "Hafenministerin Maria Keller traf am Dienstag Tom Hartwig.\n\n",
        ["fr"] = "La ministre Maria Keller a rencontré mardi Thomas Hardy.\n\n",
        ["es"] = "La ministra María Keller se reunió el martes con Tomás Herrero.\n\n",
    };

    [Theory]
    [InlineData("de", "In einem gefälschten Video sagt Keller: „Wir geben die Inseln noch heute her.“")]
    [InlineData("fr", "Dans une fausse vidéo, Keller déclare : « Nous donnons les îles dès aujourd’hui. »")]
    [InlineData("es", "En un vídeo falso, Keller dice: «Damos las islas hoy mismo».")]
    [InlineData("de", "Es ist unklar, ob Keller gesagt hat: „Wir geben die Inseln noch heute her.“")]
    [InlineData("de", "Es gibt keinen Beleg, dass Keller sagte: „Wir geben die Inseln noch heute her.“")]
    [InlineData("de", "Weder Keller noch Hartwig sagten: „Wir geben die Inseln noch heute her.“")]
    [InlineData("fr", "Ni Keller ni Hardy n’ont dit « nous donnons les îles dès aujourd’hui ».")]
    [InlineData("fr", "Keller dément avoir dit : « Nous donnons les îles dès aujourd’hui. »")]
    [InlineData("es", "Ni Keller ni Herrero dijeron «damos las islas hoy mismo».")]
    [InlineData("de", "Keller hätte gesagt: „Wir geben die Inseln noch heute her.“")]
    [InlineData("de", "Keller soll gesagt haben: „Wir geben die Inseln noch heute her.“")]
    [InlineData("fr", "Keller aurait dit : « Nous donnons les îles dès aujourd’hui. »")]
    [InlineData("es", "Keller habría dicho: «Damos las islas hoy mismo».")]
    [InlineData("de", "Wenn Keller sagt: „Wir geben die Inseln her“, dann ist alles vorbei.")]
    [InlineData("de", "Hat Keller gesagt: „Wir geben die Inseln noch heute her“?")]
    [InlineData("fr", "Keller a-t-elle dit « nous donnons les îles dès aujourd’hui » ?")]
    [InlineData("es", "¿Dijo Keller «damos las islas hoy mismo»?")]
    [InlineData("de", "Hartwig forderte Keller auf, zu sagen: „Wir geben die Inseln noch heute her.“")]
    [InlineData("fr", "Hardy a demandé à Keller de dire « nous donnons les îles dès aujourd’hui ».")]
    [InlineData("es", "Herrero pidió a Keller que dijera «damos las islas hoy mismo».")]
    [InlineData("de", "Keller las einen Brief von Hartwig vor: „Ich habe mich in allem geirrt.“")]
    public void Words_not_reported_as_speech_have_no_speaker(string language, string sentence) =>
        Assert.Null(Assert.Single(QuoteExtractor.Extract(Scenes[language] + sentence, language)).Name);

    [Theory]
    [InlineData("de", "Keller sagte, sie hätte das nie geglaubt: „Das Meer gibt und nimmt.“", "Maria Keller")]
    [InlineData("de", "Keller sagte über das gefälschte Papier, es sei „ein schlechter Scherz von gestern“.", "Maria Keller")]
    [InlineData("fr", "« La mer donne et prend », a-t-elle dit. Maria Keller a ajouté : « C’est ainsi depuis toujours. »", "Maria Keller")]
    [InlineData("es", "Si llueve, no habrá fiesta. Keller dijo: «El mar da y quita».", "María Keller")]
    public void Reported_words_keep_their_speaker(string language, string sentence, string name) =>
        Assert.Equal(name, QuoteExtractor.Extract(Scenes[language] + sentence, language)[^1].Name);

    [Fact]
    public void Of_two_surnames_after_the_verb_the_first_speaks_and_the_reply_of_the_addressee_has_no_speaker()
    {
        var quotes = QuoteExtractor.Extract(
            Scenes["de"] + "„Sie haben uns alle belogen“, sagte Keller Hartwig. „Das stimmt doch gar nicht“, entgegnete dieser.", "de");

        Assert.Equal(["Maria Keller", null], quotes.Select(quote => quote.Name));
        Assert.All(quotes, quote => Assert.False(quote.Continues));
    }

    [Theory]
    [InlineData("de", "Präsident Paul Martin und seine Ehefrau Claire Martin kamen.\n\n„Wir sind sehr glücklich“, sagte Frau Martin.",
        "Claire Martin")]
    [InlineData("de", "Präsident Paul Martin kam spät.\n\n„Wir sind sehr glücklich“, sagte Frau Martin.", "Martin")]
    public void A_title_distinguishes_husband_and_wife(string language, string text, string name) =>
        Assert.Equal(name, Assert.Single(QuoteExtractor.Extract(text, language)).Name);
}
