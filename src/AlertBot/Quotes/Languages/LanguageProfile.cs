using System.Collections.Frozen;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Languages;

/// <summary>The words and habits of a language other than English that its news tells speakers with.</summary>
internal sealed class LanguageProfile
{
    private static readonly FrozenDictionary<string, LanguageProfile> Profiles = new Dictionary<string, LanguageProfile>
    {
        ["de"] = German.Profile,
        ["fr"] = French.Profile,
        ["es"] = Spanish.Profile,
    }.ToFrozenDictionary();

    // French "-ment" alone ends nouns too ("gouvernement").
    private static readonly string[] AdverbSuffixes = ["amment", "emment", "ellement", "alement", "ivement", "eusement", "iquement",
        "ablement", "iblement", "èrement", "irement", "cément", "sément", "rément", "rmément", "mente"];

    /// <summary>Verbs of saying that need no auxiliary (“sagte”, “affirme”).</summary>
    public required FrozenSet<string> ReportingVerbs { get; init; }

    /// <summary>Participles of saying, which an auxiliary completes (“déclaré”, “gesagt”).</summary>
    public required FrozenSet<string> ReportingParticiples { get; init; }

    /// <summary>“ajoutant”, “añadiendo”: their subject is the sentence's.</summary>
    public required FrozenSet<string> ReportingGerunds { get; init; }

    public required FrozenSet<string> Auxiliaries { get; init; }

    public required FrozenSet<string> Pronouns { get; init; }

    public required FrozenSet<string> Determiners { get; init; }

    public required FrozenSet<string> Prepositions { get; init; }

    /// <summary>What ties a complement to its noun (“de”, “des”, “von”).</summary>
    public required FrozenSet<string> ComplementLinks { get; init; }

    public required FrozenSet<string> Conjunctions { get; init; }

    public required FrozenSet<string> Adverbs { get; init; }

    public required FrozenSet<string> TimeWords { get; init; }

    public required FrozenSet<string> NameParticles { get; init; }

    public required FrozenSet<string> Honorifics { get; init; }

    public required FrozenSet<string> Offices { get; init; }

    /// <summary>Ends of compounds that are offices (“-sprecherin”).</summary>
    public IReadOnlyList<string> OfficeSuffixes { get; init; } = [];

    /// <summary>Where words are said: “entretien”, “Interview”, “comunicado”.</summary>
    public required FrozenSet<string> VenueNouns { get; init; }

    public required FrozenSet<string> Outlets { get; init; }

    /// <summary>Words before a source (“nach angaben von”), each as its lower-case tokens.</summary>
    public required IReadOnlyList<string[]> SourcePhrases { get; init; }

    public required FrozenSet<string> MaleGivenNames { get; init; }

    public required FrozenSet<string> FemaleGivenNames { get; init; }

    /// <summary>Nouns are capitalised and the finite verb comes second, so that its subject often follows it.</summary>
    public bool IsGerman { get; init; }

    /// <summary>The article and some small words lose their vowel (“l’accord”).</summary>
    public bool HasElision { get; init; }

    /// <summary>A verb may stand without any subject.</summary>
    public bool IsProDrop { get; init; }

    /// <returns>Null for English and every language without rules of its own.</returns>
    public static LanguageProfile? ForLanguage(string? language) =>
        language is not null && Profiles.TryGetValue(language.Split('-')[0], out var profile) ? profile : null;

    public bool IsReportingVerb(Token token) => IsLowercase(token) && ReportingVerbs.Contains(token.Lower);

    public bool IsAuxiliary(Token token) => IsLowercase(token) && Auxiliaries.Contains(token.Lower);

    public bool IsReportingParticiple(Token token) => IsLowercase(token) && ReportingParticiples.Contains(token.Lower);

    public bool IsReportingGerund(Token token) => IsLowercase(token) && ReportingGerunds.Contains(token.Lower);

    public bool IsPronoun(Token token) =>
        token.IsWord && Pronouns.Contains(token.Lower) && (token.Start == 0 || char.IsLower(token.Text[0]) || token.Text.Length > 1);

