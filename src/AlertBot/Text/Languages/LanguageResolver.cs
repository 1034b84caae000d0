namespace AlertBot.Text.Languages;

/// <summary>Tells the language of a text.</summary>
internal static class LanguageResolver
{
    /// <param name="declared">What the page or feed says; believed unless the text clearly is in another script or language.</param>
    /// <returns>BCP 47, lower-case primary language first (<c>en</c>, <c>de-AT</c>); null where nothing is certain.</returns>
    public static string? Resolve(string text, string? declared)
    {
        var said = NormalizeTag(declared);
        var seen = LanguageDetector.Detect(text);
        return said is null ? seen?.Language
            : seen is { IsClear: true } clear && !AreInterchangeable(clear.Language, PrimarySubtag(said)) ? clear.Language
            : said;
    }

    /// <summary>Lower-case language, title-case script, upper-case region; null for what is no language tag.</summary>
    private static string? NormalizeTag(string? declared)
    {
        var parts = declared?.Split(',', ';', ' ')[0].Trim().Split('-', '_') ?? [];
        if (parts.Length == 0 || parts[0].Length is < 2 or > 3 || !parts[0].All(char.IsAsciiLetter)
            || parts[0].Equals("und", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var primary = parts[0].ToLowerInvariant() switch
        {
            "iw" => "he",
            "in" => "id",
            "eng" => "en",
            "deu" or "ger" => "de",
            "fra" or "fre" => "fr",
            "spa" => "es",
            "cn" => "zh",
            "jp" => "ja",
            "ua" => "uk",
            var other => other,
        };
        return string.Join('-',
            parts.Skip(1).TakeWhile(part => part.Length is 2 or 3 or 4 && part.All(char.IsAsciiLetterOrDigit)).Select(FormatSubtag)
                .Prepend(primary));
    }

    private static string FormatSubtag(string part) =>
        part.Length == 4 ? char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant() : part.ToUpperInvariant();

    private static string PrimarySubtag(string tag) => tag.Split('-')[0];

    /// <summary>Languages that function words cannot hold apart, or that a macro language covers.</summary>
    private static bool AreInterchangeable(string seen, string said) => seen == said || (seen, said) switch
    {
        ("no", "nb" or "nn" or "da") or ("da", "nb" or "nn" or "no") => true,
        ("id", "ms") or ("es", "gl" or "ast" or "ca" or "an") or ("pt", "gl") or ("it", "co" or "sc") or ("nl", "af" or "fy")
            or ("de", "lb" or "gsw" or "nds") => true,
        ("zh", "yue" or "cmn") or ("ar", "fa" or "ur" or "ckb" or "ps" or "ug") or ("hi", "mr" or "ne" or "sa")
            or ("ru", "uk" or "be" or "bg" or "sr" or "mk" or "kk" or "ky" or "mn" or "tg" or "uz") or ("he", "yi") => true,
        _ => false,
    };
}
