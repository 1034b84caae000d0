using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Finds the office that a German, French or Spanish text gives to a name.</summary>
internal static class ProfileRoleFinder
{
    private const int MaxTokens = 18;

    public static string? Find(TokenizedParagraph frame, NameParts name) =>
        FindBeforeName(frame, name) ?? FindAfterName(frame, name.Last) ?? FindBeforeComma(frame, name.First);

    private static string? FindBeforeName(TokenizedParagraph frame, NameParts name)
    {
        if (name.OfficeFirst < 0)
        {
            return null;
        }

        var (first, last) = (name.OfficeFirst, name.OfficeLast);
        while (first < last && frame.Profile!.IsHonorific(frame[first]) && !frame.Profile.IsOffice(frame[first]))
        {
            first++;
        }

        while (last > first && frame.Profile!.IsHonorific(frame[last]) && !frame.Profile.IsOffice(frame[last]))
        {
            last--;
        }

        return Slice(frame, first, last);
    }

    /// <summary>“Eva Born, Sprecherin des Amtes,”.</summary>
    private static string? FindAfterName(TokenizedParagraph frame, int name)
    {
        // "Eva Born ist Ministerin für Verkehr".
        if (frame[name + 1].Lower is "ist" or "war" or "est" or "était" or "es"
            && NounPhraseReader.ReadCore(frame, name + 2, name + MaxTokens, bare: !frame.Profile!.IsGerman) is { } predicate)
        {
            var office = NounPhraseReader.ReadWithComplements(frame, predicate, name + MaxTokens);
            return HeadIsOffice(frame, predicate) && ProfileNameParser.Parse(frame, office) is null ? FormatOffice(frame, office) : null;
        }

        var comma = name + 1;
        if (frame[comma].Is('('))
        {
            while (comma < name + 8 && !frame[comma].Is(')') && frame[comma].Kind != TokenKind.None)
            {
                comma++;
            }

            comma++;
        }

        if (!frame[comma].Is(',')
            || (NounPhraseReader.ReadCore(frame, comma + 1, comma + MaxTokens) ?? FindWithoutArticle(frame, comma + 1)) is not { } core)
        {
            return null;
        }

        var whole = NounPhraseReader.ReadWithComplements(frame, core, comma + MaxTokens);
        var bounded = !frame[whole.Last + 1].IsWord || frame[whole.Last].Text.EndsWith('.')
            || frame.Profile!.IsPreposition(frame[whole.Last + 1]) || frame.Profile.IsTimeWord(frame[whole.Last + 1])
            || frame.Profile.IsConjunction(frame[whole.Last + 1]);
        return bounded && !frame[whole.Last + 1].IsQuotation && ProfileNameParser.Parse(frame, whole) is null ? FormatOffice(frame, whole)
            : null;
    }

    /// <summary>“Eva Born, cantinière depuis 1994”, “mère d’un marin”: a trade or a kin without its article.</summary>
    private static Phrase? FindWithoutArticle(TokenizedParagraph frame, int first) =>
        !frame.Profile!.IsGerman && frame[first].IsWord && char.IsLower(frame[first].Text[0])
            && !frame.Profile.IsFunctionWord(frame[first]) && (KinshipNouns.Contains(frame[first].Lower) || IsTrade(frame, first))
            ? NounPhraseReader.ReadCore(frame, first, first + MaxTokens, bare: true)
            : null;

    private static bool IsTrade(TokenizedParagraph frame, int at) =>
        !frame.Profile!.IsGerman && !NonNouns.Contains(frame[at].Lower) && frame[at].Lower.Length > 5
            && Array.Exists(frame.Profile.IsProDrop ? SpanishTradeSuffixes : FrenchTradeSuffixes,
                ending => frame[at].Lower.EndsWith(ending, StringComparison.Ordinal));

    private static readonly string[] FrenchTradeSuffixes = ["ière", "euse", "teur", "trice", "logue", "iste", "icien", "icienne", "graphe"];

    private static readonly string[] SpanishTradeSuffixes =
        ["ero", "era", "ista", "tor", "tora", "dor", "dora", "logo", "loga", "grafo", "grafa"];

