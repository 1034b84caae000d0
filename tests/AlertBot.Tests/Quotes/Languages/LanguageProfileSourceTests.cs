using AlertBot.Quotes;

namespace AlertBot.Tests.Quotes.Languages;

/// <summary>Documents, crowds, descriptions and insertions in the attribution of German, French and Spanish quotations.</summary>
public class LanguageProfileSourceTests
{
    [Theory]
    [InlineData("« Nous partirons tous demain, a soufflé Lucie Castagnol, et personne ne reviendra. »", "Lucie Castagnol")]
    [InlineData("Lucie Castagnol cherchait ses mots. « Nous partirons tous demain, a-t-elle soufflé, et personne ne reviendra. »",
        "Lucie Castagnol")]
    [InlineData("Le président du comité, Rémi Castagnol, hésite. « On m’a dit de vendre, rappelle-t-il. Je crois que je vais garder. »",
        "Rémi Castagnol")]
    [InlineData("« Nous partirons tous demain, a expliqué Gilles Mauvoisin, maire de Brévin. Les autres resteront ici. »",
        "Gilles Mauvoisin")]
    public void A_reporting_verb_inside_the_marks_names_the_speaker_and_the_quotation_stays_whole(string text, string name)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, "fr"));

        Assert.Equal((text[(text.IndexOf('«', StringComparison.Ordinal) + 2)..^2], name), (quote.Text, quote.Name));
    }

    [Theory]
    [InlineData("« Le maire est venu, a dit mon voisin, et il pleurait », raconte Lucie Castagnol.", "Lucie Castagnol")]
    [InlineData("« J’ai eu peur, ai-je dit, et je suis partie bien vite. »", null)]
    public void A_speaker_outside_the_marks_overrules_a_verb_inside_them(string text, string? name)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, "fr"));

        Assert.Equal(name, quote.Name);
    }

    [Theory]
    [InlineData("de",
        "Jonas Rehbein war zufrieden. „Wir gehen alle“, sagte er.\n\nIm Vereinsvertrag heißt es, die Halle habe „zu jeder Zeit Vorrang "
        + "vor dem Platz“.", "Vereinsvertrag")]
    [InlineData("de", "Die Mauer sei „an drei Stellen gerissen und feucht“, heißt es in einem Bericht der Feuerwehr.",
        "einem Bericht der Feuerwehr")]
    [InlineData("fr", "« La digue est fissurée en trois endroits », lit-on dans le rapport de la préfecture.",
        "le rapport de la préfecture")]
    [InlineData("es", "«La presa está agrietada en tres puntos», se lee en el informe de la diputación.", "el informe de la diputación")]
    public void Words_from_a_document_are_attributed_to_the_document(string language, string text, string speaker)
    {
        var quote = QuoteExtractor.Extract(text, language)[^1];

        Assert.Equal((speaker, null), (quote.Speaker, quote.Name));
    }

    [Theory]
    [InlineData("de", "Auf der Tribüne hatten die Gäste lange „Wir bleiben alle hier“ gesungen.", "Wir bleiben alle hier")]
    [InlineData("fr", "Des milliers de gens ont défilé en scandant « Rendez les écoles ».", "Rendez les écoles")]
    [InlineData("es", "Los vecinos salieron a la calle al grito de «¡Ni una casa menos!».", "¡Ni una casa menos!")]
    [InlineData("de", "In dem Gutachten war der Turm noch als „völlig unbedenklich“ bezeichnet worden.", "völlig unbedenklich")]
    public void Chants_of_a_crowd_and_fragments_of_documents_are_quotations(string language, string text, string words)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, language));

        Assert.Equal((words, null), (quote.Text, quote.Name));
    }

    [Theory]
    [InlineData("es", "El libro más vendido sigue siendo «Las tardes del faro», una novela de 1961.")]
    [InlineData("es", "En su autobiografía, «La cuesta del molino», Pilar Otero cuenta su infancia.")]
    [InlineData("de", "Ein Gutachter der Zeitschrift „Junge Vorzeit“ blieb im Saal.")]
    [InlineData("fr", "Dans son livre « Tenir la barre », Gilles Mauvoisin racontait la mer.")]
    public void The_title_of_a_work_is_not_a_quotation(string language, string text) =>
        Assert.Empty(QuoteExtractor.Extract(text, language));

    [Theory]
    [InlineData("de", "Bürgermeisterin Edda Thalbach lobte die Helfer. In einer Stunde seien alle gekommen, „manche in Pantoffeln“.",
        "Edda Thalbach")]
    [InlineData("de", "Jonas Rehbein, 61, blieb ruhig. In seinem letzten Wort hatte er gesagt: „Ich denke jeden Morgen daran.“",
        "Jonas Rehbein")]
    [InlineData("de", "Edda Thalbach übernimmt. Sie sei „keine Heldin, sondern Lehrerin“, ließ sie über den Verein mitteilen.",
        "Edda Thalbach")]
    [InlineData("de", "Jonas Rehbein kam spät. „Wir gehen alle morgen früh“, fuhr er fort.", "Jonas Rehbein")]
    [InlineData("de", "„Der letzte Bus fährt morgens nicht mehr“, klagte Sören Wieland.", "Sören Wieland")]
    [InlineData("fr",
        "Le Premier ministre, Gilles Mauvoisin, est resté. « Je n’ai pas gagné, j’ai continué », a réagi le chef du gouvernement.",
        "Gilles Mauvoisin")]
    [InlineData("fr",
        "Mme Castagnol a parlé. Lucie Castagnol est sénatrice. « C’est peu de chose », a-t-elle assuré. Puis, en quittant la salle : « "
        + "C’est même presque rien. »", "Lucie Castagnol")]
    [InlineData("es", "La campeona, Femke van Osten, perdió dos minutos. «Hoy ha ganado la mejor de todas», comentó la neerlandesa.",
        "Femke van Osten")]
    [InlineData("es", "«No se celebra una multa», criticó la portavoz, Pilar Otero. A su juicio, la obra fue «un monumento a la prisa».",
        "Pilar Otero")]
    public void Pronouns_offices_and_reported_speech_resolve_to_their_speaker(string language, string text, string name)
    {
        var quote = QuoteExtractor.Extract(text, language)[^1];

        Assert.Equal(name, quote.Name);
    }

    [Theory]
    [InlineData("fr", "Le capitaine a, selon plusieurs témoins, reconnu « une erreur de placement ».", "Le capitaine")]
    [InlineData("fr", "Lucie Castagnol, mère d’un des marins, est venue. « Je compte les heures qui passent », dit-elle.", "elle")]
    public void An_insertion_does_not_hide_the_subject(string language, string text, string speaker)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, language));

        Assert.Equal(speaker, quote.Speaker);
    }

    [Theory]
    [InlineData("fr", "« Je compte les heures », dit Lucie Castagnol, mère d’un des marins.", "mère d’un des marins")]
    [InlineData("fr", "« Je compte les heures », dit Lucie Castagnol, cantinière depuis 1994.", "cantinière")]
    [InlineData("de", "„Ich wollte nur einen Satz hören“, sagte Edda Thalbach, die Witwe eines der Opfer.", "Witwe eines der Opfer")]
    [InlineData("es", "«Cuento las horas y los días», dijo la exalcaldesa de Loriga Pilar Otero.", "exalcaldesa de Loriga")]
    [InlineData("fr", "La Première ministre, Lucie Castagnol, a déclaré : « Je compte les heures. »", "Première ministre")]
    public void Family_relations_professions_and_former_offices_are_roles(string language, string text, string role)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, language));

        Assert.Equal(role, quote.Role);
    }

    [Theory]
    [InlineData("de", "Auf X schrieb die Polizei, alle sollten „bitte zu Hause bleiben“.", "Auf X")]
    [InlineData("fr", "Interrogée sur France Inter, Lucie Castagnol est restée prudente : « Une signature ne suffit pas. »",
        "sur France Inter")]
    [InlineData("es", "En su cuenta de X, la alcaldesa Pilar Otero pidió «no salir de casa bajo ningún concepto».", "En su cuenta de X")]
    [InlineData("es", "«Nos iremos todos mañana», contó Pilar Otero a El Faro.", "a El Faro")]
    [InlineData("de", "„Wir gehen alle morgen früh“, sagte Jonas Rehbein zu Thalbach nach der Vereinssitzung.", null)]
    public void Networks_and_outlets_are_venues(string language, string text, string? venue)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, language));

        Assert.Equal(venue, quote.Venue);
    }

    [Fact]
    public void An_answer_after_a_question_is_not_attributed_to_the_asker()
    {
        var quotes = QuoteExtractor.Extract(
            "Jonas Rehbein fragte: „Wie viele Menschen gehen hier am Tag vorbei?“ „Es sind wohl zwanzigtausend.“", "de");

        Assert.Equal(("Jonas Rehbein", null), (quotes[0].Name, quotes[1].Speaker));
    }

    [Fact]
    public void A_question_labelled_with_the_interviewers_name_belongs_to_nobody_else()
    {
        var quotes = QuoteExtractor.Extract(
            "Jonas Rehbein sagte: „Wir verhandeln seit gestern wieder.“ — Der Redakteur: „Wann geht es denn weiter?“ — „Das weiß heute "
                + "noch niemand.“", "de");

        Assert.Equal(["Jonas Rehbein", null, null], quotes.Select(quote => quote.Name));
        Assert.Equal("Der Redakteur", quotes[1].Speaker);
    }

    [Theory]
    [InlineData("Demgegenüber stellte Jonas Rehbein fest, die Stadt habe „zu keiner Zeit gezahlt“.", "Jonas Rehbein")]
    [InlineData("„Der rote Ordner im Keller“ nennt sich ein Stück von Edda Thalbach.", null)]
    public void Adverbs_and_authors_of_works_are_not_speakers(string text, string? name)
    {
        Assert.All(QuoteExtractor.Extract(text, "de"), quote => Assert.Equal(name, quote.Name));
    }

    [Fact]
    public void Attribution_by_speech_context_ends_with_the_next_paragraph()
    {
        var quotes = QuoteExtractor.Extract(
            "„Wir gehen alle“, sagte Minister Jonas Rehbein bei einer Pressekonferenz.\n\n„Das bleibt so“, sagte Rehbein.\n\nEs "
                + "regnete.\n\n„Wir kommen wieder“, sagte Rehbein.", "de");

        Assert.Equal([false, false, true], quotes.Select(quote => quote.Venue is null));
    }

    [Fact]
    public void A_capitalized_word_before_a_colon_is_a_speaker_only_when_it_is_a_known_name()
    {
        var quote = Assert.Single(
            QuoteExtractor.Extract("Also hier in aller Kürze die Worte von damals: „Wir gehen alle morgen früh.“", "de"));

        Assert.Equal((null, null), (quote.Speaker, quote.Name));
    }

    [Theory]
    [InlineData("„Ja, gut“, sagte er, „so“ ")]
    [InlineData("« Oui, a dit Jean Moen, et non. » ")]
    [InlineData("a, selon lui, reconnu ")]
    [InlineData("dijo, dijo, dijo «sí y no», ")]
    [InlineData("fuhr ließ führte setzte ")]
    [InlineData("« Oui, a dit, a dit, a dit ")]
    [InlineData("el ministro, la ministra, dijo: «")]
    [InlineData("deren Verlauf, deren Anwalt sagte ")]
    [InlineData("eines der Opfer von einem der ")]
    [InlineData("X, en su cuenta de X, de la ")]
    public void A_megabyte_of_cues_commas_and_marks_is_processed_in_linear_time(string piece) =>
        WorkGrowth.AssertLinear(piece, 1 << 19, text =>
        {
            foreach (var language in new[] { "de", "fr", "es" })
            {
                QuoteExtractor.Extract(text, language);
            }
        });
}
