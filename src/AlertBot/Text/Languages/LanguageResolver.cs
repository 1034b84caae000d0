using System.Collections.Frozen;

namespace AlertBot.Text.Languages;

/// <summary>Decides on the language of a text from its declaration and from its words.</summary>
internal static class LanguageResolver
{
    /// <summary>Deprecated, three-letter and wrong codes that pages declare, with the code of BCP 47 for each.</summary>
    private static readonly FrozenDictionary<string, string> CodesByAlias = new Dictionary<string, string>
    {
        ["iw"] = "he",
        ["in"] = "id",
        ["eng"] = "en",
        ["deu"] = "de",
        ["ger"] = "de",
        ["fra"] = "fr",
        ["fre"] = "fr",
        ["spa"] = "es",
        ["cn"] = "zh",
        ["jp"] = "ja",
        ["ua"] = "uk",
    }.ToFrozenDictionary();

    /// <summary>
    /// For a detected language the declared ones that it does not overrule: related languages with the same function words, or languages in
    /// the same script.
    /// </summary>
    private static readonly FrozenDictionary<string, string[]> CompatibleDeclarations = new Dictionary<string, string[]>
    {
        ["ar"] = ["fa", "ur", "ckb", "ps", "ug"],
        ["da"] = ["nb", "nn", "no"],
        ["de"] = ["lb", "gsw", "nds"],
        ["es"] = ["gl", "ast", "ca", "an"],
        ["he"] = ["yi"],
        ["hi"] = ["mr", "ne", "sa"],
        ["id"] = ["ms"],
        ["it"] = ["co", "sc"],
        ["nl"] = ["af", "fy"],
        ["no"] = ["nb", "nn", "da"],
        ["pt"] = ["gl"],
        ["ru"] = ["uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "uz"],
        ["zh"] = ["yue", "cmn"],
    }.ToFrozenDictionary();

    /// <param name="text">The text of the article.</param>
    /// <param name="declared">The language that the page or feed declares. It is used unless the text clearly is in another.</param>
    /// <returns>BCP 47 with a lower-case primary subtag (<c>en</c>, <c>de-AT</c>); null when neither source is certain.</returns>
    public static string? Resolve(string text, string? declared)
    {
        var declaredTag = NormalizeTag(declared);
        var detected = LanguageDetector.Detect(text);
        if (declaredTag is null)
        {
            return detected?.Language;
        }

        return detected is { IsClear: true, Language: var language } && !IsCompatible(language, declaredTag.Split('-')[0])
            ? language
            : declaredTag;
    }

    /// <returns>Lower-case language, title-case script, upper-case region; null when the text is not a language tag.</returns>
    private static string? NormalizeTag(string? declared)
    {
        var subtags = declared?.Split(',', ';', ' ')[0].Trim().Split('-', '_') ?? [];
        if (subtags.Length == 0 || !IsPrimarySubtag(subtags[0]))
        {
            return null;
        }

        var primary = subtags[0].ToLowerInvariant();
        var others = subtags.Skip(1)
            .TakeWhile(subtag => subtag.Length is 2 or 3 or 4 && subtag.All(char.IsAsciiLetterOrDigit))
            .Select(FormatSubtag);
        return string.Join('-', others.Prepend(CodesByAlias.GetValueOrDefault(primary, primary)));
    }

    /// <summary>Whether a subtag can be a language; <c>und</c> means undetermined.</summary>
    private static bool IsPrimarySubtag(string subtag) => subtag.Length is 2 or 3
        && subtag.All(char.IsAsciiLetter)
        && !subtag.Equals("und", StringComparison.OrdinalIgnoreCase);

    private static string FormatSubtag(string subtag) =>
        subtag.Length == 4 ? char.ToUpperInvariant(subtag[0]) + subtag[1..].ToLowerInvariant() : subtag.ToUpperInvariant();

    private static bool IsCompatible(string detected, string declared) =>
        detected == declared || (CompatibleDeclarations.TryGetValue(detected, out var others) && others.Contains(declared));
}
