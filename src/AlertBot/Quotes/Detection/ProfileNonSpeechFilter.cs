using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>
/// Recognises German, French and Spanish sentences whose quoted words the named person did not speak: forged, doubted, hypothetical,
/// requested or read aloud.
/// </summary>
internal static class ProfileNonSpeechFilter
{
    // Tokens before a quotation that are checked.
    private const int MaxTokens = 60;

    // Tokens between "Beleg" and "dass".
    private const int MaxSubordinatorDistance = 5;

    // A participle or infinitive further from the quotation belongs to another clause.
    private const int MaxVerbDistance = 3;

    private static readonly string[] ForgeryStems =
    [
        "gefälscht", "manipuliert", "erfunden", "ki-generiert", "satirisch",
        "faux", "fausse", "falsifi", "truqué", "parodi", "satiri",
        "satíric", "falso", "falsa", "manipulad", "trucad",
    ];

    private static readonly FrozenSet<string> MediaNouns = Vocabulary.WordSet(
        """
        video videos tweet post beitrag konto account brief interview audio aufnahme bild foto nachricht zitat schreiben clip mitteilung
        vidéo message compte enregistrement lettre image photo citation communiqué entretien document
        vídeo mensaje tuit cuenta grabación carta imagen cita comunicado entrevista documento
        """);

    private static readonly FrozenSet<string> DoubtWords = Vocabulary.WordSet(
        "unklar unbelegt unwahr gerücht gerüchte falschmeldung rumeur rumeurs désinformation rumor rumores bulo bulos falso faux "
            + "desconoce ignore");

    private static readonly FrozenSet<string> EvidenceNouns =
        Vocabulary.WordSet("beleg belege beweis beweise hinweis hinweise preuve preuves prueba pruebas evidencia evidencias constancia");

    // Before an evidence noun: "kein Beleg", "aucune preuve", "no hay pruebas".
    private static readonly FrozenSet<string> NegativeDeterminers = Vocabulary.WordSet("kein keine keinen aucune hay sans sin pas");

    private static readonly FrozenSet<string> Subordinators = Vocabulary.WordSet("dass ob que qu’ si laquelle");

    private static readonly FrozenSet<string> HypotheticalVerbs = Vocabulary.WordSet(
        "hätte hätten könnte könnten würde würden soll sollen dürfte dürften aurait auraient habría habrían hubiera hubieran");

    // At the start of a sentence these open a question.
    private static readonly FrozenSet<string> QuestionVerbs =
        Vocabulary.WordSet("Hat Hatte Haben Hatten Soll Sollte Würde Hätte Kann Könnte Darf");

    private static readonly FrozenSet<string> RequestVerbs = Vocabulary.WordSet(
        "forderte fordert bat bittet drängte drängt rief ermahnte demande demandé prie prié somme sommé exhorte exhorté invite invité "
            + "ordonne ordonné pidió pide exigió exige instó insta rogó ruega ordenó ordena");

    private static readonly FrozenSet<string> ReadAloudVerbs = Vocabulary.WordSet("las liest verlas verliest lit lu leyó lee leído");

    private static readonly FrozenSet<string> DocumentNouns =
        Vocabulary.WordSet("brief nachricht schreiben erklärung rede zeilen message lettre texte discours mensaje carta texto discurso");

    private static readonly FrozenSet<string> AuthorLinks = Vocabulary.WordSet("von vom de du del d’");

    /// <returns>The token that shows that the words before the quotation do not introduce speech; −1 for none.</returns>
    public static int FindBefore(TokenizedParagraph tokens, int quotation)
    {
        var start = tokens.SentenceStart(quotation);
        var first = Math.Max(start, quotation - MaxTokens);
        var commas = 0;
        for (var i = quotation - 1; i >= first; i--)
        {
            if (tokens[i].IsQuotation)
            {
                return -1;
            }

            commas += tokens[i].Is(',') ? 1 : 0;
            if (IsForged(tokens, i) || IsDoubted(tokens, i, quotation) || IsHypothetical(tokens, i, quotation)
                || IsRequested(tokens, i, quotation) || IsReadAloud(tokens, i, quotation))
            {
                return i;
            }
        }

        return start < quotation && first == start && StartsQuestionOrCondition(tokens, start, commas) ? start : -1;
    }

