using System.Buffers;

namespace AlertBot.Text.Languages;

/// <summary>Guesses the language of a text from its script and, for Latin and Cyrillic letters, from its function words.</summary>
internal static class LanguageDetector
{
    /// <summary>Characters from the beginning of a text that are examined; more do not change the result.</summary>
    private const int MaxSampleLength = 6_000;

    /// <summary>A text with fewer letters gets no language.</summary>
    private const int MinLetters = 12;

    /// <summary>Kana are at least one letter in this many of a Japanese text.</summary>
    private const int LettersPerKana = 12;

    /// <summary>A text with fewer function words of its best language gets no language.</summary>
    private const int MinFunctionWords = 3;

    /// <summary>Function words of the language are at least one word in this many.</summary>
    private const int WordsPerFunctionWord = 12;

    /// <summary>With this many function words, and more than twice as many as any other language, the language is clear.</summary>
    private const int MinClearFunctionWords = 15;

    /// <summary>Longer words, in characters, are not function words.</summary>
    private const int MaxWordLength = 16;

    private static readonly SearchValues<char> UkrainianOnly = SearchValues.Create("іїєґІЇЄҐ");
    private static readonly SearchValues<char> RussianOnly = SearchValues.Create("ыэёЫЭЁ");
    private static readonly SearchValues<char> SerbianOnly = SearchValues.Create("ђјљњћџЂЈЉЊЋЏ");
    private static readonly SearchValues<char> PersianOnly = SearchValues.Create("پچژگی");
    private static readonly SearchValues<char> UrduOnly = SearchValues.Create("ٹڈڑےں");

    /// <returns>
    /// The most likely language, and whether it is certain enough to overrule the declaration of a page; null when there is none.
    /// </returns>
    public static (string Language, bool IsClear)? Detect(string text)
    {
        var sample = text.AsSpan(0, Math.Min(text.Length, MaxSampleLength));
        Span<int> lettersByScript = stackalloc int[Scripts.Count];
        var letters = CountLetters(sample, lettersByScript);
        if (letters < MinLetters)
        {
            return null;
        }

        var kana = lettersByScript[(int)Script.Kana];
        if (kana * LettersPerKana > letters && kana + lettersByScript[(int)Script.Han] > letters / 2)
        {
            return ("ja", true);
        }

        var script = FindMostFrequent(lettersByScript);
        var isClear = lettersByScript[(int)script] > letters * 6 / 10;
        return script switch
        {
            Script.Latin or Script.Other => DetectByFunctionWords(sample),
            Script.Cyrillic => (DetectCyrillicLanguage(sample), isClear),
            Script.Arabic => (sample.ContainsAny(UrduOnly) ? "ur" : sample.ContainsAny(PersianOnly) ? "fa" : "ar", isClear),
            _ => (Scripts.LanguageOf(script), isClear),
        };
    }

    private static int CountLetters(ReadOnlySpan<char> text, Span<int> lettersByScript)
    {
        var letters = 0;
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                letters++;
                lettersByScript[(int)Scripts.Of(c)]++;
            }
        }

        return letters;
    }

    private static Script FindMostFrequent(ReadOnlySpan<int> lettersByScript)
    {
        var best = 0;
        for (var i = 1; i < lettersByScript.Length; i++)
        {
            best = lettersByScript[i] > lettersByScript[best] ? i : best;
        }

        return (Script)best;
    }

    private static (string, bool)? DetectByFunctionWords(ReadOnlySpan<char> sample)
    {
        var (wordsByLanguage, words) = CountFunctionWords(sample);
        var ranked = wordsByLanguage.OrderByDescending(pair => pair.Value).Take(2).ToList();
        if (ranked.Count == 0 || ranked[0].Value < MinFunctionWords || ranked[0].Value * WordsPerFunctionWord < words)
        {
            return null;
        }

        var (language, best) = ranked[0];
        var second = ranked.Count > 1 ? ranked[1].Value : 0;
        if (best == second)
        {
            return IsSpanishOrCatalan(ranked) ? ("es", false) : null;
        }

        return (language, best >= MinClearFunctionWords && best > 2 * second);
    }

    /// <summary>Nearly all function words of Catalan are Spanish too, so a tie of the two means Spanish.</summary>
    private static bool IsSpanishOrCatalan(List<KeyValuePair<string, int>> ranked) =>
        ranked.Exists(pair => pair.Key is "es") && ranked.Exists(pair => pair.Key is "ca");

    private static (Dictionary<string, int> WordsByLanguage, int Words) CountFunctionWords(ReadOnlySpan<char> sample)
    {
        var counts = new Dictionary<string, int>();
        var words = 0;
        Span<char> lower = stackalloc char[MaxWordLength];
        for (var start = 0; start < sample.Length;)
        {
            var end = start;
            while (end < sample.Length && char.IsLetter(sample[end]))
            {
                end++;
            }

            if (end > start)
            {
                words++;
                CountLanguages(sample[start..end], lower, counts);
            }

            start = end + 1;
        }

        return (counts, words);
    }

    private static void CountLanguages(ReadOnlySpan<char> word, Span<char> lower, Dictionary<string, int> counts)
    {
        if (word.Length > lower.Length)
        {
            return;
        }

        var length = word.ToLowerInvariant(lower);
        foreach (var language in FunctionWords.FindLanguages(lower[..length]))
        {
            counts[language] = counts.GetValueOrDefault(language) + 1;
        }
    }

    private static string DetectCyrillicLanguage(ReadOnlySpan<char> text)
    {
        var ukrainian = text.CountAny(UkrainianOnly);
        var russian = text.CountAny(RussianOnly);
        var serbian = text.CountAny(SerbianOnly);
        return serbian > ukrainian && serbian > russian ? "sr"
            : ukrainian > russian ? "uk"
            : russian > 0 ? "ru"
            : text.Count('ъ') > text.Length / 200 ? "bg"
            : "ru";
    }
}
