using System.Collections.Frozen;

namespace AlertBot.Text;

/// <summary>Words that are written with a full stop which does not end a sentence.</summary>
/// <remarks>
/// The sentence splitter and the query matcher share one list. The matcher sees folded words (no accents, lower case) and decides without
/// the words around them, so a few words belong to one of the two only.
/// </remarks>
internal static class Abbreviations
{
    private const string SharedWords =
        "mr mrs ms messrs dr prof rev hon st sr jr "
        + "sen rep gov pres amb gen lt col sgt capt cpl maj adm cmdr supt "
        + "vs approx dept ca bzw hr fr sra mme mlle";

    private const string SharedNumberedWords = "no nos nr p pp ch vol sec fig art abs";

    private const string Companies = "inc corp ltd";

    /// <summary>A full stop after one of these never ends a sentence, unless the word is one of <see cref="SentenceFinalToo"/>.</summary>
    private static readonly FrozenSet<string> SentenceWords = Words(
        SharedWords,
        "sens reps govs det insp sec atty dist cf eg ie viz est mgr vol op ed eds no nos fig pp art",
        "evtl ggf inkl usw str vgl sog geb mrd mio tsd nr abs bd kap hrsg aufl zzgl exkl stv einschl allg eigtl rd dt frz österr ehem",
        "jh jhd",
        "mm cie éd env chap tél dép",
        "srta ud uds dña excmo núm pág págs av avda dpto gral admón ej");

    /// <summary>These end a sentence about as often as not: they do when a word follows that usually begins one.</summary>
    private static readonly FrozenSet<string> SentenceFinalToo = Words(
        Companies,
        "co bros jr sr etc al no nos est ed eds fig pp art vol sec op",
        "usw str dept fr mar mrd mio tsd jh jhd",
        "ej cie");

    /// <summary>Of those, the words that end a sentence before any word.</summary>
    private static readonly FrozenSet<string> FinalBeforeWord = Words("etc no usw");

    private static readonly FrozenSet<string> SentenceNumberedWords = Words(
        SharedNumberedWords,
        "núm pág págs kap bd chap",
        Companies, "co bros",
        string.Join(' ', MonthNames.Abbreviations("en")));

    private static readonly FrozenSet<string> MatcherWords = Words(
        SharedWords,
        Companies,
        "brig dra ste mt ft univ",
        string.Join(' ', MonthNames.Abbreviations("en")));

    private static readonly FrozenSet<string> MatcherNumberedWords = Words(SharedNumberedWords, "para par");

    /// <summary>Titles that are ordinary words in lower case ("ich mag.").</summary>
    private static readonly FrozenSet<string> CapitalizedOnly = Words("Mag Ing Dipl Hl Lic Pr Arq Mons Tel Min Max");

    /// <summary>
    /// States as American news abbreviates them. Those that are words too (Miss., Ill., Del.) are left out.
    /// </summary>
    private static readonly FrozenSet<string> UsStates =
        Words("Ala Ariz Ark Calif Colo Conn Fla Kan Ky Mich Minn Mont Neb Nev Okla Penn Tenn Tex Vt Wash Wis Wyo");

    /// <summary>A number with a full stop after one of these is an ordinal: "der 25. Geburtstag", "im XXI. Jahrhundert".</summary>
    private static readonly FrozenSet<string> BeforeOrdinal =
        Words("am vom zum der die das dem den des im beim seit ab bis ins ihr ihrem ihren sein seinem seinen jeder jedes jeden");

    /// <summary>A number with a full stop before one of these is an ordinal: "3. Oktober".</summary>
    private static readonly FrozenSet<string> AfterOrdinal = Words(string.Join(' ', MonthNames.FullNames("de")), "jahrhundert");

    private static readonly FrozenSet<string> SentenceStarters = Words(
        "The A An In On At It He She They We I But And This That These Those There Its His Her Their Our As After Before When While If For",
        "With From By Some Many Most One Two",
        "Der Die Das Ein Eine Es Er Sie Wir Und Aber Im In Am Dies Diese Dieser Dabei Damit Auch Nach Bei Mit Wenn Doch Laut Zudem",
        "Außerdem Ich Man",
        "Le La Les Un Une Il Elle Ils Elles Nous On Ce Cette Ces Mais Et Dans Pour Selon Après Avec Sa Ses",
        "El Los Las Una Él Ella Su Sus Pero Según En Para Por Con Tras También Esta Este");

    /// <summary>Whether a sentence continues after the full stop of a word.</summary>
    /// <param name="word">The word before the full stop.</param>
    /// <param name="next">The word after the full stop.</param>
    /// <param name="before">The word before <paramref name="word"/>; empty when there is none.</param>
    public static bool ContinuesSentence(ReadOnlySpan<char> word, ReadOnlySpan<char> next, ReadOnlySpan<char> before)
    {
        if (word.IsEmpty)
        {
            return false;
        }

        if (IsNumber(word))
        {
            return IsOrdinal(next, before);
        }

        if (IsMultiWordPart(word, before) || (word is "a" && before is "u" && !StartsSentence(next)))
        {
            return true;
        }

        var isBeforeNumber = !next.IsEmpty && char.IsDigit(next[0]);
        if (IsInitials(word))
        {
            // "U.S. Senate", "J. Smith", "M. Le Goff", but "… in the U.S. The …".
            return isBeforeNumber || word is "M" || !StartsSentence(next);
        }

        return isBeforeNumber ? ContinuesBeforeNumber(word.ToString(), next) : ContinuesBeforeWord(word.ToString(), next);
    }

