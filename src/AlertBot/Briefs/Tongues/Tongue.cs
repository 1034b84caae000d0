using System.Collections.Frozen;

namespace AlertBot.Briefs.Tongues;

/// <summary>The words and habits of a language other than English that its news tells speakers with.</summary>
internal sealed class Tongue
{
    private static readonly FrozenDictionary<string, Tongue> All = new Dictionary<string, Tongue>
    {
        ["de"] = German.Tongue,
        ["fr"] = French.Tongue,
        ["es"] = Spanish.Tongue,
    }.ToFrozenDictionary();

    // French "-ment" alone ends nouns too ("gouvernement").
    private static readonly string[] AdverbEnds = ["amment", "emment", "ellement", "alement", "ivement", "eusement", "iquement", "ablement", "iblement", "èrement", "irement", "cément", "sément", "rément", "rmément", "mente"];

    /// <summary>Verbs of saying that need no auxiliary (“sagte”, “affirme”).</summary>
    public required FrozenSet<string> Cues { get; init; }

    /// <summary>Participles of saying, which an auxiliary completes (“déclaré”, “gesagt”).</summary>
    public required FrozenSet<string> Participles { get; init; }

    /// <summary>“ajoutant”, “añadiendo”: their subject is the sentence's.</summary>
    public required FrozenSet<string> Gerunds { get; init; }

    public required FrozenSet<string> Auxiliaries { get; init; }

    public required FrozenSet<string> Pronouns { get; init; }

    public required FrozenSet<string> Determiners { get; init; }

    public required FrozenSet<string> Prepositions { get; init; }

    /// <summary>What ties a complement to its noun (“de”, “des”, “von”).</summary>
    public required FrozenSet<string> Links { get; init; }

    public required FrozenSet<string> Conjunctions { get; init; }

    public required FrozenSet<string> Adverbs { get; init; }

    public required FrozenSet<string> Times { get; init; }

    public required FrozenSet<string> Particles { get; init; }

    public required FrozenSet<string> Address { get; init; }

    public required FrozenSet<string> Offices { get; init; }

    /// <summary>Ends of compounds that are offices (“-sprecherin”).</summary>
    public IReadOnlyList<string> OfficeEnds { get; init; } = [];

    /// <summary>Where words are said: “entretien”, “Interview”, “comunicado”.</summary>
    public required FrozenSet<string> Occasions { get; init; }

    public required FrozenSet<string> Outlets { get; init; }

    /// <summary>Words before a source (“nach angaben von”), each as its lower-case tokens.</summary>
    public required IReadOnlyList<string[]> Sources { get; init; }

    public required FrozenSet<string> Men { get; init; }

    public required FrozenSet<string> Women { get; init; }

    /// <summary>Nouns are capitalised and the finite verb comes second, so that its subject often follows it.</summary>
    public bool IsGerman { get; init; }

    /// <summary>The article and some small words lose their vowel (“l’accord”).</summary>
    public bool Elides { get; init; }

    /// <summary>A verb may stand without any subject.</summary>
    public bool DropsPronouns { get; init; }

    /// <returns>Null for English and every language without rules of its own.</returns>
    public static Tongue? Of(string? language) => language is not null && All.TryGetValue(language.Split('-')[0], out var tongue) ? tongue : null;

    public bool IsCue(Token token) => IsLower(token) && Cues.Contains(token.Lower);

    public bool IsAuxiliary(Token token) => IsLower(token) && Auxiliaries.Contains(token.Lower);

    public bool IsParticiple(Token token) => IsLower(token) && Participles.Contains(token.Lower);

    public bool IsGerund(Token token) => IsLower(token) && Gerunds.Contains(token.Lower);

    public bool IsPronoun(Token token) => token.IsWord && Pronouns.Contains(token.Lower) && (token.Start == 0 || char.IsLower(token.Text[0]) || token.Text.Length > 1);

    public bool IsDeterminer(Token token) => token.IsWord && Determiners.Contains(token.Lower);

