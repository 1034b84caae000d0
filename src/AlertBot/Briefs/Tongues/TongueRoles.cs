namespace AlertBot.Briefs.Tongues;

/// <summary>Finds the office that a German, French or Spanish text gives to a name.</summary>
internal static class TongueRoles
{
    private const int Longest = 18;

    public static string? Of(Frame frame, NameParts name) => InFront(frame, name) ?? Behind(frame, name.Last) ?? CommaBefore(frame, name.First);

    private static string? InFront(Frame frame, NameParts name)
    {
        if (name.OfficeFirst < 0)
        {
            return null;
        }

        var (first, last) = (name.OfficeFirst, name.OfficeLast);
        while (first < last && frame.Tongue!.IsAddress(frame[first]) && !frame.Tongue.IsOffice(frame[first]))
        {
            first++;
        }

        while (last > first && frame.Tongue!.IsAddress(frame[last]) && !frame.Tongue.IsOffice(frame[last]))
        {
            last--;
        }

        return Slice(frame, first, last);
    }

    /// <summary>“Eva Born, Sprecherin des Amtes,”.</summary>
    private static string? Behind(Frame frame, int name)
    {
        // "Eva Born ist Ministerin für Verkehr".
        if (frame[name + 1].Lower is "ist" or "war" or "est" or "était" or "es" && Groups.Core(frame, name + 2, name + Longest, bare: !frame.Tongue!.IsGerman) is { } predicate)
        {
            var office = Groups.Whole(frame, predicate, name + Longest);
            return HeadIsOffice(frame, predicate) && TongueNames.Of(frame, office) is null ? Office(frame, office) : null;
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

        if (!frame[comma].Is(',') || (Groups.Core(frame, comma + 1, comma + Longest) ?? Bare(frame, comma + 1)) is not { } core)
        {
            return null;
        }

        var whole = Groups.Whole(frame, core, comma + Longest);
        var bounded = !frame[whole.Last + 1].IsWord || frame[whole.Last].Text.EndsWith('.') || frame.Tongue!.IsPreposition(frame[whole.Last + 1]) || frame.Tongue.IsTime(frame[whole.Last + 1]) || frame.Tongue.IsConjunction(frame[whole.Last + 1]);
        return bounded && !frame[whole.Last + 1].IsQuotation && TongueNames.Of(frame, whole) is null ? Office(frame, whole) : null;
    }

    /// <summary>“Eva Born, cantinière depuis 1994”, “mère d’un marin”: a trade or a kin without its article.</summary>
    private static Phrase? Bare(Frame frame, int first) =>
        !frame.Tongue!.IsGerman && frame[first].IsWord && char.IsLower(frame[first].Text[0]) && !frame.Tongue.IsFunction(frame[first]) && (Kin.Contains(frame[first].Lower) || IsTrade(frame, first))
            ? Groups.Core(frame, first, first + Longest, bare: true)
            : null;

    private static bool IsTrade(Frame frame, int at) =>
        !frame.Tongue!.IsGerman && !NoNouns.Contains(frame[at].Lower) && frame[at].Lower.Length > 5 && Array.Exists(frame.Tongue.DropsPronouns ? SpanishTrades : FrenchTrades, ending => frame[at].Lower.EndsWith(ending, StringComparison.Ordinal));

    private static readonly string[] FrenchTrades = ["ière", "euse", "teur", "trice", "logue", "iste", "icien", "icienne", "graphe"];

    private static readonly string[] SpanishTrades = ["ero", "era", "ista", "tor", "tora", "dor", "dora", "logo", "loga", "grafo", "grafa"];

    private static readonly System.Collections.Frozen.FrozenSet<string> Kin = Vocabulary.Set(
        "mère père frère sœur fils fille épouse époux veuve veuf femme mari oncle tante voisin voisine ami amie habitant habitante riverain riveraine madre padre hermano hermana hijo hija esposa esposo viuda viudo mujer marido vecino vecina amigo amiga witwe witwer mutter vater schwester bruder tochter sohn ehefrau ehemann nachbar nachbarin");

    /// <summary>“la ministre de la Culture, Ève Born,”.</summary>
    private static string? CommaBefore(Frame frame, int name)
    {
        var comma = name - 1;
        while (comma > 0 && frame.Tongue!.IsAddress(frame[comma]))
        {
            comma--;
        }

        if (!frame[comma].Is(','))
        {
            return null;
        }

        string? office = null;
        for (var first = comma - 1; first >= 0 && comma - first <= Longest && frame[first].IsWord && !frame[first].EndsSentence; first--)
        {
            var begins = frame.Tongue!.IsDeterminer(frame[first]) || frame.Tongue.IsOffice(frame[first]);
            if (begins && Groups.Core(frame, first, comma - 1) is { } core && Groups.Whole(frame, core, comma - 1) is var whole && whole.Last == comma - 1
                && HeadIsOffice(frame, core) && TongueNames.Of(frame, whole) is null)
            {
                office = Office(frame, whole);
                if (frame.Tongue.IsDeterminer(frame[first]))
                {
                    break;
                }
            }
        }

        return office;
    }

    private static bool HeadIsOffice(Frame frame, Phrase core) => Enumerable.Range(core.First, core.Last - core.First + 1).Any(i => frame.Tongue!.IsOffice(frame[i]));

    /// <summary>“cantinera de la escuela”, “mère d’un marin”, “Archäologin”: a noun without article behind a name says who that is.</summary>
    private static bool IsDescription(Frame frame, Phrase phrase)
    {
        var (tongue, head) = (frame.Tongue!, frame[phrase.First]);
        if (Kin.Contains((tongue.IsDeterminer(head) ? frame[phrase.First + 1] : head).Lower) || IsTrade(frame, phrase.First))
        {
            return true;
        }

        if (tongue.IsGerman)
        {
            return head.IsCapital && Array.Exists(Feminine, ending => head.Lower.EndsWith(ending, StringComparison.Ordinal));
        }

        return head.IsWord && char.IsLower(head.Text[0]) && !tongue.IsFunction(head) && tongue.IsLink(frame[phrase.First + 1]) && phrase.Last > phrase.First + 1
            && !NoNouns.Contains(head.Lower) && !Array.Exists(Participial, ending => head.Lower.EndsWith(ending, StringComparison.Ordinal));
    }

    private static readonly string[] Feminine = ["erin", "login", "istin", "ntin", "torin", "kerin", "ärztin"];

    private static readonly string[] Participial = ["é", "ée", "és", "ées", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"];

    private static readonly System.Collections.Frozen.FrozenSet<string> NoNouns = Vocabulary.Set(
        "première dernière entière particulière régulière heureuse nombreuse sérieuse ouvrière première manière matière premier dernier primero primera tercero tercera entero entera enero verdadero verdadera soltero soltera mayor menor mejor peor anterior originaire proche lors près loin faute face natif native fier fière capable cerca lejos fuera dentro antes después además natural oriundo oriunda responsable victime venu venue suivi suivie à propos hors autour víctima alrededor delante detrás encima debajo");

    private static string? Office(Frame frame, Phrase phrase)
    {
        var first = phrase.First;
        while (first < phrase.Last && frame.Tongue!.IsDeterminer(frame[first]))
        {
            first++;
        }

        return HeadIsOffice(frame, phrase) || IsDescription(frame, phrase) ? Slice(frame, first, phrase.Last) : null;
    }

    private static string Slice(Frame frame, int first, int last) => frame.Text[frame[first].Start..frame[last].End].TrimEnd('.');
}