    /// <summary>Whether a word may be written with a full stop of its own ("Sen.", "U.S.", "J.").</summary>
    public static bool MayEndWithPeriod(ReadOnlySpan<char> word) =>
        IsInitials(word)
            || (word.Length <= 6
                && SentenceWords.Contains(word.ToString().ToLowerInvariant())
                && !word.Equals("no", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a phrase of a query may continue after the full stop of a word.</summary>
    /// <param name="word">Folded, as <see cref="CharacterFolding"/> does it.</param>
    /// <param name="isInitial">Whether the word is a single capital letter in the text.</param>
    /// <param name="isBeforeDigit">Whether a digit follows the full stop: "No. 7".</param>
    public static bool ContinuesPhrase(string word, bool isInitial, bool isBeforeDigit) =>
        isInitial || MatcherWords.Contains(word) || (isBeforeDigit && MatcherNumberedWords.Contains(word));

    private static bool ContinuesBeforeNumber(string word, ReadOnlySpan<char> next) =>
        SentenceNumberedWords.Contains(word.ToLowerInvariant()) || AlwaysContinues(word) || ContinuesUnlessSentenceStarts(word, next);

    private static bool ContinuesBeforeWord(string word, ReadOnlySpan<char> next) =>
        AlwaysContinues(word)
            || ContinuesUnlessSentenceStarts(word, next)
            || (IsUsuallyInSentence(word.ToLowerInvariant()) && !StartsSentence(next));

    private static bool AlwaysContinues(string word) =>
        CapitalizedOnly.Contains(word)
            || (word.ToLowerInvariant() is var lower && SentenceWords.Contains(lower) && !SentenceFinalToo.Contains(lower));

    private static bool IsUsuallyInSentence(string lower) => SentenceFinalToo.Contains(lower) && !FinalBeforeWord.Contains(lower);

    private static bool ContinuesUnlessSentenceStarts(string word, ReadOnlySpan<char> next) =>
        (UsStates.Contains(word) && !StartsSentence(next))
            || (IsDoubledCapital(word) && (IsDoubledCapital(next) || !StartsSentence(next)));

    /// <summary>One or two digits, or a Roman numeral of two to eight letters.</summary>
    private static bool IsNumber(ReadOnlySpan<char> word) =>
        word.Length <= 2
            ? word.IndexOfAnyExceptInRange('0', '9') < 0 || (word.Length == 2 && IsRoman(word))
            : word.Length < 9 && IsRoman(word);

    private static bool IsRoman(ReadOnlySpan<char> word) => word.IndexOfAnyExcept("IVXL") < 0;

    private static bool IsOrdinal(ReadOnlySpan<char> next, ReadOnlySpan<char> before) =>
        AfterOrdinal.Contains(next.ToString().ToLowerInvariant())
            || (!next.IsEmpty && !char.IsDigit(next[0]) && !StartsSentence(next)
                && BeforeOrdinal.Contains(before.ToString().ToLowerInvariant()));

    /// <summary>One letter of an abbreviation of several words: "z. B.", "d. h.", "u. a.", "p. ej.".</summary>
    private static bool IsMultiWordPart(ReadOnlySpan<char> word, ReadOnlySpan<char> before) =>
        word.Length == 1 && char.IsLetter(word[0])
            && (before.Length == 1
                ? before[0] is 'z' or 'd' or 'i' or 's' or 'v' or 'n'
                : word[0] is 'z' or 'd' or 'u' or 'i' or 'o' or 'p' or 's' or 'v' or 'n');

    /// <summary>Spanish doubles the letters of a plural: "EE. UU.", "FF. AA.".</summary>
    private static bool IsDoubledCapital(ReadOnlySpan<char> word) =>
        word.Length == 2 && char.IsAsciiLetterUpper(word[0]) && word[0] == word[1];

    /// <summary>Letters with full stops between them, or one capital: "U.S", "a.m", "J".</summary>
    private static bool IsInitials(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsLetter(word[i]) : word[i] != '.')
            {
                return false;
            }
        }

        // "I." ends a sentence more often than it is an initial. A single small letter is not one; those of "a.m." are.
        return word.Length % 2 == 1 && (word.Length > 1 || (char.IsUpper(word[0]) && word[0] != 'I'));
    }

    private static bool StartsSentence(ReadOnlySpan<char> word) => SentenceStarters.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Words(params ReadOnlySpan<string> lists) =>
        string.Join(' ', lists!).Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
