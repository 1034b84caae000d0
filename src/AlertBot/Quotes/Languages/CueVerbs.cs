using System.Collections.Frozen;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Languages;

/// <summary>The form of a cue verb, which decides where its subject is.</summary>
internal enum CueForm
{
    None,

    /// <summary>“said”, “says”: the subject is next to the verb.</summary>
    Finite,

    /// <summary>“saying”: the subject of the sentence is the subject of the verb.</summary>
    Participle,
}

/// <summary>
/// The verbs that attribute words to a speaker. English forms are complete. Frequent German, French and Spanish forms are included for
/// texts whose language is unknown; texts in these languages use the verbs of <see cref="German"/>, <see cref="French"/> and
/// <see cref="Spanish"/>.
/// </summary>
internal static class CueVerbs
{
    // Base forms; the other forms are derived.
    private const string Regular =
        """
        add ask explain claim argue insist warn tweet retweet post state declare reply respond answer continue announce report recall
        suggest acknowledge concede conclude vow pledge
        promise observe remark joke shout yell chant cry exclaim whisper urge stress emphasize emphasise assert contend maintain complain
        lament boast predict recount testify deny agree assure advise caution
        charge allege accuse describe label denounce condemn praise criticize criticise blast slam mock blame cite thank hail tout
        characterize characterise dismiss reject mention reveal
        disclose vent muse demand counter retort interject elaborate clarify reiterate opine proclaim note explain believe portray call
        brand deem ridicule deride liken assail rail mutter
        propose point signal appeal plead contradict assess recommend confirm express fume gush enthuse quote imply hint speculate wonder
        surmise estimate order stipulate comment hope highlight welcome
        outline underline underscore defend decry bemoan protest implore beg press scream murmur sigh scoff sneer jeer attack reason
        admonish chide rebuke concur affirm attest profess theorize echo bark thunder chime snap grumble gripe deadpan intone retaliate
        """;

    // Irregular verbs and verbs that double a consonant, with all forms.
    private const string Irregular =
        """
        say says said saying / tell tells told telling / write writes wrote written writing / speak speaks spoke spoken speaking / read
        reads reading / admit admits admitted admitting / quip quips quipped quipping
        refer refers referred referring / think thinks thought thinking / find finds found finding / sing sings sang singing / swear
        swears swore swearing / go goes went going / shoot shot
        foresee foresaw / hold holds held holding / dub dubs dubbed dubbing / rap rapped rapping / put puts putting / text texted texting
        / email emailed emailing / begin began beginning
        """;

    private const string OtherLanguageForms =
        """
        sagt sagte sagten sagen erklärt erklärte erklärten betont betonte betonten meint meinte meinten schreibt schrieb schrieben fragt
        fragte fügt fügte warnt warnte warnten berichtet berichtete teilt teilte mitteilte
        kritisiert kritisierte fordert forderte forderten nennt nannte nannten bezeichnet bezeichnete antwortet antwortete rief ruft
        behauptet behauptete kündigte kündigt versichert versicherte räumte räumt
        ergänzt ergänzte kommentierte kommentiert äußerte äußert gesagt sprach spricht begründete begründet hieß heißt twitterte
        bekräftigte unterstrich mahnte versprach lobte zitierte
        dit disent disait affirme affirmait affirmé déclare déclaré déclarait ajoute ajouté ajoutait explique expliqué expliquait estime
        estimé estimait assure assuré assurait écrit souligne souligné soulignait
        précise précisé lance lancé rappelle rappelé répond répondu indique indiqué demande demandé regrette regretté dénonce dénoncé juge
        jugé raconte raconté prévient prévenu promis reconnu martelé insiste insisté
        dijo dice dicen dijeron decía afirmó afirma aseguró asegura explicó explica añadió añade declaró declara señaló señala indicó
        indica advirtió advierte escribió escribe preguntó pregunta respondió responde
        sostuvo sostiene agregó agrega manifestó manifiesta subrayó subraya insistió anunció reconoció reconoce destacó destaca comentó
        comenta concluyó lamentó denunció criticó expresó relató apuntó matizó reiteró contó
        """;

    private static readonly FrozenDictionary<string, CueForm> Forms = Build();

    private static readonly FrozenSet<string> InvertingForms = Vocabulary.WordSet(OtherLanguageForms);

    // Verbs that take a whole sentence of speech as their object.
    private static readonly FrozenSet<string> SpeechForms = Vocabulary.WordSet(
        """
        said says say saying told tells tell telling wrote writes writing tweeted tweets added adds adding asked asks explained explains
        continued continues stated replied replies responded responds noted notes argued argues insisted insists
        warned warns declared declares recalled recalls joked quipped acknowledged conceded concluded vowed announced observed
        remarked shouted yelled exclaimed posted claimed claims admitted admits answered suggested lamented urged stressed emphasized
        predicted
        """);

    public static CueForm FormOf(Token token) =>
        token.IsWord && char.IsLower(token.Text[0]) ? Forms.GetValueOrDefault(token.Lower) : CueForm.None;

    /// <summary>Whether the subject can follow the verb in a main clause, as in German (“sagte Born”).</summary>
    public static bool MayPrecedeSubject(Token token) => token.IsWord && InvertingForms.Contains(token.Lower);

    /// <summary>Whether the object of the verb is speech (“said”), so that it can be far from the quotation in its sentence.</summary>
    public static bool IsSpeechVerb(Token token) => token.IsWord && SpeechForms.Contains(token.Lower);

    /// <summary>Whether the word is a finite cue verb, which can follow its speaker after a quotation (“…,” Bo said).</summary>
    public static bool IsFinite(Token token) => FormOf(token) == CueForm.Finite;

    private static FrozenDictionary<string, CueForm> Build()
    {
        var forms = new Dictionary<string, CueForm>(StringComparer.Ordinal);
        foreach (var verb in Vocabulary.Split(Regular))
        {
            AddRegular(forms, verb);
        }

        foreach (var form in Vocabulary.Split(Irregular).Where(form => form != "/"))
        {
            forms[form] = form.EndsWith("ing", StringComparison.Ordinal) && form.Length > 4 ? CueForm.Participle : CueForm.Finite;
        }

        foreach (var form in Vocabulary.Split(OtherLanguageForms))
        {
            forms[form] = CueForm.Finite;
        }

        return forms.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void AddRegular(Dictionary<string, CueForm> forms, string verb)
    {
        var endsInE = verb.EndsWith('e');
        var endsInY = verb.EndsWith('y') && !"aeiou".Contains(verb[^2]);
        var endsInSibilant = Vocabulary.EndsWithAny(verb, ["s", "sh", "ch"]);
        forms[verb] = CueForm.Finite;
        forms[endsInY ? verb[..^1] + "ies" : endsInSibilant ? verb + "es" : verb + "s"] = CueForm.Finite;
        forms[endsInY ? verb[..^1] + "ied" : endsInE ? verb + "d" : verb + "ed"] = CueForm.Finite;
        forms[(endsInE ? verb[..^1] : verb) + "ing"] = CueForm.Participle;
    }
}
