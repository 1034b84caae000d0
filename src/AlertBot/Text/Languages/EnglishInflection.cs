using System.Collections.Frozen;

namespace AlertBot.Text.Languages;

/// <summary>
/// The words that an English word may be a plural or verb form of. Two words belong together when they share one. Endings are taken off
/// without a dictionary, so some bases are no words (<c>strik</c>): they do no harm, since nothing else leads to them.
/// docs/decisions tells why no stemmer of a library stands here.
/// </summary>
internal static class EnglishInflection
{
    private const int MaxWordLength = 40;

    // Where the rules would lead from one common word to another one.
    private static readonly FrozenDictionary<string, string[]> Exceptions = new Dictionary<string, string[]>
    {
        ["united"] = ["unite"],
        ["uniting"] = ["unite"],
        ["evening"] = [],
        ["evenings"] = ["evening"],
        ["during"] = [],
        ["nothing"] = [],
        ["something"] = [],
        ["pleas"] = ["plea"],
        ["agreed"] = ["agree"],
        ["disagreed"] = ["disagree"],
        ["guaranteed"] = ["guarantee"],
        ["decreed"] = ["decree"],
        ["refereed"] = ["referee"],
        ["freed"] = ["free"],
        ["dying"] = ["die"],
        ["lying"] = ["lie"],
        ["tying"] = ["tie"],
        ["vying"] = ["vie"],
    }.ToFrozenDictionary();

    // Words that end in s and are no plurals of what is left without it.
    private static readonly FrozenSet<string> SingularInS = FrozenSet.Create(
        "news", "economics", "politics", "physics", "mathematics", "athletics", "genetics", "logistics", "electronics", "linguistics",
        "gymnastics",
        "hamas", "mars", "laos", "wales", "james", "was", "has", "his", "its", "gas", "bus", "yes", "ios", "does", "thus", "plus", "this",
        "us", "is", "as",
        "lens", "series", "species", "texas", "kansas", "christmas", "thomas", "athens", "brussels");

    // The few verbs that end in one s; all others have an e behind it.
    private static readonly FrozenSet<string> VerbsInS = FrozenSet.Create("focus", "bias", "gas", "bus", "canvas", "chorus");

    /// <returns>The word itself first, then its possible bases.</returns>
    /// <param name="word">Folded.</param>
    public static string[] GetBaseForms(string word)
    {
        if (word.Length is < 3 or > MaxWordLength || !word.All(char.IsAsciiLetter))
        {
            return [word];
        }

        if (Exceptions.TryGetValue(word, out var known))
        {
            return [word, .. known];
        }

        var bases = new List<string>(4) { word };
        if (word.EndsWith('s'))
        {
            AddSingulars(bases, word);
        }
        else if (word.EndsWith("ied", StringComparison.Ordinal))
        {
            bases.Add(word[..^3] + "y");
            bases.Add(word[..^1]);
        }
        else if (word.EndsWith("ing", StringComparison.Ordinal))
        {
            AddVerbBases(bases, word[..^3]);
        }
        else if (word.EndsWith("ed", StringComparison.Ordinal) && word[^3] != 'e')
        {
            AddVerbBases(bases, word[..^2]);
        }

        return [.. bases];
    }

    private static void AddSingulars(List<string> bases, string word)
    {
        if (SingularInS.Contains(word) || word.EndsWith("ss", StringComparison.Ordinal))
        {
            return;
        }

        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
        {
            bases.Add(word[..^3] + "y");
        }

        bases.Add(word[..^1]);
        var rest = word[..^2];
        if (word.EndsWith("es", StringComparison.Ordinal) && rest.Length > 2 && TakesEs(rest))
        {
            bases.Add(rest);
            if (rest.EndsWith("zz", StringComparison.Ordinal))
            {
                bases.Add(rest[..^1]);
            }
        }
    }

    private static bool TakesEs(string word) =>
        word[^1] is 's' or 'x' or 'z' or 'o' || word.EndsWith("ch", StringComparison.Ordinal)
            || word.EndsWith("sh", StringComparison.Ordinal);

    /// <param name="rest">What stands before <c>ed</c> or <c>ing</c>.</param>
    private static void AddVerbBases(List<string> bases, string rest)
    {
        if (rest.Length < 2 || !rest.Any(IsVowel))
        {
            return;
        }

        if (rest.Length == 2)
        {
            // using, icing; going, doing.
            bases.Add(IsVowel(rest[1]) ? rest : rest + "e");
            return;
        }

        if (rest[^1] == rest[^2] && !IsVowel(rest[^1]))
        {
            bases.Add(rest);
            if (rest.Length > 3)
            {
                bases.Add(rest[..^1]);
            }

            return;
        }

        bases.Add(rest + "e");
        if (!RequiresFinalE(rest))
        {
            bases.Add(rest);
        }
    }

    /// <summary>No verb ends like this: <c>planing</c> is of plane, since plan has <c>planning</c>.</summary>
    private static bool RequiresFinalE(string rest)
    {
        if (rest[^1] is 'v' or 'u' or 'c' or 'z' || (rest[^1] == 's' && !VerbsInS.Contains(rest)))
        {
            return true;
        }

        var closed = !IsVowel(rest[^1]) && rest[^1] is not ('w' or 'x' or 'y');
        return closed && IsVowel(rest[^2]) && !IsVowel(rest[^3]) && rest[..^2].All(letter => !IsVowel(letter));
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
