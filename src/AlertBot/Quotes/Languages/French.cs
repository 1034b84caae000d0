namespace AlertBot.Quotes.Languages;

/// <summary>French words of the attribution rules.</summary>
internal static class French
{
    public const string Weekdays = "lundi mardi mercredi jeudi vendredi samedi dimanche";

    /// <summary>Stems of regular verbs in -er.</summary>
    private const string Stems =
        """
        parl compar scand déclar affirm ajout expliqu estim assur soulign précis indiqu demand regrett racont insist confi comment observ
        not résum ironis rétorqu répliqu plaid tweet réclam redout déplor critiqu accus témoign analys conseill argument remarqu proclam
        plaisant souffl soupir chuchot murmur clam tonn promett ripost lâch nuanc alert constat interrog exclam fustig salu évoqu signal
        exhort qualifi dénonc annonc lanc avanc menac jug martel rappel indign félicit inform recommand invit apport détaill révél
        """;

    public static readonly LanguageProfile Profile = new()
    {
        ElidedWords = Vocabulary.WordSet("l d qu n s j m t c jusqu lorsqu puisqu quelqu"),
        ReportingVerbs = Vocabulary.InflectedForms(Stems,
            ["e", "ent", "ait", "aient", "a", "èrent"],
            """
            dit disait disent disaient dirent écrit écrivait écrivent répond répondait répondit répondent prévient prévenait promet
            promettait reconnaît reconnaissait soutient soutenait admet admettait rappelle martèle répète répétait concède concédait espère
            espérait
            avertit conclut concluait poursuit poursuivait renchérit réagit réagissait décrit décrivait craint craignait dénonçait
            annonçait lançait avançait menaçait jugeait exige exigeait révèle révélait sourit souriait répliquait inquiète inquiétait
            nuançait réjouit glisse glissait souffle assène assénait
            """),
        ReportingParticiples = Vocabulary.InflectedForms(Stems, ["é"],
            "dit écrit répondu prévenu promis reconnu soutenu admis répété concédé espéré averti conclu poursuivi renchéri réagi "
                + "décrit souri craint exigé inquiété réjoui glissé parlé"),
        ReportingGerunds = Vocabulary.InflectedForms(Stems, ["ant"],
            "disant écrivant répondant promettant reconnaissant soutenant admettant répétant concluant poursuivant décrivant dénonçant "
                + "annonçant jugeant exigeant rappelant"),
        Auxiliaries = Vocabulary.WordSet("a ont avait avaient aurait auraient est sont"),
        Pronouns = Vocabulary.WordSet("il elle ils elles on je nous"),
        Determiners = Vocabulary.WordSet(
            "le la les l’ un une des son sa ses leur leurs ce cet cette ces notre nos plusieurs deux trois quelques certains d’autres"),
        Prepositions = Vocabulary.WordSet(
            "de du d’ des à au aux en dans sur sous par pour avec sans chez entre vers depuis pendant selon lors contre après avant "
                + "devant derrière malgré auprès via dès parmi envers"),
        ComplementLinks = Vocabulary.WordSet("de du des d’ aux à au"),
        Conjunctions = Vocabulary.WordSet(
            "et ou mais que qu’ qui dont où car donc or ni si comme quand lorsque lorsqu’ puisque puisqu’ alors tandis parce"),
        Adverbs = Vocabulary.WordSet(
            "aussi également encore ensuite puis alors ainsi hier aujourd'hui aujourd’hui demain déjà toujours notamment en outre plus "
                + "très bien ne n’ pas l’ lui leur se s’ y toutefois cependant pourtant enfin même d’abord ailleurs néanmoins "
                + "fermement nettement clairement franchement immédiatement sèchement directement rapidement simplement"),
        TimeWords = Vocabulary.WordSet(
            Weekdays + " janvier février mars avril mai juin juillet août septembre octobre "
                + "novembre décembre matin soir midi soirée nuit semaine mois année hier"),
        NameParticles = Vocabulary.WordSet("de du d’ la le van von der den el al ben bin da di dos"),
        Honorifics = Vocabulary.WordSet("m mme mlle mm me dr pr monsieur madame maître"),
        Offices = Vocabulary.WordSet(
            """
            président présidente vice-président vice-présidente ministre premier-ministre première-ministre maire directeur directrice
            porte-parole chef cheffe député députée sénateur sénatrice procureur procureure avocat avocate secrétaire commissaire préfet
            préfète
            chancelier chancelière gouverneur gouverneure ambassadeur ambassadrice général colonel capitaine juge magistrat magistrate
            professeur professeure chercheur chercheuse économiste historien historienne politologue sociologue expert experte
            analyste responsable dirigeant dirigeante patron patronne fondateur fondatrice présentateur présentatrice journaliste écrivain
            écrivaine auteur autrice réalisateur réalisatrice acteur actrice entraîneur entraîneuse sélectionneur
            pompier pompière boulanger boulangère pêcheur pêcheuse infirmier infirmière médiateur médiatrice champion championne
            instituteur institutrice enseignant enseignante chirurgien chirurgienne éleveur éleveuse viticulteur viticultrice
            conseiller conseillère délégué déléguée eurodéputé eurodéputée élu élue candidat candidate leader syndicaliste médecin pape
            évêque cardinal roi reine prince princesse coordinateur coordinatrice rapporteur rapporteuse émissaire agriculteur agricultrice
            """),
        VenueNouns = Vocabulary.WordSet(
            "entretien interview communiqué conférence discours déclaration tribune tweet message lettre émission allocution audition "
                + "réunion débat podcast vidéo billet blog compte réseau sommet meeting antenne plateau assemblée sénat parlement "
                + "twitter facebook instagram procès point audience inauguration hémicycle micro plaidoirie visioconférence"),
        Outlets = Vocabulary.WordSet(
            "canal bfm cnews lci tf1 arte mediapart franceinfo afp reuters bbc cnn bloomberg rtl bfmtv inter info rfi "
                + "monde figaro libération parisien croix humanité télégramme dépêche ouest-france agence journal quotidien "
                + "hebdomadaire magazine radio chaîne télévision site europe soir temps libre"),
        TradeSuffixes = ["ière", "euse", "teur", "trice", "logue", "iste", "icien", "icienne", "graphe"],
        SourcePhrases = [["selon"], ["d’", "après"], ["de", "l’", "avis", "de"], ["de", "l’", "aveu", "de"], ["aux", "yeux", "de"]],
        MaleGivenNames = Vocabulary.WordSet(
            """
            alain aurélien baptiste benoît bertrand cédric clément cyril damien didier édouard éric fabien fabrice florent franck frédéric
            gaël gérald gérard gilles grégoire hervé hugues jean-claude jean-luc jean-marc jean-michel jean-pierre jérôme joël loïc
            ludovic marius maël mickaël noël quentin raphaël régis rémi rémy romain sébastien stéphane sylvain tanguy théo thibault
            thibaut tristan valentin yann yannick adrien antoine arnaud basile bastien corentin élie gaspard léo léon lucien mathis
            matthieu michaël
            """),
        FemaleGivenNames = Vocabulary.WordSet(
            """
            agathe amélie anaïs anne-marie anouk ariane aurélie aurore bénédicte bernadette capucine cécile céline chloé christelle
            claudine clémence clémentine coralie corinne delphine dominique édith éliane élisabeth élodie éloïse émilie estelle fabienne
            fanny françoise gaëlle geneviève ghislaine ginette inès isabelle jeannine joëlle josiane juliette justine laetitia laure
            laurence léa lise lola lucie ludivine maëlle magali manon margaux marine marie-claude marlène martine mathilde maud mélanie
            monique morgane muriel myriam nathalie noémie océane odile ophélie pascale perrine rachida ségolène séverine solène stéphanie
            sylvie valérie véronique virginie viviane yolande zoé
            """),
    };
}