    public bool IsDeterminer(Token token) => token.IsWord && Determiners.Contains(token.Lower);

    public bool IsPreposition(Token token) => token.IsWord && Prepositions.Contains(token.Lower);

    public bool IsComplementLink(Token token) => IsLowercase(token) && ComplementLinks.Contains(token.Lower);

    /// <summary>A lower-case word inside a name (“von der”, “de la”).</summary>
    public bool IsNameParticle(Token token) => IsLowercase(token) && NameParticles.Contains(token.Lower);

    public bool IsConjunction(Token token) => token.IsWord && Conjunctions.Contains(token.Lower);

    public bool IsAdverb(Token token) =>
        token.IsWord
            && (Adverbs.Contains(token.Lower) || (!IsGerman && char.IsLower(token.Text[0]) && HasSuffix(token.Lower, AdverbSuffixes, 2)));

    public bool IsTimeWord(Token token) => token.IsWord && TimeWords.Contains(token.Lower);

    public bool IsHonorific(Token token) => token.IsWord && Honorifics.Contains(token.Lower.TrimEnd('.'));

    public bool IsOffice(Token token)
    {
        if (!token.IsWord || (IsGerman && !token.IsCapital))
        {
            return false;
        }

        var word = token.Lower.TrimEnd('.');
        if (IsProDrop && word.Length > 6 && word.StartsWith("ex", StringComparison.Ordinal) && Offices.Contains(word[2..]))
        {
            return true;
        }

        var bare = word.LastIndexOf('-') is var hyphen and > 0 && !Offices.Contains(word) ? word[(hyphen + 1)..] : word;
        return IsOfficeWord(bare)
            || (IsGerman && (IsInflectedOffice(bare, "en") || IsInflectedOffice(bare, "n") || IsInflectedOffice(bare, "s")));
    }

    /// <summary>“des Ministers”, “den Präsidenten”.</summary>
    private bool IsInflectedOffice(string word, string ending) =>
        word.Length > ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal) && IsOfficeWord(word[..^ending.Length]);

    private bool IsOfficeWord(string bare) => Offices.Contains(bare) || HasOfficeSuffix(bare);

    // Plain loops: these are asked of every token of a text, many times.
    private bool HasOfficeSuffix(string word)
    {
        for (var i = 0; i < OfficeSuffixes.Count; i++)
        {
            var end = OfficeSuffixes[i];
            if ((word.Length > end.Length || end.Length > 5) && word.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasSuffix(string word, string[] ends, int more)
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
            ? head.EndsWith("in", StringComparison.Ordinal) ? Gender.Female
                : head.EndsWith("er", StringComparison.Ordinal) || head.EndsWith("chef", StringComparison.Ordinal) ? Gender.Male
                    : Gender.Unknown
            : head.EndsWith("trice", StringComparison.Ordinal) || head.EndsWith("ière", StringComparison.Ordinal)
                || (IsProDrop && head.EndsWith('a') && !head.EndsWith("ista", StringComparison.Ordinal)) ? Gender.Female : Gender.Unknown;
    }

    public Gender GenderOfGivenName(string given)
    {
        var lower = given.ToLowerInvariant();
        return MaleGivenNames.Contains(lower) ? Gender.Male
            : FemaleGivenNames.Contains(lower) ? Gender.Female
                : lower.Contains('-') ? GenderOfGivenName(lower[..lower.IndexOf('-')]) : GivenNames.GenderOf(lower);
    }

    public bool IsGivenName(Token token) => token.IsCapital && GenderOfGivenName(token.Text) != Gender.Unknown;

    /// <summary>Words that no noun phrase holds.</summary>
    public bool IsFunctionWord(Token token) =>
        IsPreposition(token) || IsConjunction(token) || IsAdverb(token) || IsTimeWord(token) || IsDeterminer(token) || IsPronoun(token)
            || IsReportingVerb(token) || IsAuxiliary(token);

    private static bool IsLowercase(Token token) => token.IsWord && !char.IsUpper(token.Text[0]);
}
