using System.Collections.Frozen;

namespace AlertBot.Text;

/// <summary>Words whose full stop does not end a sentence.</summary>
internal static class Abbreviations
{
    private static readonly FrozenSet<string> NeverSentenceFinal = Words(
        """
        mr mrs ms dr prof rev hon st sen sens rep reps gov govs gen lt col sgt capt cpl maj adm cmdr det insp supt pres sec amb atty dist
        vs cf eg ie viz approx dept est messrs mme mlle mgr vol op ed eds jr sr no nos fig pp art
        hr fr bzw ca evtl ggf inkl usw str vgl sog geb mrd mio tsd nr abs bd kap hrsg aufl zzgl exkl stv einschl allg eigtl rd dt frz
        österr ehem jh jhd
        mm cie éd env chap tél dép
        sra srta ud uds dña excmo núm pág págs av avda dpto gral admón ej
        """);

    // These end a sentence as often as not: they do when a capital follows that is no part of a name or date.
    private static readonly FrozenSet<string> BeforeNumber =
        Words("no nos jan feb mar apr jun jul aug sep sept oct nov dec fig pp art nr núm pág págs vol ch sec p abs kap bd chap");

    private static readonly FrozenSet<string> AlsoSentenceFinal =
        Words("inc corp ltd co bros jr sr etc al usw no nos est ed eds fig pp art vol sec op str dept fr mar mrd mio tsd jh jhd ej cie");

    private static readonly FrozenSet<string> GermanMonths =
        Words("januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert");

    // Titles that are other words when they begin with a small letter ("ich mag.").
    private static readonly FrozenSet<string> CapitalizedOnly = Words("Mag Ing Dipl Hl Lic Pr Arq Mons Tel Min Max");

    // States as American news shortens them; those that are words too (Miss., Ill., Del.) are left out.
    private static readonly FrozenSet<string> UsStates =
        Words("Ala Ariz Ark Calif Colo Conn Fla Kan Ky Mich Minn Mont Neb Nev Okla Penn Tenn Tex Vt Wash Wis Wyo");

    // "der 25. Geburtstag", "im XXI. Jahrhundert": behind these words a number with a full stop is an ordinal.
    private static readonly FrozenSet<string> BeforeOrdinal =
        Words("am vom zum der die das dem den des im beim seit ab bis ins ihr ihrem ihren sein seinem seinen jeder jedes jeden");

    /// <summary>Whether a full stop after <paramref name="word"/> goes on, given the word that follows.</summary>
    /// <param name="before">The word before it; empty for none.</param>
    public static bool ContinuesSentence(ReadOnlySpan<char> word, ReadOnlySpan<char> next, ReadOnlySpan<char> before)
    {
        if (word.IsEmpty)
        {
            return false;
        }

        var numberFollows = !next.IsEmpty && char.IsDigit(next[0]);
        if (IsNumber(word))
        {
            return IsOrdinal(next, before);
        }

        if (IsMultiWordPart(word, before) || (word is "a" && before is "u" && !StartsSentence(next)))
        {
            return true;
        }

        if (IsInitials(word))
        {
            // "U.S. Senate", "J. Smith", "M. Le Goff", but "… in the U.S. The …".
            return numberFollows || word is "M" || !StartsSentence(next);
        }

        var lower = word.ToString().ToLowerInvariant();
        return (numberFollows && (BeforeNumber.Contains(lower) || lower is "co" or "inc" or "corp" or "ltd" or "bros"))
            || (NeverSentenceFinal.Contains(lower) && !AlsoSentenceFinal.Contains(lower)) || CapitalizedOnly.Contains(word.ToString())
            || (AlsoSentenceFinal.Contains(lower) && !numberFollows && !StartsSentence(next) && lower is not ("etc" or "no" or "usw"))
            || (UsStates.Contains(word.ToString()) && !StartsSentence(next))
            || (IsDoubledCapital(word) && (IsDoubledCapital(next) || !StartsSentence(next)));
    }

    private static bool IsNumber(ReadOnlySpan<char> word) =>
        word.Length <= 2 ? word.IndexOfAnyExceptInRange('0', '9') < 0 || (word.Length == 2 && IsRoman(word))
            : word.Length < 9 && IsRoman(word);

    private static bool IsRoman(ReadOnlySpan<char> word) => word.IndexOfAnyExcept("IVXL") < 0;

    private static bool IsOrdinal(ReadOnlySpan<char> next, ReadOnlySpan<char> before) =>
        GermanMonths.Contains(next.ToString().ToLowerInvariant())
        || (!next.IsEmpty && !char.IsDigit(next[0]) && !StartsSentence(next)
            && BeforeOrdinal.Contains(before.ToString().ToLowerInvariant()));

    /// <summary>Abbreviations of several words: “z. B.”, “d. h.”, “u. a.”, “p. ej.”.</summary>
    private static bool IsMultiWordPart(ReadOnlySpan<char> word, ReadOnlySpan<char> before) =>
        word.Length == 1 && char.IsLetter(word[0])
            && (before.Length == 1 ? char.IsLower(before[0]) && before[0] is 'z' or 'd' or 'i' or 's' or 'v' or 'n'
                : word[0] is 'z' or 'd' or 'u' or 'i' or 'o' or 'p' or 's' or 'v' or 'n');

    /// <summary>Spanish doubles the letters of a plural: “EE. UU.”, “FF. AA.”.</summary>
    private static bool IsDoubledCapital(ReadOnlySpan<char> word) =>
        word.Length == 2 && char.IsAsciiLetterUpper(word[0]) && word[0] == word[1];

    /// <summary>Whether a word may carry a full stop of its own (“Sen.”, “U.S.”, “J.”).</summary>
    public static bool MayEndWithPeriod(ReadOnlySpan<char> word) =>
        IsInitials(word)
            || (word.Length <= 6 && NeverSentenceFinal.Contains(word.ToString().ToLowerInvariant())
                && !word.Equals("no", StringComparison.OrdinalIgnoreCase));

    private static bool IsInitials(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsLetter(word[i]) : word[i] != '.')
            {
                return false;
            }
        }

        // "I." is a sentence's end more often than an initial; "a" and "m" stand in "a.m.".
        return word.Length % 2 == 1 && (word.Length > 1 || (char.IsUpper(word[0]) && word[0] != 'I'));
    }

    private static bool StartsSentence(ReadOnlySpan<char> word) => SentenceStarters.Contains(word.ToString());

    private static readonly FrozenSet<string> SentenceStarters = """
        The A An In On At It He She They We I But And This That These Those There Its His Her Their Our As After Before When While If For
        With From By Some Many Most One Two
        Der Die Das Ein Eine Es Er Sie Wir Und Aber Im In Am Dies Diese Dieser Dabei Damit Auch Nach Bei Mit Wenn Doch Laut Zudem Außerdem
        Ich Man
        Le La Les Un Une Il Elle Ils Elles Nous On Ce Cette Ces Mais Et Dans Pour Selon Après Avec Sa Ses
        El Los Las Una Él Ella Su Sus Pero Según En Para Por Con Tras También Esta Este
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> Words(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
