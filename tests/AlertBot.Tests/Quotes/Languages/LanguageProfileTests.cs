using AlertBot.Quotes;

namespace AlertBot.Tests.Quotes.Languages;

/// <summary>Speakers of quotations in German, French and Spanish news.</summary>
public class LanguageProfileTests
{
    [Theory]
    [InlineData("„Wir warten seit Jahren darauf“, sagte Verkehrsministerin Edda Thalbach am Montag.", "Wir warten seit Jahren darauf",
        "Edda Thalbach", "Verkehrsministerin", null)]
    [InlineData("Der Sprecher des Amtes, Jonas Rehbein, sagte in einem Interview: „Wir prüfen die Zahlen.“", "Wir prüfen die Zahlen.",
        "Jonas Rehbein", "Sprecher des Amtes", "in einem Interview")]
    [InlineData("Bürgermeister Holger Amsinck war da. „Davon ist kein Wort wahr“, so Amsinck.", "Davon ist kein Wort wahr",
        "Holger Amsinck", "Bürgermeister", null)]
    [InlineData("Laut Polizeisprecherin Mareike Holtz war die Lage „zu jeder Zeit unter Kontrolle“.", "zu jeder Zeit unter Kontrolle",
        "Mareike Holtz", "Polizeisprecherin", null)]
    [InlineData("Nach Angaben von Professor Tilman Brück von der Universität am See ist der Fund »eine kleine Sensation«.",
        "eine kleine Sensation", "Tilman Brück", "Professor", null)]
    [InlineData("Am Dienstag sagte Außenministerin Frauke Lindner: „Europa darf ‚nicht schweigen‘.“", "Europa darf ‚nicht schweigen‘.",
        "Frauke Lindner", "Außenministerin", null)]
    [InlineData("Wie Ministerin Gesa Roloff am Abend sagte, sei die Brücke „vollständig gesperrt“ worden.", "vollständig gesperrt",
        "Gesa Roloff", "Ministerin", null)]
    [InlineData("Jan Petersen, Sprecher der Feuerwehr, betonte, dass „alle Kinder in Sicherheit“ seien.", "alle Kinder in Sicherheit",
        "Jan Petersen", "Sprecher der Feuerwehr", null)]
    [InlineData("Ministerin Gesa Roloff hat den Plan der Stadt als „völlig unausgereift“ bezeichnet.", "völlig unausgereift",
        "Gesa Roloff", "Ministerin", null)]
    [InlineData("Die Lage sei „sehr ernst und schwierig“, sagte Jonas Rehbein der Küstenzeitung.", "sehr ernst und schwierig",
        "Jonas Rehbein", null, "Küstenzeitung")]
    [InlineData("Die Opposition nannte das Vorgehen „einen Skandal ohne Beispiel“.", "einen Skandal ohne Beispiel", null, null, null)]
    [InlineData("Dem Ministerium zufolge gibt es „keinen Anlass zur Sorge“.", "keinen Anlass zur Sorge", null, null, null)]
    public void German_speakers_are_the_subjects_of_their_verbs(string text, string words, string? name, string? role, string? venue) =>
        AssertFirstQuote("de", text, words, name, role, venue);

