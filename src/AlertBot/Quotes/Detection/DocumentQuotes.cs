using System.Collections.Frozen;
using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>Tells what papers and crowds say in German, French and Spanish news, and what is only a work's title.</summary>
internal static class DocumentQuotes
{
    private const int MaxDistance = 6;

    /// <summary>Papers that a text quotes by fragments.</summary>
    private static readonly FrozenSet<string> DocumentNouns = Vocabulary.WordSet(
        """
        abkommen vertrag vertrags bericht berichts gutachten schreiben brief urteil entwurf papier gesetz beschluss antrag bescheid
        protokoll koalitionsvertrag gesetzentwurf jahresbericht prüfbericht vermerk studie anklageschrift klageschrift anklage
        rapport accord texte avis lettre traité note loi arrêté jugement contrat décret résolution communiqué étude
        informe acuerdo carta sentencia texto tratado contrato decreto auto dictamen resolución comunicado estudio ley
        """);

    /// <summary>How a crowd's words are told.</summary>
    private static readonly FrozenSet<string> CrowdWords = Vocabulary.WordSet(
        """
        skandierten skandierte skandierend skandiert sangen gesungen grölten gegrölt riefen gerufen brüllten gebrüllt
        scandant scandaient scandait scandé scandent fusé fusaient fusent reprenaient reprennent entonné entonnaient entonnent chantaient
        chantent chanté chantant crié criaient crient criant cris cri
        corearon corean coreaban coreando coreado cantaban cantan cantaron cantando gritaban gritan gritaron gritando grito gritos
        """);

    private static readonly FrozenSet<string> WorkNouns = Vocabulary.WordSet(
        """
        zeitschrift zeitung buch roman film dokumentarfilm spielfilm serie album lied memoiren autobiografie autobiographie biografie
        sachbuch gedicht oper theaterstück stück podcast magazin bestseller erinnerungen
        livre roman film documentaire série album chanson mémoires autobiographie biographie poème opéra pièce revue journal magazine essai
        recueil podcast bande-dessinée
        libro novela película documental serie álbum canción memorias autobiografía biografía poema ópera obra revista diario ensayo
        poemario pódcast cuento
        """);

    private static readonly FrozenSet<string> OpinionNouns =
        Vocabulary.WordSet("juicio opinión parecer entender avis yeux ansicht meinung einschätzung auffassung überzeugung worten");

    /// <summary>“Im Vertrag heißt es, …”, “«…», se lee en el informe”: a paper speaks, or nobody.</summary>
    public static AttributionRelation? FindDocumentAttribution(TokenizedParagraph tokens, int quotation)
    {
        var (start, end) = (tokens.SentenceStart(quotation), tokens.SentenceEnd(quotation));
        for (var i = Math.Max(start, quotation - ScanLimits.MaxSentenceTokens); i <= Math.Min(end, quotation + 4); i++)
        {
            // «…», lit-on dans l’avis: that is of the quotation before it.
            var taken = i < quotation && (tokens[i - 1].IsQuotation || (tokens[i - 1].Is(',') && tokens[i - 2].IsQuotation));
            if (taken || MatchReadingVerb(tokens, i) is not { } last || (i > quotation && tokens[quotation].EndsSentence))
            {
                continue;
            }

            var behind = i > quotation;
            var paper = FindDocumentAt(tokens, last + 1, behind ? end : quotation - 1)
                ?? (behind ? null : FindDocumentAt(tokens, start, i - 1));
            if (paper is { } phrase)
            {
                return new AttributionRelation(phrase, i, behind, 0.93);
            }

            return tokens.Profile!.IsGerman ? new AttributionRelation(new Phrase(i, i), -1, behind, 0) : null;
        }

        return null;
    }

