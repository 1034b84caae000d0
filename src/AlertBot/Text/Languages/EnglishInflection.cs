using System.Collections.Frozen;

namespace AlertBot.Text.Languages;

/// <summary>
/// Finds the base forms of an English plural or verb form. Two words match when they share a base form. Endings are removed without a
/// dictionary, so some base forms are not words (<c>strik</c>); no other word has the same one. docs/decisions/0002-inflection.md explains
/// why no stemmer of a library is used.
/// </summary>
internal static class EnglishInflection
{
    /// <summary>Longer words, in characters, have no endings removed.</summary>
    private const int MaxWordLength = 40;

    /// <summary>Words for which the rules would find a different common word.</summary>
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

    /// <summary>Words in s that are not the plural of the word without it.</summary>
    private static readonly FrozenSet<string> SingularInS = FrozenSet.Create(
        "news", "economics", "politics", "physics", "mathematics", "athletics", "genetics", "logistics", "electronics", "linguistics",
        "gymnastics", "hamas", "mars", "laos", "wales", "james", "was", "has", "his", "its", "gas", "bus", "yes",
        "ios", "does", "thus", "plus", "this", "us", "is", "as", "lens", "series", "species", "texas", "kansas", "christmas", "thomas",
        "athens", "brussels");

    /// <summary>The verbs in a single s; all others end in se.</summary>
    private static readonly FrozenSet<string> VerbsInS = FrozenSet.Create("focus", "bias", "gas", "bus", "canvas", "chorus");

    /// <returns>The word itself first, then its possible base forms.</returns>
    /// <param name="word">Folded, as <see cref="CharacterFolding"/> does it.</param>
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

    /// <param name="bases">The list to add to.</param>
    /// <param name="rest">The word without <c>ed</c> or <c>ing</c>.</param>
    private static void AddVerbBases(List<string> bases, string rest)
    {
        if (rest.Length < 2 || !rest.Any(IsVowel))
        {
            return;
        }

        // "using", "icing"; "going", "doing".
        if (rest.Length == 2)
        {
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

    /// <summary>Whether a verb with this stem has a final e: <c>planing</c> is from plane, since plan has <c>planning</c>.</summary>
    private static bool RequiresFinalE(string rest)
    {
        if (rest[^1] is 'v' or 'u' or 'c' or 'z' || (rest[^1] == 's' && !VerbsInS.Contains(rest)))
        {
            return true;
        }

        var isClosedSyllable = !IsVowel(rest[^1]) && rest[^1] is not ('w' or 'x' or 'y');
        return isClosedSyllable && IsVowel(rest[^2]) && !IsVowel(rest[^3]) && rest[..^2].All(letter => !IsVowel(letter));
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