    public bool IsPreposition(Token token) => token.IsWord && Prepositions.Contains(token.Lower);

    public bool IsLink(Token token) => IsLower(token) && Links.Contains(token.Lower);

    /// <summary>A lower-case word inside a name (“von der”, “de la”).</summary>
    public bool IsParticle(Token token) => IsLower(token) && Particles.Contains(token.Lower);

    public bool IsConjunction(Token token) => token.IsWord && Conjunctions.Contains(token.Lower);

    public bool IsAdverb(Token token) =>
        token.IsWord && (Adverbs.Contains(token.Lower) || (!IsGerman && char.IsLower(token.Text[0]) && EndsIn(token.Lower, AdverbEnds, 2)));

    public bool IsTime(Token token) => token.IsWord && Times.Contains(token.Lower);

    public bool IsAddress(Token token) => token.IsWord && Address.Contains(token.Lower.TrimEnd('.'));

    public bool IsOffice(Token token)
    {
        if (!token.IsWord || (IsGerman && !token.IsCapital))
        {
            return false;
        }

        var word = token.Lower.TrimEnd('.');
        if (DropsPronouns && word.Length > 6 && word.StartsWith("ex", StringComparison.Ordinal) && Offices.Contains(word[2..]))
        {
            return true;
        }

        var bare = word.LastIndexOf('-') is var hyphen and > 0 && !Offices.Contains(word) ? word[(hyphen + 1)..] : word;
        return Names(bare) || (IsGerman && (Inflected(bare, "en") || Inflected(bare, "n") || Inflected(bare, "s")));
    }

    /// <summary>“des Ministers”, “den Präsidenten”.</summary>
    private bool Inflected(string word, string ending) => word.Length > ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal) && Names(word[..^ending.Length]);

    private bool Names(string bare) => Offices.Contains(bare) || EndsInOffice(bare);

    // Plain loops: these are asked of every token of a text, many times.
    private bool EndsInOffice(string word)
    {
        for (var i = 0; i < OfficeEnds.Count; i++)
        {
            var end = OfficeEnds[i];
            if ((word.Length > end.Length || end.Length > 5) && word.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsIn(string word, string[] ends, int more)
    {
        foreach (var end in ends)
        {
            if (word.Length >= end.Length + more && word.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the form of an office tells of its holder (“Ministerin”, “directora”).</summary>
    public Gender GenderOfOffice(string? role)
    {
        var head = role?.Split(' ')[0].ToLowerInvariant() ?? "";
        return IsGerman
            ? head.EndsWith("in", StringComparison.Ordinal) ? Gender.Female : head.EndsWith("er", StringComparison.Ordinal) || head.EndsWith("chef", StringComparison.Ordinal) ? Gender.Male : Gender.Unknown
            : head.EndsWith("trice", StringComparison.Ordinal) || head.EndsWith("ière", StringComparison.Ordinal) || (DropsPronouns && head.EndsWith('a') && !head.EndsWith("ista", StringComparison.Ordinal)) ? Gender.Female : Gender.Unknown;
    }

    public Gender GenderOf(string given)
    {
        var lower = given.ToLowerInvariant();
        return Men.Contains(lower) ? Gender.Male : Women.Contains(lower) ? Gender.Female : lower.Contains('-') ? GenderOf(lower[..lower.IndexOf('-')]) : GivenNames.GenderOf(lower);
    }

    public bool IsGiven(Token token) => token.IsCapital && GenderOf(token.Text) != Gender.Unknown;

    /// <summary>Words that no noun phrase holds.</summary>
    public bool IsFunction(Token token) =>
        IsPreposition(token) || IsConjunction(token) || IsAdverb(token) || IsTime(token) || IsDeterminer(token) || IsPronoun(token) || IsCue(token) || IsAuxiliary(token);

    private static bool IsLower(Token token) => token.IsWord && !char.IsUpper(token.Text[0]);
}