    [Theory]
    [InlineData("« Nous attendons, a-t-il dit, une réponse », a répété le porte-parole du gouvernement, Rémi Castagnol, dans un "
        + "entretien à La Dépêche du Port.", "Nous attendons, a-t-il dit, une réponse", "Rémi Castagnol", "porte-parole du gouvernement",
        "dans un entretien à La Dépêche du Port")]
    [InlineData("Selon le préfet Gilles Mauvoisin, la situation est « sous contrôle ».", "sous contrôle", "Gilles Mauvoisin", "préfet",
        null)]
    [InlineData("Le maire de Saint-Brévin, Yannick Le Goff, a affirmé que « personne ne serait oublié ».", "personne ne serait oublié",
        "Yannick Le Goff", "maire de Saint-Brévin", null)]
    [InlineData("« C’est une honte », dénonce Aurélie Vasseur, présidente de l’association.", "C’est une honte", "Aurélie Vasseur",
        "présidente de l’association", null)]
    [InlineData("D’après M. Castagnol, « rien n’est décidé ». Rémi Castagnol est ministre de la Culture.", "rien n’est décidé",
        "Rémi Castagnol", "ministre de la Culture", null)]
    [InlineData("Le président de la région, Hugues Delatour, s’est félicité d’un « accord historique ».", "accord historique",
        "Hugues Delatour", "président de la région", null)]
    [InlineData("Interrogée par la presse, la députée Maëlle Perrot a expliqué : « J’ai dit “non” et je le redis. »",
        "J’ai dit “non” et je le redis.", "Maëlle Perrot", "députée", null)]
    [InlineData("Le suspect est en fuite, a indiqué le procureur Denis Faucon, qui évoque « une enquête longue et difficile ».",
        "une enquête longue et difficile", "Denis Faucon", "procureur", null)]
    [InlineData("Comme l’a dit la sénatrice Noémie Vidal, « l’eau est un bien commun ».", "l’eau est un bien commun", "Noémie Vidal",
        "sénatrice", null)]
    [InlineData("Dans un communiqué, la direction a regretté « un incident isolé ».", "un incident isolé", null, null,
        "Dans un communiqué")]
    public void French_speakers_are_the_subjects_of_their_verbs(string text, string words, string? name, string? role, string? venue) =>
        AssertFirstQuote("fr", text, words, name, role, venue);

    [Theory]
    [InlineData("“El acuerdo está cerca”, aseguró la portavoz del Gobierno, Berta Quirós, en rueda de prensa.", "El acuerdo está cerca",
        "Berta Quirós", "portavoz del Gobierno", "en rueda de prensa")]
    [InlineData("Según el alcalde Fermín Arregui, la obra es “un desastre”.", "un desastre", "Fermín Arregui", "alcalde", null)]
    [InlineData("La presidenta de la asociación, Lidia Montero, ha denunciado que «nadie responde» desde mayo.", "nadie responde",
        "Lidia Montero", "presidenta de la asociación", null)]
    [InlineData("El Sr. García Valle, director del museo, sostuvo que la venta fue “legal y transparente”.", "legal y transparente",
        "García Valle", "director del museo", null)]
    [InlineData("Ximena Robles, investigadora de la Universidad de Arán, calificó el hallazgo de “extraordinario y único”.",
        "extraordinario y único", "Ximena Robles", "investigadora de la Universidad de Arán", null)]
    [InlineData("De acuerdo con la fiscal Pilar Otero, hubo “una cadena de errores”.", "una cadena de errores", "Pilar Otero", "fiscal",
        null)]
    [InlineData("El presidente del Gobierno, Anselmo Rivas, aseguró el martes que «el país saldrá adelante».", "el país saldrá adelante",
        "Anselmo Rivas", "presidente del Gobierno", null)]
    [InlineData("“No vamos a negociar”, advirtió el jefe de la oposición, Saúl Reverte, en un comunicado.", "No vamos a negociar",
        "Saúl Reverte", "jefe de la oposición", "en un comunicado")]
    public void Spanish_speakers_are_the_subjects_of_their_verbs(string text, string words, string? name, string? role, string? venue) =>
        AssertFirstQuote("es", text, words, name, role, venue);

