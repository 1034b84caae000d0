using AlertBot.Quotes;

namespace AlertBot.Tests.Quotes.Languages;

/// <summary>Persons in German, French and Spanish sentences who are not the speaker: addressees, employers, quoted persons.</summary>
public class LanguageProfileSpeakerTests
{
    [Theory]
    [InlineData("fr", "« Nous partirons tous demain », a déclaré Lucie Castagnol à Gilles Mauvoisin lundi.", "Lucie Castagnol", null)]
    [InlineData("fr", "« Nous partirons tous demain », a confié Lucie Castagnol à Gilles Mauvoisin, maire de Brévin.", "Lucie Castagnol",
        null)]
    [InlineData("fr", "« Nous partirons tous demain », a assuré Lucie Castagnol au président Gilles Mauvoisin.", "Lucie Castagnol", null)]
    [InlineData("fr", "« Nous partirons tous demain », a lancé le président Gilles Mauvoisin à la ministre Lucie Castagnol.",
        "Gilles Mauvoisin", "président")]
    [InlineData("fr", "« Nous partirons tous demain », a dit Lucie Castagnol à propos de Gilles Mauvoisin.", "Lucie Castagnol", null)]
    [InlineData("fr", "« Nous partirons tous demain », a dit Lucie Castagnol de Gilles Mauvoisin.", "Lucie Castagnol", null)]
    [InlineData("fr", "« Nous partirons tous demain », a dit Gilles Mauvoisin, ambassadeur à Arlenne.", "Gilles Mauvoisin",
        "ambassadeur à Arlenne")]
    [InlineData("es", "«Nos iremos todos mañana», dijo Pilar Otero de Fermín Lozoya.", "Pilar Otero", null)]
    [InlineData("es", "«Nos iremos todos mañana», dijo Pilar Otero a Fermín Lozoya.", "Pilar Otero", null)]
    [InlineData("de", "„Wir gehen alle morgen früh“, sagte Jonas Rehbein zu Edda Thalbach.", "Jonas Rehbein", null)]
    [InlineData("de", "„Wir gehen alle morgen früh“, sagte Jonas zu Rehbein am Montag.", "Jonas zu Rehbein", null)]
    [InlineData("de", "„Wir gehen alle morgen früh“, sagte der Kanzlerin Edda Thalbach der Minister Jonas Rehbein.", null, null)]
    public void The_addressee_is_not_the_speaker(string language, string text, string? name, string? role)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, language));

        Assert.Equal((name, role), (quote.Name, quote.Role));
    }

    [Theory]
    [InlineData("de", "Der Sprecher von Edda Thalbach sagte: „Wir gehen alle morgen früh.“", "Der Sprecher von Edda Thalbach", null)]
    [InlineData("de", "„Wir gehen alle morgen früh“, sagte die Mutter von Jonas Rehbein.", "die Mutter von Jonas Rehbein", null)]
    [InlineData("de", "„Wir gehen alle morgen früh“, sagte der Anwalt von Edda Thalbach, Jonas Rehbein.", "Jonas Rehbein", "Jonas Rehbein")]
    [InlineData("de", "„Wir gehen alle morgen früh“, sagte der Anwalt Edda Thalbachs.", "der Anwalt Edda Thalbachs", null)]
    [InlineData("de", "Edda Thalbachs Anwalt sagte: „Wir gehen alle morgen früh.“", "Edda Thalbachs Anwalt", null)]
    [InlineData("de", "„Wir gehen alle morgen früh“, sagte Edda Thalbachs Anwalt Jonas Rehbein.", "Edda Thalbachs Anwalt Jonas Rehbein",
        "Jonas Rehbein")]
    [InlineData("de", "„Wir gehen alle morgen früh“, sagte der Sprecher der Feuerwehr Jonas Rehbein.",
        "der Sprecher der Feuerwehr Jonas Rehbein", "Jonas Rehbein")]
    [InlineData("fr", "Le porte-parole de Lucie Castagnol a déclaré : « Nous partirons tous demain. »",
        "Le porte-parole de Lucie Castagnol", null)]
    [InlineData("fr", "« Nous partirons tous demain », a dit la mère de Gilles Mauvoisin à la presse.", "la mère de Gilles Mauvoisin",
        null)]
    [InlineData("fr", "« Nous partirons tous demain », a dit l’avocat de Gilles Mauvoisin, Rémi Castagnol.", "Rémi Castagnol",
        "Rémi Castagnol")]
    [InlineData("es", "El portavoz de Pilar Otero, Fermín Lozoya, dijo: «Nos iremos todos mañana».", "Fermín Lozoya", "Fermín Lozoya")]
    [InlineData("es", "«Nos iremos todos mañana», dijo la madre de Fermín Lozoya.", "la madre de Fermín Lozoya", null)]
    public void The_person_represented_by_the_speaker_is_not_the_speaker(string language, string text, string speaker, string? name)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, language));

        Assert.Equal((speaker, name), (quote.Speaker, quote.Name));
    }

    [Theory]
    [InlineData("Edda Thalbach, deren Anwalt Jonas Rehbein sagte: „Wir gehen alle morgen früh“, schwieg.", "Jonas Rehbein")]
    [InlineData("Jonas Rehbein wurde von Edda Thalbach mit den Worten begrüßt: „Wir gehen alle morgen früh.“", null)]
    [InlineData("Jonas Rehbein zitierte Edda Thalbach mit den Worten: „Wir gehen alle morgen früh.“", null)]
    [InlineData("„Wir gehen alle morgen früh“, zitierte die Zeitung Jonas Rehbein.", null)]
    [InlineData("„Wir gehen alle morgen früh“, sagte Jonas Rehbein laut Edda Thalbach.", "Jonas Rehbein")]
    public void A_reporting_verb_overrules_the_first_name_of_the_sentence(string text, string? name)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, "de"));

        Assert.Equal(name, quote.Name);
    }

    [Theory]
    [InlineData("de", "„Wir gehen alle morgen früh“, sagte Jonas Rehbein nicht.")]
    [InlineData("de", "Jonas Rehbein sagte nie: „Wir gehen alle morgen früh.“")]
    [InlineData("de", "Jonas Rehbein hat nicht gesagt: „Wir gehen alle morgen früh.“")]
    [InlineData("de", "Jonas Rehbein bestritt, gesagt zu haben: „Wir gehen alle morgen früh.“")]
    [InlineData("fr", "« Nous partirons tous demain », n’a pas dit Gilles Mauvoisin.")]
    [InlineData("fr", "Gilles Mauvoisin n'a jamais dit que « nous partirons tous demain ».")]
    [InlineData("es", "«Nos iremos todos mañana», no dijo Pilar Otero.")]
    [InlineData("es", "Pilar Otero nunca dijo «nos iremos todos mañana».")]
    [InlineData("es", "Pilar Otero negó que «nos iremos todos mañana».")]
    [InlineData("es", "Pilar Otero negó haber dicho: «Nos iremos todos mañana».")]
    public void A_negated_or_denied_statement_has_no_speaker(string language, string text)
    {
        var quotes = QuoteExtractor.Extract(text, language);

        Assert.All(quotes, quote => Assert.Equal((null, null), (quote.Name, quote.Speaker)));
    }

    [Theory]
    [InlineData("de", "Jonas Rehbein sagte nicht ohne Stolz: „Wir gehen alle morgen früh.“", "Jonas Rehbein")]
    [InlineData("fr", "Gilles Mauvoisin a nié les faits et a déclaré : « Nous partirons tous demain. »", "Gilles Mauvoisin")]
    [InlineData("es", "«Nos iremos todos mañana», negó Pilar Otero.", "Pilar Otero")]
    public void A_denial_of_something_else_keeps_the_speaker(string language, string text, string name)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, language));

        Assert.Equal(name, quote.Name);
    }
}