    private static bool StartsQuestionOrCondition(TokenizedParagraph tokens, int start, int commas) =>
        tokens[start].Is('¿')
        || (tokens.Profile!.IsGerman && QuestionVerbs.Contains(tokens[start].Text))
        || (commas == 0 && tokens[start].Lower is "wenn" or "falls" or "sofern" or "si");

    /// <summary>“in einem gefälschten Video”, “un message falsifié”, “en un vídeo manipulado”.</summary>
    private static bool IsForged(TokenizedParagraph tokens, int i) =>
        tokens[i].Lower is "deepfake" or "deepfakes" or "hypertrucage"
        || (MediaNouns.Contains(tokens[i].Lower)
            && (IsForgeryWord(tokens[i - 1]) || (!tokens.Profile!.IsGerman && IsForgeryWord(tokens[i + 1]))));

    private static bool IsForgeryWord(Token token) =>
        token.IsWord && Array.Exists(ForgeryStems, stem => token.Lower.StartsWith(stem, StringComparison.Ordinal));

    /// <summary>“es gibt keinen Beleg, dass”, “il est faux que”, “se desconoce si”, “weder Born noch Moen sagte”.</summary>
    private static bool IsDoubted(TokenizedParagraph tokens, int i, int quotation)
    {
        var word = tokens[i].Lower;
        if (word is "weder" || (word is "ni" && i + 2 < quotation && !tokens.Profile!.IsGerman && tokens[i + 1].IsCapital))
        {
            return true;
        }

        if (!DoubtWords.Contains(word) && !(EvidenceNouns.Contains(word) && IsNegated(tokens, i)))
        {
            return false;
        }

        for (var k = i + 1; k < quotation && k < i + MaxSubordinatorDistance; k++)
        {
            if (Subordinators.Contains(tokens[k].Lower))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNegated(TokenizedParagraph tokens, int evidence) =>
        NegativeDeterminers.Contains(tokens[evidence - 1].Lower) || tokens[evidence - 2].Lower is "no" or "pas" or "keinen";

    /// <summary>“hätte gesagt”, “soll gesagt haben”, “aurait dit”, “habría dicho” and the French question “a-t-elle dit”.</summary>
    private static bool IsHypothetical(TokenizedParagraph tokens, int i, int quotation)
    {
        var profile = tokens.Profile!;
        var isQuestion = profile.HasElision && tokens[i].Lower is "il" or "elle" or "on"
            && tokens.Text.AsSpan(0, tokens[i].Start).EndsWith("a-t-");
        if (!isQuestion && !HypotheticalVerbs.Contains(tokens[i].Lower))
        {
            return false;
        }

        // The first reporting verb of the clause must be the one that introduces the quotation.
        for (var k = i + 1; k < quotation && tokens[k].IsWord; k++)
        {
            if (profile.IsReportingParticiple(tokens[k]) || (isQuestion && profile.IsReportingVerb(tokens[k])))
            {
                return k >= quotation - MaxVerbDistance;
            }
        }

        return false;
    }

    /// <summary>“forderte Moen auf, zu sagen”, “a demandé à Moen de dire”, “pidió a Moen que dijera”.</summary>
    private static bool IsRequested(TokenizedParagraph tokens, int i, int quotation)
    {
        if (!RequestVerbs.Contains(tokens[i].Lower))
        {
            return false;
        }

        for (var k = i + 2; k < quotation; k++)
        {
            if (IsRequestedUtterance(tokens[k - 1].Lower, tokens[k].Lower))
            {
                return k >= quotation - MaxVerbDistance;
            }
        }

        return false;
    }

    private static bool IsRequestedUtterance(string before, string verb) => before switch
    {
        "zu" => verb is "sagen" or "schreiben" or "erklären",
        "de" or "à" or "a" => verb is "dire" or "déclarer" or "écrire" or "decir",
        "que" => verb is "dijera" or "dijese" or "diga" or "digan" or "dijeran",
        _ => false,
    };

    /// <summary>“las einen Brief von Moen vor: …”.</summary>
    private static bool IsReadAloud(TokenizedParagraph tokens, int i, int quotation)
    {
        if (!ReadAloudVerbs.Contains(tokens[i].Lower))
        {
            return false;
        }

        for (var k = i + 1; k < quotation - 1; k++)
        {
            if (DocumentNouns.Contains(tokens[k].Lower) && AuthorLinks.Contains(tokens[k + 1].Lower))
            {
                return tokens[quotation - 1].Is(':');
            }
        }

        return false;
    }
}