    /// <returns>The last token of “heißt es”, “lit-on”, “peut-on lire”, “se lee”; null where none begins.</returns>
    private static int? MatchReadingVerb(TokenizedParagraph tokens, int i) => tokens[i].Lower switch
    {
        "heißt" or "hieß" or "heisst" when tokens.Profile!.IsGerman && tokens[i + 1].Lower is "es" => i + 1,
        "lit" when tokens[i + 1].Is('-') && tokens[i + 2].Lower is "on" => i + 2,
        "lit-on" => i,
        "peut-on" when tokens[i + 1].Lower is "lire" => i + 1,
        "peut" or "pouvait" when tokens[i + 1].Is('-') && tokens[i + 2].Lower is "on" && tokens[i + 3].Lower is "lire" => i + 3,
        "se" when tokens[i + 1].Lower is "lee" or "leía" && tokens.Profile!.IsProDrop => i + 1,
        "se" when tokens[i + 1].Lower is "puede" or "podía" && tokens[i + 2].Lower is "leer" => i + 2,
        _ => null,
    };

    private static Phrase? FindDocumentAt(TokenizedParagraph tokens, int first, int max)
    {
        var i = first;
        while (i <= max && i < first + 3 && tokens.Profile!.IsAdverb(tokens[i]) && !tokens.Profile.IsPreposition(tokens[i]))
        {
            i++;
        }

        return i <= max && tokens[i].Lower is "in" or "im" or "auf" or "aus" or "dans" or "sur" or "en"
            && NounPhraseReader.ReadCore(tokens, i + 1, max) is { } core && !NounPhraseReader.IsPronoun(tokens, core)
            ? NounPhraseReader.ReadWithComplements(tokens, core, max) : null;
    }

    /// <summary>
    /// Whether a short fragment is quoted all the same: from a paper, by a participle behind it, in somebody's opinion, or as a crowd's
    /// cry.
    /// </summary>
    public static bool IsQuotedFragment(TokenizedParagraph tokens, int quotation)
    {
        var inner = tokens.Quotations[tokens[quotation].QuotationIndex].Inner;
        var start = tokens.SentenceStart(quotation);

        // "une « urgence absolue »": a term of the paper's.
        var fragment = char.IsLower(tokens.Text[inner.Start]) && !tokens.Profile!.IsDeterminer(tokens[quotation - 1]);
        for (var i = quotation - 1; i >= start && !tokens[i].Is(';') && !tokens[i].IsQuotation; i--)
        {
            if ((quotation - i <= MaxDistance && CrowdWords.Contains(tokens[i].Lower))
                || (fragment && DocumentNouns.Contains(tokens[i].Lower)))
            {
                return true;
            }
        }

        return IsOpinion(tokens, start, quotation)
            || (tokens[quotation + 1].Lower is var next
                && ((fragment && tokens.Profile!.IsReportingParticiple(tokens[quotation + 1]))
                    || (CrowdWords.Contains(next) && tokens.Profile!.IsGerman)));
    }

    /// <summary>“A su juicio, …”, “Ihrer Ansicht nach …”: the one who spoke before.</summary>
    public static bool IsOpinion(TokenizedParagraph tokens, int start, int quotation)
    {
        for (var i = start + 1; i < quotation && i < start + 5; i++)
        {
            if (OpinionNouns.Contains(tokens[i].Lower)
                && tokens[i - 1].Lower is "su" or "son" or "ses" or "seiner" or "ihrer" or "seinen" or "ihren")
            {
                return true;
            }
        }

        return tokens[start].Lower is "selon" && tokens[start + 1].Lower is "lui" or "elle";
    }

    /// <summary>“su autobiografía, «La larga cuesta»”, “«La larga cuesta», una novela de 1952”.</summary>
    public static bool IsWorkTitle(TokenizedParagraph tokens, int quotation)
    {
        var inner = tokens.Quotations[tokens[quotation].QuotationIndex].Inner;
        if (inner.Length >= 80 || !char.IsUpper(tokens.Text[inner.Start]) || tokens.Text[inner.End - 1] is '.' or '!' or '?' or '…' or ','
            || tokens[quotation - 1].Is(':'))
        {
            return false;
        }

        var before = tokens[quotation - 1].Is(',') ? quotation - 2 : quotation - 1;
        var behind = tokens[quotation + 1].Is(',') ? quotation + 2 : quotation + 1;
        return WorkNouns.Contains(tokens[before].Lower)
            || (tokens[behind].Lower is "un" or "une" or "una" or "ein" or "eine" or "einem" or "einen" or "der" or "die" or "das" or "le"
                or "la" or "el" && WorkNouns.Contains(tokens[behind + 1].Lower) && behind == quotation + 2);
    }
}
