using System.Collections.Frozen;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Languages;

/// <summary>The words and properties of a language that the attribution rules use. English has rules of its own and no profile.</summary>
internal sealed class LanguageProfile
{
    private static readonly FrozenDictionary<string, LanguageProfile> Profiles = new Dictionary<string, LanguageProfile>
    {
        ["de"] = German.Profile,
        ["fr"] = French.Profile,
        ["es"] = Spanish.Profile,
    }.ToFrozenDictionary();

    // Endings of French and Spanish adverbs. "-ment" alone also ends nouns ("gouvernement").
    private static readonly string[] AdverbSuffixes = ["amment", "emment", "ellement", "alement", "ivement", "eusement", "iquement",
        "ablement", "iblement", "èrement", "irement", "cément", "sément", "rément", "rmément", "mente"];

    private static readonly string[] RomanceParticipleSuffixes =
        ["é", "ée", "és", "ées", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"];

    /// <summary>Finite reporting verbs (“sagte”, “affirme”).</summary>
    public required FrozenSet<string> ReportingVerbs { get; init; }

    /// <summary>Participles of reporting verbs, used with an auxiliary (“déclaré”, “gesagt”).</summary>
    public required FrozenSet<string> ReportingParticiples { get; init; }

    /// <summary>“ajoutant”, “añadiendo”: the subject of the sentence is their subject.</summary>
    public required FrozenSet<string> ReportingGerunds { get; init; }

    public required FrozenSet<string> Auxiliaries { get; init; }

    public required FrozenSet<string> Pronouns { get; init; }

    public required FrozenSet<string> Determiners { get; init; }

    public required FrozenSet<string> Prepositions { get; init; }

    /// <summary>Words that join a complement to its noun (“de”, “des”, “von”).</summary>
    public required FrozenSet<string> ComplementLinks { get; init; }

    public required FrozenSet<string> Conjunctions { get; init; }

    public required FrozenSet<string> Adverbs { get; init; }

    public required FrozenSet<string> TimeWords { get; init; }

    public required FrozenSet<string> NameParticles { get; init; }

    public required FrozenSet<string> Honorifics { get; init; }

    public required FrozenSet<string> Offices { get; init; }

    /// <summary>Last parts of compounds that are offices (“Polizeisprecherin”).</summary>
    public IReadOnlyList<string> OfficeSuffixes { get; init; } = [];

    /// <summary>Endings of trades (“cantinière”, “panadero”); empty where they are not used.</summary>
    public string[] TradeSuffixes { get; init; } = [];

    /// <summary>Nouns for where somebody speaks: “entretien”, “Interview”, “comunicado”.</summary>
    public required FrozenSet<string> VenueNouns { get; init; }

    /// <summary>Names and kinds of news outlets.</summary>
    public required FrozenSet<string> Outlets { get; init; }

    /// <summary>Phrases before a source, each as lower-case tokens (“nach”, “angaben”, “von”).</summary>
    public required IReadOnlyList<string[]> SourcePhrases { get; init; }

    public required FrozenSet<string> MaleGivenNames { get; init; }

    public required FrozenSet<string> FemaleGivenNames { get; init; }

    /// <summary>Nouns are capitalised. The finite verb comes second, so its subject often follows it.</summary>
    public bool IsGerman { get; init; }

    /// <summary>Words that lose their vowel before another vowel and join the next word (“l’accord”), without the apostrophe.</summary>
    public FrozenSet<string> ElidedWords { get; init; } = [];

    public bool HasElision => ElidedWords.Count > 0;

    /// <summary>A verb can have no explicit subject (“añadió”).</summary>
    public bool IsProDrop { get; init; }

    /// <param name="language">A BCP 47 tag; the part before the first hyphen counts.</param>
    /// <returns>Null for English and for languages without a profile.</returns>
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

    /// <summary>A word inside a name that is in lower case (“von der”, “de la”).</summary>
    public bool IsNameParticle(Token token) => IsLowercase(token) && NameParticles.Contains(token.Lower);

    public bool IsConjunction(Token token) => token.IsWord && Conjunctions.Contains(token.Lower);

    public bool IsAdverb(Token token) =>
        token.IsWord
            && (Adverbs.Contains(token.Lower) || (!IsGerman && token.StartsLowercase && HasSuffix(token.Lower, AdverbSuffixes)));

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

    /// <summary>Whether any token of a phrase is an office.</summary>
    public bool HasOffice(TokenizedParagraph tokens, Phrase phrase)
    {
        for (var i = phrase.First; i <= phrase.Last; i++)
        {
            if (IsOffice(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a French or Spanish word has the ending of a past participle.</summary>
    public static bool IsRomanceParticiple(string word) => Vocabulary.EndsWithAny(word, RomanceParticipleSuffixes);

    /// <summary>“des Ministers”, “den Präsidenten”.</summary>
    private bool IsInflectedOffice(string word, string ending) =>
        word.Length > ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal) && IsOfficeWord(word[..^ending.Length]);

    private bool IsOfficeWord(string bare) => Offices.Contains(bare) || HasOfficeSuffix(bare);

    // Plain loops without delegates: these run several times for every token of a text.
    private bool HasOfficeSuffix(string word)
    {
        for (var i = 0; i < OfficeSuffixes.Count; i++)
        {
            var suffix = OfficeSuffixes[i];
            if ((word.Length > suffix.Length || suffix.Length > 5) && word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a word ends with one of the suffixes and at least two letters precede it.</summary>
    public static bool HasSuffix(string word, string[] suffixes)
    {
        foreach (var suffix in suffixes)
        {
            if (word.Length >= suffix.Length + 2 && word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The gender that the form of an office shows (“Ministerin”, “directrice”, “directora”).</summary>
    public Gender GenderOfOffice(string? role)
    {
        var head = role?.Split(' ')[0].ToLowerInvariant() ?? "";
        if (IsGerman)
        {
            return head.EndsWith("in", StringComparison.Ordinal) ? Gender.Female
                : Vocabulary.EndsWithAny(head, ["er", "chef"]) ? Gender.Male : Gender.Unknown;
        }

        var isFeminine = Vocabulary.EndsWithAny(head, ["trice", "ière"])
            || (IsProDrop && head.EndsWith('a') && !head.EndsWith("ista", StringComparison.Ordinal));
        return isFeminine ? Gender.Female : Gender.Unknown;
    }

    /// <summary>A compound name has the gender of its first part (“Jean-Marie”).</summary>
    public Gender GenderOfGivenName(string name)
    {
        var lower = name.ToLowerInvariant();
        if (MaleGivenNames.Contains(lower))
        {
            return Gender.Male;
        }

        if (FemaleGivenNames.Contains(lower))
        {
            return Gender.Female;
        }

        var hyphen = lower.IndexOf('-');
        return hyphen >= 0 ? GenderOfGivenName(lower[..hyphen]) : GivenNames.GenderOf(lower);
    }

    public bool IsGivenName(Token token) => token.IsCapital && GenderOfGivenName(token.Text) != Gender.Unknown;

    /// <summary>A word that a noun phrase does not contain, except for its determiner.</summary>
    public bool IsFunctionWord(Token token) =>
        IsPreposition(token) || IsConjunction(token) || IsAdverb(token) || IsTimeWord(token) || IsDeterminer(token) || IsPronoun(token)
            || IsReportingVerb(token) || IsAuxiliary(token);

    // Unlike Token.StartsLowercase this includes words that start with a digit.
    private static bool IsLowercase(Token token) => token.IsWord && !token.IsCapital;
}
