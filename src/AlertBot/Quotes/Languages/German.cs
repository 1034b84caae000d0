using System.Collections.Frozen;

namespace AlertBot.Quotes.Languages;

/// <summary>German words of the attribution rules.</summary>
internal static class German
{
    public const string Weekdays = "montag dienstag mittwoch donnerstag freitag samstag sonntag";

    /// <summary>Nouns for a person in relation to another: “Eva Borns Anwalt”.</summary>
    public static readonly FrozenSet<string> RelationNouns = Vocabulary.WordSet(
        """
        sprecher sprecherin anwalt anwältin anwälte rechtsanwalt rechtsanwältin verteidiger verteidigerin berater beraterin vertreter
        vertreterin mutter vater eltern bruder schwester sohn tochter frau mann ehefrau ehemann witwe witwer onkel tante freund freundin
        nachbar nachbarin kollege kollegin
        """);

    // Nouns that start sentences without an article and are not names.
    private static readonly FrozenSet<string> CommonNouns = Vocabulary.WordSet(
        """
        kritiker experten forscher politiker menschen leute eltern kinder ärzte anwohner augenzeugen zeugen beobachter polizei feuerwehr
        regierung opposition partei union grüne grünen stadt land bund medien berichte kreise insider teilnehmer
        demonstranten gewerkschaft verband firma konzern bank gericht staat volk vater mutter bruder schwester mann frau kind freund
        freunde gott fräulein onkel tante sohn tochter meister herren damen mal geld haus hand kopf auge augen
        """);

    private static readonly string[] NounSuffixes =
    [
        "ung", "heit", "keit", "schaft", "tion", "tät", "ismus", "ungen", "kräfte", "behörde", "behörden", "leute", "partei", "verband",
        "gruppe", "regierung", "ministerium", "amt", "isten", "experten", "medien", "firma", "innen",
    ];

    // Last parts of nouns and of surnames ("Wieland"); a full name with one of them is a name.
    private static readonly string[] SurnameSuffixes = ["stadt", "land"];

    private static readonly string[] FeminineSuffixes = ["erin", "login", "istin", "ntin", "torin", "kerin", "ärztin"];