    [Theory]
    [InlineData("de", "Laut Polizeisprecherin Mareike Holtz ist alles ruhig. „Niemand wurde verletzt“, sagte sie.", "Mareike Holtz")]
    [InlineData("de",
        "Ulla Prien, Chefin der Gewerkschaft, klagte. „Wir gehen“, sagte Prien. Die Arbeitgeber hätten „jede Brücke abgebrochen“.",
        "Ulla Prien")]
    [InlineData("de", "Die Rentnerin Gerlind Moosach wurde geholt. „Ich habe die Katze mitgenommen“, erzählte die 79-Jährige.",
        "Gerlind Moosach")]
    [InlineData("de",
        "Richterin Vera Born sprach lange. Verteidiger Tomo Wellin wartete. „Er will schlafen“, sagte er, „und sonst nichts mehr.“",
        "Tomo Wellin")]
    [InlineData("de", "Es regnete. „Wer bauen will, braucht Geld“, so ihr Sprecher Jonas Rehbein.", "Jonas Rehbein")]
    [InlineData("fr", "La conseillère d’opposition Lila Morvan était là. Elle l’a dit à la sortie : « Ce n’est pas fini. »", "Lila Morvan")]
    [InlineData("fr",
        "La juge Anne Delorme a parlé. Maëlle Perrot, mère d’un marin, est venue chaque jour. « Je compte les heures », dit-elle.",
        "Maëlle Perrot")]
    [InlineData("es", "Fermín Lozoya salió el último. «Cerré la puerta con llave», contó a un diario, «y no miré atrás».", "Fermín Lozoya")]
    [InlineData("es", "El ministro Fermín Lozoya evitó la palabra. Preguntado por esa posibilidad, respondió: «Cada cosa a su hora».",
        "Fermín Lozoya")]
    [InlineData("fr", "Le ministre de la Mer, Rémi Castagnol, est venu. Le ministre a ajouté : « Le temps presse. »", "Rémi Castagnol")]
    [InlineData("fr", "Le préfet Gilles Mauvoisin est venu. « Les secours sont sur place », a-t-il ajouté.", "Gilles Mauvoisin")]
    [InlineData("es", "El ministro Fermín Lozoya presentó el plan. «No habrá recortes», dijo Lozoya. «Es un compromiso», añadió.",
        "Fermín Lozoya")]
    public void Pronouns_surnames_offices_and_dropped_subjects_resolve_to_a_person_named_before(string language, string text, string name)
    {
        var quotes = QuoteExtractor.Extract(text, language);

        Assert.All(quotes, quote => Assert.Equal(name, quote.Name));
        Assert.NotEmpty(quotes);
    }

    [Theory]
    [InlineData("de", "„Wir warten seit Jahren darauf“, sagte Jonas Rehbein bei der Feier. „Aber jetzt geht es los.“")]
    [InlineData("de", "Jonas Rehbein war dabei. „Wir warten seit Jahren darauf“, meinte der 31-Jährige. „Aber jetzt geht es los.“")]
    [InlineData("fr", "« Nous attendons depuis des mois », a plaisanté Rémi Castagnol. « Ce sera long. »")]
    [InlineData("es", "«Esperamos desde hace años», recordó una portavoz. «El agua no llega».")]
    [InlineData("es", "Fermín Lozoya vive allí. «Esperamos desde hace años», recuerda. «El agua no llega».")]
    public void A_quotation_continued_after_its_cue_is_one_quotation_of_two_parts(string language, string text)
    {
        var quotes = QuoteExtractor.Extract(text, language);

        Assert.Equal([false, true], quotes.Select(quote => quote.Continues));
        Assert.Equal(quotes[0].Speaker, quotes[1].Speaker);
    }

    [Fact]
    public void A_dropped_subject_does_not_refer_across_a_sentence_with_an_unknown_name()
    {
        var quotes = QuoteExtractor.Extract(
            "«No habrá recortes», dijo Fermín Lozoya. El herrador Ozkan Bedri se quedó en casa. «Si ellas no vienen, yo tampoco», dijo.",
            "es");

        Assert.NotEqual("Fermín Lozoya", quotes[1].Name);
    }

    [Fact]
    public void A_dropped_subject_is_not_resolved_when_somebody_else_was_named_since()
    {
        var quotes = QuoteExtractor.Extract(
            "«No habrá recortes», dijo Fermín Lozoya. Después habló la alcaldesa Pilar Otero ante el público. «Es la última "
                + "oportunidad», proclamó.", "es");

        Assert.Null(quotes[1].Name);
    }

    [Theory]
    [InlineData("« ", "")]
    [InlineData("„Ja“, sagte ", "")]
    [InlineData("Eva ", "„Wir gehen jetzt“, sagte sie.")]
    [InlineData("der Sprecher, ", "„Wir gehen jetzt“")]
    [InlineData("von der ", "„Wir gehen jetzt“")]
    public void A_hundred_thousand_marks_and_capitals_are_processed_in_linear_time(string piece, string end)
    {
        WorkGrowth.AssertLinear(piece, 400_000, text =>
        {
            foreach (var language in new[] { "de", "fr", "es" })
            {
                QuoteExtractor.Extract(text + end, language);
            }
        });
    }

    private static void AssertFirstQuote(string language, string text, string words, string? name, string? role, string? venue)
    {
        var quote = QuoteExtractor.Extract(text, language)[0];

        Assert.Equal((words, name, role, venue), (quote.Text, quote.Name, quote.Role, quote.Venue));
        Assert.Equal(quote.Text, text[quote.Start..quote.End]);
    }
}