    private static readonly System.Collections.Frozen.FrozenSet<string> KinshipNouns = Vocabulary.WordSet(
        "mère père frère sœur fils fille épouse époux veuve veuf femme mari oncle tante voisin voisine ami amie habitant habitante "
            + "riverain riveraine madre padre hermano hermana hijo hija esposa esposo viuda viudo mujer marido vecino vecina amigo "
            + "amiga witwe witwer mutter vater schwester bruder tochter sohn ehefrau ehemann nachbar nachbarin");

    /// <summary>“la ministre de la Culture, Ève Born,”.</summary>
    private static string? FindBeforeComma(TokenizedParagraph frame, int name)
    {
        var comma = name - 1;
        while (comma > 0 && frame.Profile!.IsHonorific(frame[comma]))
        {
            comma--;
        }

        if (!frame[comma].Is(','))
        {
            return null;
        }

        string? office = null;
        for (var first = comma - 1; first >= 0 && comma - first <= MaxTokens && frame[first].IsWord && !frame[first].EndsSentence; first--)
        {
            var begins = frame.Profile!.IsDeterminer(frame[first]) || frame.Profile.IsOffice(frame[first]);
            if (begins && NounPhraseReader.ReadCore(frame, first, comma - 1) is { } core
                && NounPhraseReader.ReadWithComplements(frame, core, comma - 1) is var whole && whole.Last == comma - 1
                && HeadIsOffice(frame, core) && ProfileNameParser.Parse(frame, whole) is null)
            {
                office = FormatOffice(frame, whole);
                if (frame.Profile.IsDeterminer(frame[first]))
                {
                    break;
                }
            }
        }

        return office;
    }

    private static bool HeadIsOffice(TokenizedParagraph frame, Phrase core) =>
        Enumerable.Range(core.First, core.Last - core.First + 1).Any(i => frame.Profile!.IsOffice(frame[i]));

    /// <summary>
    /// “cantinera de la escuela”, “mère d’un marin”, “Archäologin”: a noun without article behind a name says who that is.
    /// </summary>
    private static bool IsDescription(TokenizedParagraph frame, Phrase phrase)
    {
        var (tongue, head) = (frame.Profile!, frame[phrase.First]);
        if (KinshipNouns.Contains((tongue.IsDeterminer(head) ? frame[phrase.First + 1] : head).Lower) || IsTrade(frame, phrase.First))
        {
            return true;
        }

        if (tongue.IsGerman)
        {
            return head.IsCapital && Array.Exists(FeminineSuffixes, ending => head.Lower.EndsWith(ending, StringComparison.Ordinal));
        }

        return head.IsWord && char.IsLower(head.Text[0]) && !tongue.IsFunctionWord(head)
            && tongue.IsComplementLink(frame[phrase.First + 1]) && phrase.Last > phrase.First + 1
            && !NonNouns.Contains(head.Lower)
            && !Array.Exists(ParticipleSuffixes, ending => head.Lower.EndsWith(ending, StringComparison.Ordinal));
    }

    private static readonly string[] FeminineSuffixes = ["erin", "login", "istin", "ntin", "torin", "kerin", "ärztin"];

    private static readonly string[] ParticipleSuffixes =
        ["é", "ée", "és", "ées", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"];

    private static readonly System.Collections.Frozen.FrozenSet<string> NonNouns = Vocabulary.WordSet(
        "première dernière entière particulière régulière heureuse nombreuse sérieuse ouvrière première manière matière premier "
            + "dernier primero primera tercero tercera entero entera enero verdadero verdadera soltero soltera mayor menor mejor peor "
            + "anterior originaire proche lors près loin faute face natif native fier fière capable cerca lejos fuera dentro antes "
            + "después además natural oriundo oriunda responsable victime venu venue suivi suivie à propos hors autour víctima "
            + "alrededor delante detrás encima debajo");

    private static string? FormatOffice(TokenizedParagraph frame, Phrase phrase)
    {
        var first = phrase.First;
        while (first < phrase.Last && frame.Profile!.IsDeterminer(frame[first]))
        {
            first++;
        }

        return HeadIsOffice(frame, phrase) || IsDescription(frame, phrase) ? Slice(frame, first, phrase.Last) : null;
    }

    private static string Slice(TokenizedParagraph frame, int first, int last) =>
        frame.Text[frame[first].Start..frame[last].End].TrimEnd('.');
}
