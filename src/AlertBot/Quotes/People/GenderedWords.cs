using System.Collections.Frozen;
using AlertBot.Quotes.Languages;

namespace AlertBot.Quotes.People;

/// <summary>Titles, kinship nouns, articles and pronouns that show the gender of a person.</summary>
internal static class GenderedWords
{
    private const string CommonMaleTitles = "herr monsieur señor";

    private const string CommonFemaleTitles = "frau madame señora";

    private static readonly FrozenSet<string> MaleTitles = Vocabulary.WordSet(
        CommonMaleTitles + " mr sir lord king prince father congressman spokesman chairman businessman actor brother son husband");

    private static readonly FrozenSet<string> FemaleTitles = Vocabulary.WordSet(
        CommonFemaleTitles + " mrs ms miss dame lady queen princess congresswoman spokeswoman chairwoman businesswoman actress sister "
            + "daughter wife mother widow");

    private static readonly FrozenSet<string> ProfileMaleTitles = Vocabulary.WordSet(CommonMaleTitles + " herrn don sr m");

    private static readonly FrozenSet<string> ProfileFemaleTitles =
        Vocabulary.WordSet(CommonFemaleTitles + " mme mlle doña sra srta dña la una une");

    /// <summary>The gender that an English title or kinship noun shows (“Mrs”, “spokesman”).</summary>
    /// <param name="word">Lower case; a final period is ignored.</param>
    public static Gender OfTitle(string word) => Find(word, MaleTitles, FemaleTitles);

    /// <summary>The gender that a German, French or Spanish title or feminine article shows.</summary>
    /// <inheritdoc cref="OfTitle"/>
    public static Gender OfProfileTitle(string word) => Find(word, ProfileMaleTitles, ProfileFemaleTitles);

    /// <summary>The gender that a German, French or Spanish nominative article shows.</summary>
    public static Gender OfArticle(string word) => word switch
    {
        "der" or "le" or "un" or "el" => Gender.Male,
        "die" or "la" or "une" or "una" => Gender.Female,
        _ => Gender.Unknown,
    };

    /// <summary>The gender of a third-person pronoun in English, German, French or Spanish.</summary>
    public static Gender OfPronoun(string word) => word switch
    {
        "he" or "er" or "il" or "él" => Gender.Male,
        "she" or "sie" or "elle" or "ella" => Gender.Female,
        _ => Gender.Unknown,
    };

    private static Gender Find(string word, FrozenSet<string> male, FrozenSet<string> female)
    {
        var bare = word.TrimEnd('.');
        return male.Contains(bare) ? Gender.Male : female.Contains(bare) ? Gender.Female : Gender.Unknown;
    }
}
