using System.Collections.Frozen;

namespace AlertBot.Articles;

/// <summary>Words whose full stop does not end a sentence.</summary>
internal static class Abbreviations
{
    private static readonly FrozenSet<string> Always = Words(
        """
        mr mrs ms dr prof rev hon st sen sens rep reps gov govs gen lt col sgt capt cpl maj adm cmdr det insp supt pres sec amb atty dist
        vs cf eg ie viz approx dept est messrs mme mlle mgr vol op ed eds jr sr no nos fig pp art
        hr fr bzw ca evtl ggf inkl usw str vgl sog geb
        sra srta ud uds dña excmo núm pág
        """);

    // These end a sentence as often as not: they do when a capital follows that is no part of a name or date.
    private static readonly FrozenSet<string> BeforeNumber = Words("no nos jan feb mar apr jun jul aug sep sept oct nov dec fig pp art nr núm pág vol ch sec p");

    private static readonly FrozenSet<string> AtTheEndToo = Words("inc corp ltd co bros jr sr etc al usw no nos est ed eds fig pp art vol sec op str dept fr mar");

    private static readonly FrozenSet<string> GermanMonths = Words("januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert");

    /// <summary>Whether a full stop after <paramref name="word"/> goes on, given the word that follows.</summary>
    public static bool Continues(ReadOnlySpan<char> word, ReadOnlySpan<char> next)
    {
        if (word.IsEmpty)
        {
            return false;
        }

        var numberFollows = !next.IsEmpty && char.IsDigit(next[0]);
        if (IsInitials(word))
        {
            // "U.S. Senate", "J. Smith", but "… in the U.S. The …".
            return numberFollows || !StartsSentence(next);
        }

        var lower = word.ToString().ToLowerInvariant();
        if (lower.Length <= 2 && lower.All(char.IsAsciiDigit))
        {
            return GermanMonths.Contains(next.ToString().ToLowerInvariant());
        }

        return (numberFollows && BeforeNumber.Contains(lower)) || (Always.Contains(lower) && !AtTheEndToo.Contains(lower)) || (AtTheEndToo.Contains(lower) && !numberFollows && !StartsSentence(next) && lower is not ("etc" or "no" or "usw"));
    }

    /// <summary>Whether a word may carry a full stop of its own (“Sen.”, “U.S.”, “J.”).</summary>
    public static bool MayCarryStop(ReadOnlySpan<char> word) => IsInitials(word) || (word.Length <= 6 && Always.Contains(word.ToString().ToLowerInvariant()) && !word.Equals("no", StringComparison.OrdinalIgnoreCase));

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

    private static bool StartsSentence(ReadOnlySpan<char> word) => Starters.Contains(word.ToString());

    private static readonly FrozenSet<string> Starters = """
        The A An In On At It He She They We I But And This That These Those There Its His Her Their Our As After Before When While If For With From By Some Many Most One Two
        Der Die Das Ein Eine Es Er Sie Wir Und Aber Im In Am Le La Les Un Une Il Elle Ils Nous El Los Las Una En
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> Words(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
