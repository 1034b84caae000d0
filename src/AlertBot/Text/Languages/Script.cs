using System.Collections.Frozen;

namespace AlertBot.Text.Languages;

/// <summary>The writing systems that the language detector distinguishes.</summary>
internal enum Script
{
    Other,
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Thai,
    Georgian,
    Ethiopic,
    Kana,
    Han,
    Hangul,
}

internal static class Scripts
{
    public static readonly int Count = Enum.GetValues<Script>().Length;

    /// <summary>Blocks of the Unicode standard in ascending order. Letters outside them are of <see cref="Script.Other"/>.</summary>
    private static readonly (char First, char Last, Script Script)[] Blocks =
    [
        ('\u0000', '\u024F', Script.Latin),
        ('\u0370', '\u03FF', Script.Greek),
        ('\u0400', '\u052F', Script.Cyrillic),
        ('\u0530', '\u058F', Script.Armenian),
        ('\u0590', '\u05FF', Script.Hebrew),
        ('\u0600', '\u077F', Script.Arabic),
        ('\u0900', '\u097F', Script.Devanagari),
        ('\u0980', '\u09FF', Script.Bengali),
        ('\u0A00', '\u0A7F', Script.Gurmukhi),
        ('\u0A80', '\u0AFF', Script.Gujarati),
        ('\u0B80', '\u0BFF', Script.Tamil),
        ('\u0C00', '\u0C7F', Script.Telugu),
        ('\u0C80', '\u0CFF', Script.Kannada),
        ('\u0D00', '\u0D7F', Script.Malayalam),
        ('\u0E00', '\u0E7F', Script.Thai),
        ('\u10A0', '\u10FF', Script.Georgian),
        ('\u1100', '\u11FF', Script.Hangul),
        ('\u1200', '\u137F', Script.Ethiopic),
        ('\u1E00', '\u1EFF', Script.Latin),
        ('\u1F00', '\u1FFF', Script.Greek),
        ('\u3040', '\u30FF', Script.Kana),
        ('\u3400', '\u9FFF', Script.Han),
        ('\uAC00', '\uD7AF', Script.Hangul),
        ('\uFB50', '\uFDFF', Script.Arabic),
    ];

    /// <summary>The language that is written in a script alone, or by far most often.</summary>
    private static readonly FrozenDictionary<Script, string> Languages = new Dictionary<Script, string>
    {
        [Script.Greek] = "el",
        [Script.Hebrew] = "he",
        [Script.Armenian] = "hy",
        [Script.Georgian] = "ka",
        [Script.Devanagari] = "hi",
        [Script.Bengali] = "bn",
        [Script.Gurmukhi] = "pa",
        [Script.Gujarati] = "gu",
        [Script.Tamil] = "ta",
        [Script.Telugu] = "te",
        [Script.Kannada] = "kn",
        [Script.Malayalam] = "ml",
        [Script.Thai] = "th",
        [Script.Ethiopic] = "am",
        [Script.Hangul] = "ko",
        [Script.Kana] = "ja",
        [Script.Han] = "zh",
    }.ToFrozenDictionary();

    public static Script Of(char letter)
    {
        foreach (var (first, last, script) in Blocks)
        {
            if (letter <= last)
            {
                return letter >= first ? script : Script.Other;
            }
        }

        return Script.Other;
    }

    /// <exception cref="KeyNotFoundException">The script has many languages: Latin, Cyrillic, Arabic.</exception>
    public static string LanguageOf(Script script) => Languages[script];
}