    public static readonly LanguageProfile Profile = new()
    {
        IsGerman = true,
        ReportingVerbs = Vocabulary.WordSet(
            """
            sagt sagte sagten erklärt erklärte erklärten betont betonte betonten meint meinte meinten schreibt schrieb schrieben fragt
            fragte fragten warnt warnte warnten berichtet berichtete berichteten teilt teilte teilten
            kritisiert kritisierte kritisierten fordert forderte forderten nennt nannte nannten bezeichnet bezeichnete bezeichneten
            antwortet antwortete antworteten rief ruft riefen behauptet behauptete behaupteten kündigt kündigte kündigten
            versichert versicherte versicherten räumt räumte räumten ergänzt ergänzte ergänzten kommentiert kommentierte kommentierten
            äußert äußerte äußerten spricht sprach sprachen begründet begründete begründeten twittert twitterte
            bekräftigt bekräftigte bekräftigten unterstreicht unterstrich mahnt mahnte mahnten verspricht versprach lobt lobte lobten fügt
            fügte erzählt erzählte beklagt beklagte beklagten bedauert bedauerte wirft warf plädiert plädierte
            hebt hob verweist verwies weist wies urteilt urteilte verurteilt verurteilte verurteilten bemängelt bemängelte bemängelten
            verteidigt verteidigte verlangt verlangte verlangten appelliert appellierte droht drohte entgegnet entgegnete
            erwidert erwiderte rät riet schildert schilderte resümiert resümierte konstatiert konstatierte bilanziert bilanzierte findet
            fand glaubt glaubte spottet spottete scherzt scherzte höhnte flüsterte schrie murmelte prophezeit prophezeite
            klagt klagte klagten höhnt lacht lachte seufzt seufzte wundert wunderte hofft hoffte fürchtet fürchtete vermutet
            vermutete gesteht gestand hadert haderte schwärmt schwärmte jubelt jubelte schimpft schimpfte
            begrüßt begrüßte begrüßten bemerkt bemerkte bemerkten vergleicht verglich verglichen schreit schrien brüllt brüllte grummelte
            raunt raunte bestätigt bestätigte bestätigten beschreibt beschrieb argumentiert argumentierte
            """),
        ReportingParticiples = Vocabulary.WordSet(
            """
            gesagt erklärt betont gemeint geschrieben gefragt gewarnt kritisiert gefordert genannt bezeichnet geantwortet behauptet
            angekündigt versichert eingeräumt ergänzt geäußert gesprochen begründet bekräftigt gemahnt versprochen gelobt
            mitgeteilt erzählt beklagt vorgeworfen verurteilt beschrieben verlangt zurückgewiesen hinzugefügt begrüßt
            """),
        ReportingGerunds = [],
        Auxiliaries = Vocabulary.WordSet("hat habe hatte haben hatten hätte hätten"),
        Pronouns = Vocabulary.WordSet("er sie es wir ich man ihr"),
        Determiners = Vocabulary.WordSet(
            "der die das den dem des ein eine einer eines einem einen sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren kein "
                + "keine dieser diese dieses derselbe dieselbe dasselbe denselben demselben derselben mehrere viele einige alle beide "
                + "zwei drei unser unsere"),
        Prepositions = Vocabulary.WordSet(
            "in im an am auf aus bei beim mit nach seit von vom vor zu zum zur für gegen ohne um durch über unter zwischen neben "
                + "hinter wegen während trotz gegenüber laut zufolge bis ab angesichts anlässlich ans ins aufs übers per"),
        ComplementLinks = Vocabulary.WordSet("von vom für der des einer eines seiner ihrer"),
        Conjunctions = Vocabulary.WordSet(
            "und oder aber doch sondern denn dass weil wenn als wie ob während nachdem bevor obwohl damit sodass wo wobei indem falls "
                + "sowie"),
        Adverbs = Vocabulary.WordSet(
            """
            auch dann dabei dazu daraufhin hinzu noch schon nun jetzt später zuvor danach zugleich gleichzeitig außerdem zudem ferner
            weiter erneut wiederum allerdings jedoch hingegen dagegen deshalb daher gestern heute morgen kürzlich bereits nur
            nicht sich ihm ihnen mir uns dort hier so ebenfalls indes indessen schließlich zunächst anschließend abschließend wörtlich
            deutlich klar offen einmal immer wieder darauf darüber davon davor dafür darin demnach trotzdem vielmehr unterdessen
            demgegenüber demzufolge dementsprechend folglich also übrigens freilich immerhin inzwischen mittlerweile dennoch somit überdies
            darum deswegen seither seitdem weiterhin sodann plötzlich
            """),
        TimeWords = Vocabulary.WordSet(
            """
            sonnabend montagabend dienstagabend mittwochabend donnerstagabend
            freitagabend samstagabend sonntagabend montagmorgen morgen vormittag mittag nachmittag abend nacht
            januar jänner februar märz april mai juni juli august september oktober november dezember woche monat jahr jahren tag tagen uhr
            wochenende ende anfang mitte
            """ + " " + Weekdays),
        NameParticles = Vocabulary.WordSet("von van der den zu zur de di da dos al el bin la le"),
        Honorifics = Vocabulary.WordSet("herr herrn frau dr prof professor professorin"),
        Offices = Vocabulary.WordSet(
            """
            präsident präsidentin minister ministerin kanzler kanzlerin sprecher sprecherin chef chefin direktor direktorin leiter leiterin
            vorsitzende vorsitzender vorsitzenden bürgermeister bürgermeisterin abgeordnete abgeordneter abgeordneten senator senatorin
            staatsanwalt staatsanwältin anwalt anwältin rechtsanwalt rechtsanwältin richter richterin professor professorin forscher
            forscherin experte expertin ökonom ökonomin historiker historikerin politiker politikerin autor autorin journalist journalistin
            trainer trainerin unternehmer unternehmerin gründer gründerin geschäftsführer geschäftsführerin general kommissar kommissarin
            botschafter botschafterin vorstand bischof papst könig königin analyst analystin sekretär sekretärin generalsekretär
            generalsekretärin
            verteidiger verteidigerin kapitän kapitänin rentner rentnerin archäologe archäologin hüttenwart feuerwehrmann feuerwehrfrau
            torwart torhüter torhüterin
            landrat landrätin intendant intendantin manager managerin berater beraterin beauftragte beauftragter vertreter vertreterin
            zeuge zeugin augenzeuge ministerpräsident ministerpräsidentin premier premierministerin premierminister gouverneur gouverneurin
            redakteur redakteurin reporter reporterin oberst hauptmann arzt ärztin lehrer lehrerin wissenschaftler wissenschaftlerin bauer
            landwirt landwirtin kandidat kandidatin aktivist aktivistin regisseur regisseurin
            """),
        OfficeSuffixes =
        [
            "sprecher", "sprecherin", "minister", "ministerin", "präsident", "präsidentin", "kanzler", "kanzlerin", "chef", "chefin",
            "direktor", "direktorin", "leiter", "leiterin", "vorsitzende", "vorsitzender", "meister", "meisterin", "abgeordnete",
            "abgeordneter",
            "anwalt", "anwältin", "richter", "richterin", "forscher", "forscherin", "experte", "expertin", "ökonom", "ökonomin",
            "politiker", "politikerin", "sekretär", "sekretärin", "beauftragte", "beauftragter", "kommissar", "kommissarin", "führer",
            "führerin",
            "rat", "rätin", "trainer", "trainerin", "wissenschaftler", "wissenschaftlerin", "professor", "professorin", "senator",
            "senatorin", "vertreter", "vertreterin", "historiker", "historikerin", "gründer", "gründerin", "bischof", "vorstand",
            "verteidiger", "verteidigerin", "ologe", "ologin", "iker", "ikerin", "lehrer", "lehrerin", "kapitän", "kapitänin", "helfer",
            "helferin", "mitarbeiter", "mitarbeiterin", "händler", "händlerin", "pfleger", "pflegerin", "rentner", "rentnerin",
            "ingenieur", "ingenieurin",
        ],
        VenueNouns = Vocabulary.WordSet(
            """
            interview gespräch erklärung mitteilung pressemitteilung stellungnahme pressekonferenz rede regierungserklärung brief beitrag
            gastbeitrag podcast sendung talkshow debatte anhörung ansprache video videobotschaft fernsehinterview interviews
            bundestag parlament landtag nationalrat twitter facebook instagram mastodon kurznachrichtendienst plattform konto blog
            radiointerview veranstaltung gipfel parteitag kundgebung vernehmung prozess urteilsbegründung begründung plädoyer sitzung
            podium nachricht schreiben statement livestream
            """),
        Outlets = Vocabulary.WordSet(
            "sky dazn rtl sat.1 prosieben phoenix n-tv ntv wdr ndr mdr br swr hr rbb tagesschau tagesthemen welt-tv dpa afp reuters "
                + "ard zdf orf srf deutschlandfunk spiegel zeit welt bild faz taz zeitung tageszeitung magazin sender "
                + "nachrichtenagentur presse-agentur presseagentur agentur rundfunk nachrichtenmagazin wochenzeitung fernsehsender "
                + "radiosender blatt nachrichtensender nachrichtenportal portal cnn bbc bloomberg post allgemeine rundschau kurier "
                + "anzeiger"),
        SourcePhrases =
        [
            ["laut"], ["nach", "angaben", "von"], ["nach", "angaben", "des"], ["nach", "angaben", "der"],
            ["nach", "den", "worten", "von"], ["nach", "den", "worten", "des"], ["nach", "den", "worten", "der"], ["nach", "worten", "von"],
            ["nach", "ansicht", "von"], ["nach", "ansicht", "des"], ["nach", "ansicht", "der"], ["nach", "aussage", "von"],
            ["nach", "aussagen", "von"],
        ],
        MaleGivenNames = Vocabulary.WordSet(
            """
            anton emil linus jannik rainer dieter günter günther heinz horst jörg kai lothar norbert ralf reiner siegfried sven thorsten
            torsten ulf armin bernd björn carsten detlef dirk eckhard egon ernst ewald gerd gregor hartmut heiko heiner henning hubert
            hubertus ingo jochen lasse lennart malte marius mathias nils ole rolf rüdiger sigmar steffen tilo till torben udo urs veit
            winfried wolf alois sepp franz-josef karl-heinz hans-peter
            """),
        FemaleGivenNames = Vocabulary.WordSet(
            """
            edda gesa frieda imke wenke antonia anke annegret antje bärbel beate bettina brigitta cornelia doris dorothea elke franziska
            frauke friederike gabi gudrun hannelore heike ilka inge ingeborg jana jutta kerstin lea lisa-marie luise malu manja maren
            margarete margit marlene mathilde mechthild nele ricarda rosemarie saskia sigrid silke sonja steffi svenja tanja ulla ute uta
            verena waltraud wiebke heidemarie
            """),
    };

    /// <summary>Whether a capitalised word is a common noun and not a name.</summary>
    /// <param name="word">Lower case.</param>
    /// <param name="isSingleWord">Whether no other capitalised word is next to it.</param>
    public static bool IsCommonNoun(string word, bool isSingleWord) =>
        CommonNouns.Contains(word) || LanguageProfile.HasSuffix(word, NounSuffixes)
        || (isSingleWord && LanguageProfile.HasSuffix(word, SurnameSuffixes));

    /// <summary>Whether a noun is a woman’s trade or role: “Archäologin”.</summary>
    /// <param name="word">Lower case.</param>
    public static bool HasFeminineSuffix(string word) => Vocabulary.EndsWithAny(word, FeminineSuffixes);
}
