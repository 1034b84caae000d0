using System.Collections.Frozen;
using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>
/// Recognises quotations of documents, of crowds and of opinions in German, French and Spanish news, and titles of works, which are not
/// quotations.
/// </summary>
internal static class DocumentQuotes
{
    // Tokens between a crowd verb and the words of the crowd.
    private const int MaxCrowdDistance = 6;

    // Tokens between a quotation and "heißt es" after it.
    private const int MaxReadingDistance = 4;

    // The confidence of a document as the source.
    private const double DocumentConfidence = 0.93;

    private static readonly FrozenSet<string> DocumentNouns = Vocabulary.WordSet(
        """
        abkommen vertrag vertrags bericht berichts gutachten schreiben brief urteil entwurf papier gesetz beschluss antrag bescheid
        protokoll koalitionsvertrag gesetzentwurf jahresbericht prüfbericht vermerk studie anklageschrift klageschrift anklage
        rapport accord texte avis lettre traité note loi arrêté jugement contrat décret résolution communiqué étude
        informe acuerdo carta sentencia texto tratado contrato decreto auto dictamen resolución comunicado estudio ley
        """);

    // Verbs and nouns for what a crowd calls: chanted, sang, shouted.
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

    private static readonly FrozenSet<string> Articles = Vocabulary.WordSet("un une una ein eine einem einen der die das le la el");

    private static readonly FrozenSet<string> OpinionNouns =
        Vocabulary.WordSet("juicio opinión parecer entender avis yeux ansicht meinung einschätzung auffassung überzeugung worten");

    private static readonly FrozenSet<string> OpinionPossessives = Vocabulary.WordSet("su son ses seiner ihrer seinen ihren");

    /// <summary>The document that a quotation is read from: “Im Vertrag heißt es, …”, “«…», se lee en el informe”.</summary>
    /// <returns>Null where no reading verb is near. In German an attribution without a cue where the document is not named.</returns>
    public static AttributionRelation? FindDocumentAttribution(TokenizedParagraph tokens, int quotation)
    {
        var (start, end) = (tokens.SentenceStart(quotation), tokens.SentenceEnd(quotation));
        var first = Math.Max(start, quotation - ScanLimits.MaxSentenceTokens);
        for (var i = first; i <= Math.Min(end, quotation + MaxReadingDistance); i++)
        {
            var followsQuote = i > quotation;
            if (MatchReadingVerb(tokens, i) is not { } last || BelongsToPreviousQuotation(tokens, i, quotation)
                || (followsQuote && tokens[quotation].EndsSentence))
            {
                continue;
            }

            var document = FindDocumentAt(tokens, last + 1, followsQuote ? end : quotation - 1)
                ?? (followsQuote ? null : FindDocumentAt(tokens, start, i - 1));
            if (document is { } phrase)
            {
                return new AttributionRelation(phrase, i, followsQuote, DocumentConfidence);
            }

            return tokens.Profile!.IsGerman ? new AttributionRelation(new Phrase(i, i), -1, followsQuote, 0) : null;
        }

        return null;
    }

    /// <summary>
    /// Whether a short fragment is a quotation: from a document, before a reporting participle, as an opinion, or as the call of a crowd.
    /// </summary>
    public static bool IsQuotedFragment(TokenizedParagraph tokens, int quotation)
    {
        var start = tokens.SentenceStart(quotation);

        // After a determiner the fragment is a term of the author: "une « urgence absolue »".
        var isFragment = char.IsLower(tokens.Text[tokens.QuotationAt(quotation).Inner.Start])
            && !tokens.Profile!.IsDeterminer(tokens[quotation - 1]);
        for (var i = quotation - 1; i >= start && !tokens[i].Is(';') && !tokens[i].IsQuotation; i--)
        {
            if ((quotation - i <= MaxCrowdDistance && CrowdWords.Contains(tokens[i].Lower))
                || (isFragment && DocumentNouns.Contains(tokens[i].Lower)))
            {
                return true;
            }
        }

        var next = tokens[quotation + 1];
        return IsOpinion(tokens, start, quotation)
            || (isFragment && tokens.Profile!.IsReportingParticiple(next))
            || (tokens.Profile!.IsGerman && CrowdWords.Contains(next.Lower));
    }

    /// <summary>
    /// Whether the sentence gives an opinion of the previous speaker: “A su juicio, …”, “Ihrer Ansicht nach …”, “Selon elle”.
    /// </summary>
    public static bool IsOpinion(TokenizedParagraph tokens, int start, int quotation)
    {
        for (var i = start + 1; i < quotation && i < start + 5; i++)
        {
            if (OpinionNouns.Contains(tokens[i].Lower) && OpinionPossessives.Contains(tokens[i - 1].Lower))
            {
                return true;
            }
        }

        return tokens[start].Lower is "selon" && tokens[start + 1].Lower is "lui" or "elle";
    }

    /// <summary>A title next to the kind of work: “su autobiografía, «La larga cuesta»”, “«La larga cuesta», una novela de 1952”.</summary>
    public static bool IsWorkTitle(TokenizedParagraph tokens, int quotation)
    {
        var inner = tokens.QuotationAt(quotation).Inner;
        var endsAsSpeech = tokens.Text[inner.End - 1] is '.' or '!' or '?' or '…' or ',';
        if (inner.Length >= TitleOrScareQuote.MaxTitleLength || !char.IsUpper(tokens.Text[inner.Start]) || endsAsSpeech
            || tokens[quotation - 1].Is(':'))
        {
            return false;
        }

        var before = tokens[quotation - 1].Is(',') ? quotation - 2 : quotation - 1;
        return WorkNouns.Contains(tokens[before].Lower)
            || (tokens[quotation + 1].Is(',') && Articles.Contains(tokens[quotation + 2].Lower)
                && WorkNouns.Contains(tokens[quotation + 3].Lower));
    }

    /// <summary>«…», lit-on dans l’avis: the verb after a comma belongs to the quotation before it.</summary>
    private static bool BelongsToPreviousQuotation(TokenizedParagraph tokens, int i, int quotation) =>
        i < quotation && (tokens[i - 1].IsQuotation || (tokens[i - 1].Is(',') && tokens[i - 2].IsQuotation));

    /// <returns>The last token of “heißt es”, “lit-on”, “peut-on lire”, “se lee”; null where none starts.</returns>
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

    /// <summary>“im Vertrag”, “dans l’avis”, “en el informe”, after at most three adverbs.</summary>
    private static Phrase? FindDocumentAt(TokenizedParagraph tokens, int first, int max)
    {
        var profile = tokens.Profile!;
        var i = first;
        while (i <= max && i < first + 3 && profile.IsAdverb(tokens[i]) && !profile.IsPreposition(tokens[i]))
        {
            i++;
        }

        return i <= max && tokens[i].Lower is "in" or "im" or "auf" or "aus" or "dans" or "sur" or "en"
            && NounPhraseReader.ReadCore(tokens, i + 1, max) is { } core && !NounPhraseReader.IsPronoun(tokens, core)
            ? NounPhraseReader.ReadWithComplements(tokens, core, max)
            : null;
    }
}
