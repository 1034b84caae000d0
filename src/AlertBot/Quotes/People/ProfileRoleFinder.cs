using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Finds the office that a German, French or Spanish text gives to a name.</summary>
internal static class ProfileRoleFinder
{
    private const int MaxTokens = 18;

    public static string? Find(TokenizedParagraph tokens, NameParts name) =>
        FindBeforeName(tokens, name) ?? FindAfterName(tokens, name.Last) ?? FindBeforeComma(tokens, name.First);

    private static string? FindBeforeName(TokenizedParagraph tokens, NameParts name)
    {
        if (name.OfficeFirst < 0)
        {
            return null;
        }

        var (first, last) = (name.OfficeFirst, name.OfficeLast);
        while (first < last && tokens.Profile!.IsHonorific(tokens[first]) && !tokens.Profile.IsOffice(tokens[first]))
        {
            first++;
        }

        while (last > first && tokens.Profile!.IsHonorific(tokens[last]) && !tokens.Profile.IsOffice(tokens[last]))
        {
            last--;
        }

        return Slice(tokens, first, last);
    }

    /// <summary>“Eva Born, Sprecherin des Amtes,”.</summary>
    private static string? FindAfterName(TokenizedParagraph tokens, int name)
    {
        // "Eva Born ist Ministerin für Verkehr".
        if (tokens[name + 1].Lower is "ist" or "war" or "est" or "était" or "es"
            && NounPhraseReader.ReadCore(tokens, name + 2, name + MaxTokens, bare: !tokens.Profile!.IsGerman) is { } predicate)
        {
            var office = NounPhraseReader.ReadWithComplements(tokens, predicate, name + MaxTokens);
            return HeadIsOffice(tokens, predicate) && ProfileNameParser.Parse(tokens, office) is null ? FormatOffice(tokens, office) : null;
        }

        var comma = name + 1;
        if (tokens[comma].Is('('))
        {
            while (comma < name + 8 && !tokens[comma].Is(')') && tokens[comma].Kind != TokenKind.None)
            {
                comma++;
            }

            comma++;
        }

        if (!tokens[comma].Is(',')
            || (NounPhraseReader.ReadCore(tokens, comma + 1, comma + MaxTokens) ?? FindWithoutArticle(tokens, comma + 1)) is not { } core)
        {
            return null;
        }

        var whole = NounPhraseReader.ReadWithComplements(tokens, core, comma + MaxTokens);
        var bounded = !tokens[whole.Last + 1].IsWord || tokens[whole.Last].Text.EndsWith('.')
            || tokens.Profile!.IsPreposition(tokens[whole.Last + 1]) || tokens.Profile.IsTimeWord(tokens[whole.Last + 1])
            || tokens.Profile.IsConjunction(tokens[whole.Last + 1]);
        return bounded && !tokens[whole.Last + 1].IsQuotation && ProfileNameParser.Parse(tokens, whole) is null
            ? FormatOffice(tokens, whole)
            : null;
    }

    /// <summary>“Eva Born, cantinière depuis 1994”, “mère d’un marin”: a trade or a kin without its article.</summary>
    private static Phrase? FindWithoutArticle(TokenizedParagraph tokens, int first) =>
        !tokens.Profile!.IsGerman && tokens[first].IsWord && char.IsLower(tokens[first].Text[0])
            && !tokens.Profile.IsFunctionWord(tokens[first]) && (KinshipNouns.Contains(tokens[first].Lower) || IsTrade(tokens, first))
            ? NounPhraseReader.ReadCore(tokens, first, first + MaxTokens, bare: true)
            : null;

    private static bool IsTrade(TokenizedParagraph tokens, int at) =>
        !tokens.Profile!.IsGerman && !NonNouns.Contains(tokens[at].Lower) && tokens[at].Lower.Length > 5
            && Array.Exists(tokens.Profile.IsProDrop ? SpanishTradeSuffixes : FrenchTradeSuffixes,
                ending => tokens[at].Lower.EndsWith(ending, StringComparison.Ordinal));

