using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>
/// Finds words that a German, French or Spanish sentence puts into somebody's mouth: forged, doubted, imagined, asked for, or read from
/// another's paper.
/// </summary>
internal static class ProfileNonSpeechFilter
{
    private const int MaxTokens = 60;

    private static readonly string[] ForgeryStems = ["gefälscht", "manipuliert", "erfunden", "ki-generiert", "satirisch", "faux",
        "fausse", "falsifi", "truqué", "parodi", "satiri", "satíric", "falso", "falsa", "manipulad", "trucad"];

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

    private static readonly FrozenSet<string> Subordinators = Vocabulary.WordSet("dass ob que qu’ si laquelle");

    private static readonly FrozenSet<string> HypotheticalVerbs = Vocabulary.WordSet(
        "hätte hätten könnte könnten würde würden soll sollen dürfte dürften aurait auraient habría habrían hubiera hubieran");

    private static readonly FrozenSet<string> QuestionVerbs =
        Vocabulary.WordSet("Hat Hatte Haben Hatten Soll Sollte Würde Hätte Kann Könnte Darf");

    private static readonly FrozenSet<string> RequestVerbs = Vocabulary.WordSet(
        "forderte fordert bat bittet drängte drängt rief ermahnte demande demandé prie prié somme sommé exhorte exhorté invite invité "
            + "ordonne ordonné pidió pide exigió exige instó insta rogó ruega ordenó ordena");

    private static readonly FrozenSet<string> ReadAloudVerbs = Vocabulary.WordSet("las liest verlas verliest lit lu leyó lee leído");

    private static readonly FrozenSet<string> DocumentNouns =
        Vocabulary.WordSet("brief nachricht schreiben erklärung rede zeilen message lettre texte discours mensaje carta texto discurso");

    /// <returns>The token that says so; −1 for none.</returns>
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

        return start < quotation && first == start
            && (tokens[start].Is('¿') || (tokens.Profile!.IsGerman && QuestionVerbs.Contains(tokens[start].Text))
                || (commas == 0 && tokens[start].Lower is "wenn" or "falls" or "sofern" or "si")) ? start : -1;
    }

    private static bool IsForged(TokenizedParagraph tokens, int i) =>
        tokens[i].Lower is "deepfake" or "deepfakes" or "hypertrucage"
        || (MediaNouns.Contains(tokens[i].Lower)
            && (IsForgedWord(tokens[i - 1]) || (!tokens.Profile!.IsGerman && IsForgedWord(tokens[i + 1]))));

    private static bool IsForgedWord(Token token) =>
        token.IsWord && Array.Exists(ForgeryStems, stem => token.Lower.StartsWith(stem, StringComparison.Ordinal));

    /// <summary>“es gibt keinen Beleg, dass”, “il est faux que”, “se desconoce si”, “weder Born noch Moen sagte”.</summary>
    private static bool IsDoubted(TokenizedParagraph tokens, int i, int quotation)
    {
        var word = tokens[i].Lower;
        if (word is "weder" || (word is "ni" && i + 2 < quotation && !tokens.Profile!.IsGerman && tokens[i + 1].IsCapital))
        {
            return true;
        }

        var doubt = DoubtWords.Contains(word)
            || (EvidenceNouns.Contains(word)
                && (tokens[i - 1].Lower is "kein" or "keine" or "keinen" or "aucune" or "hay" or "sans" or "sin" or "pas"
                    || tokens[i - 2].Lower is "no" or "pas" or "keinen"));
        if (!doubt)
        {
            return false;
        }

        for (var k = i + 1; k < quotation && k < i + 5; k++)
        {
            if (Subordinators.Contains(tokens[k].Lower))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“hätte gesagt”, “soll gesagt haben”, “aurait dit”, “habría dicho”; French asks “a-t-elle dit”.</summary>
    private static bool IsHypothetical(TokenizedParagraph tokens, int i, int quotation)
    {
        var word = tokens[i].Lower;
        var asks = tokens.Profile!.HasElision && word is "il" or "elle" or "on" && tokens.Text.AsSpan(0, tokens[i].Start).EndsWith("a-t-");
        if (!asks && !HypotheticalVerbs.Contains(word))
        {
            return false;
        }

        // What leads to the words is its own participle, with no other verb of saying behind or before it in the clause.
        for (var k = i + 1; k < quotation && tokens[k].IsWord; k++)
        {
            if (tokens.Profile.IsReportingParticiple(tokens[k]) || (asks && tokens.Profile.IsReportingVerb(tokens[k])))
            {
                return k >= quotation - 3;
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
            var (before, word) = (tokens[k - 1].Lower, tokens[k].Lower);
            if ((before is "zu" && word is "sagen" or "schreiben" or "erklären")
                || (before is "de" or "à" or "a" && word is "dire" or "déclarer" or "écrire" or "decir")
                || (before is "que" && word is "dijera" or "dijese" or "diga" or "digan" or "dijeran"))
            {
                return k >= quotation - 3;
            }
        }

        return false;
    }

    /// <summary>“las einen Brief von Moen vor: …”.</summary>
    private static bool IsReadAloud(TokenizedParagraph tokens, int i, int quotation)
    {
        if (!ReadAloudVerbs.Contains(tokens[i].Lower))
        {
            return false;
        }

        for (var k = i + 1; k < quotation - 1; k++)
        {
            if (DocumentNouns.Contains(tokens[k].Lower) && tokens[k + 1].Lower is "von" or "vom" or "de" or "du" or "del" or "d’")
            {
                return tokens[quotation - 1].Is(':');
            }
        }

        return false;
    }
}