    private static readonly string[] FrenchTradeSuffixes = ["ière", "euse", "teur", "trice", "logue", "iste", "icien", "icienne", "graphe"];

    private static readonly string[] SpanishTradeSuffixes =
        ["ero", "era", "ista", "tor", "tora", "dor", "dora", "logo", "loga", "grafo", "grafa"];

    private static readonly System.Collections.Frozen.FrozenSet<string> KinshipNouns = Vocabulary.WordSet(
        "mère père frère sœur fils fille épouse époux veuve veuf femme mari oncle tante voisin voisine ami amie habitant habitante "
            + "riverain riveraine madre padre hermano hermana hijo hija esposa esposo viuda viudo mujer marido vecino vecina amigo "
            + "amiga witwe witwer mutter vater schwester bruder tochter sohn ehefrau ehemann nachbar nachbarin");

    /// <summary>“la ministre de la Culture, Ève Born,”.</summary>
    private static string? FindBeforeComma(TokenizedParagraph tokens, int name)
    {
        var comma = name - 1;
        while (comma > 0 && tokens.Profile!.IsHonorific(tokens[comma]))
        {
            comma--;
        }

        if (!tokens[comma].Is(','))
        {
            return null;
        }

        string? office = null;
        for (var first = comma - 1; first >= 0 && comma - first <= MaxTokens && tokens[first].IsWord && !tokens[first].EndsSentence;
            first--)
        {
            var begins = tokens.Profile!.IsDeterminer(tokens[first]) || tokens.Profile.IsOffice(tokens[first]);
            if (begins && NounPhraseReader.ReadCore(tokens, first, comma - 1) is { } core
                && NounPhraseReader.ReadWithComplements(tokens, core, comma - 1) is var whole && whole.Last == comma - 1
                && HeadIsOffice(tokens, core) && ProfileNameParser.Parse(tokens, whole) is null)
            {
                office = FormatOffice(tokens, whole);
                if (tokens.Profile.IsDeterminer(tokens[first]))
                {
                    break;
                }
            }
        }

        return office;
    }

    private static bool HeadIsOffice(TokenizedParagraph tokens, Phrase core) =>
        Enumerable.Range(core.First, core.Last - core.First + 1).Any(i => tokens.Profile!.IsOffice(tokens[i]));

    /// <summary>
    /// “cantinera de la escuela”, “mère d’un marin”, “Archäologin”: a noun without article behind a name says who that is.
    /// </summary>
    private static bool IsDescription(TokenizedParagraph tokens, Phrase phrase)
    {
        var (profile, head) = (tokens.Profile!, tokens[phrase.First]);
        if (KinshipNouns.Contains((profile.IsDeterminer(head) ? tokens[phrase.First + 1] : head).Lower) || IsTrade(tokens, phrase.First))
        {
            return true;
        }

        if (profile.IsGerman)
        {
            return head.IsCapital && Array.Exists(FeminineSuffixes, ending => head.Lower.EndsWith(ending, StringComparison.Ordinal));
        }

        return head.IsWord && char.IsLower(head.Text[0]) && !profile.IsFunctionWord(head)
            && profile.IsComplementLink(tokens[phrase.First + 1]) && phrase.Last > phrase.First + 1
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

    private static string? FormatOffice(TokenizedParagraph tokens, Phrase phrase)
    {
        var first = phrase.First;
        while (first < phrase.Last && tokens.Profile!.IsDeterminer(tokens[first]))
        {
            first++;
        }

        return HeadIsOffice(tokens, phrase) || IsDescription(tokens, phrase) ? Slice(tokens, first, phrase.Last) : null;
    }

    private static string Slice(TokenizedParagraph tokens, int first, int last) =>
        tokens.Text[tokens[first].Start..tokens[last].End].TrimEnd('.');
}
