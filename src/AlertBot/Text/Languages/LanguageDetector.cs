using System.Buffers;
using System.Collections.Frozen;

namespace AlertBot.Text.Languages;

/// <summary>Guesses the language of a text from its script and, for Latin and Cyrillic letters, from its function words.</summary>
internal static class LanguageDetector
{
    /// <summary>So many characters tell as much as a whole article.</summary>
    private const int MaxSampleLength = 6_000;

    private const int MinLetters = 12;

    private static readonly FrozenDictionary<string, string[]> LanguagesByWord = FunctionWords()
        .SelectMany(entry => entry.Words.Split(' ').Select(word => (word, entry.Language)))
        .GroupBy(pair => pair.word, pair => pair.Language)
        .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray());

    private static readonly SearchValues<char> UkrainianOnly = SearchValues.Create("іїєґІЇЄҐ");
    private static readonly SearchValues<char> RussianOnly = SearchValues.Create("ыэёЫЭЁ");
    private static readonly SearchValues<char> SerbianOnly = SearchValues.Create("ђјљњћџЂЈЉЊЋЏ");
    private static readonly SearchValues<char> PersianOnly = SearchValues.Create("پچژگی");
    private static readonly SearchValues<char> UrduOnly = SearchValues.Create("ٹڈڑےں");

    /// <returns>The likeliest language, and whether it is certain enough to overrule what a page declares.</returns>
    public static (string Language, bool IsClear)? Detect(string text)
    {
        var sample = text.AsSpan(0, Math.Min(text.Length, MaxSampleLength));
        Span<int> scripts = stackalloc int[Enum.GetValues<Script>().Length];
        var letters = 0;
        foreach (var c in sample)
        {
            if (char.IsLetter(c))
            {
                letters++;
                scripts[(int)ScriptOf(c)]++;
            }
        }

        if (letters < MinLetters)
        {
            return null;
        }

        // A run of Chinese characters with some kana among them is Japanese.
        if (scripts[(int)Script.Kana] * 12 > letters && scripts[(int)Script.Kana] + scripts[(int)Script.Han] > letters / 2)
        {
            return ("ja", true);
        }

        var most = (Script)scripts.IndexOf(Max(scripts));
        var isClear = scripts[(int)most] > letters * 6 / 10;
        return most switch
        {
            Script.Latin or Script.Other => DetectByFunctionWords(sample),
            Script.Cyrillic => (DetectCyrillicLanguage(sample), isClear),
            Script.Arabic => (sample.ContainsAny(UrduOnly) ? "ur" : sample.ContainsAny(PersianOnly) ? "fa" : "ar", isClear),
            _ => (LanguageOfScript(most), isClear),
        };
    }

    private static (string, bool)? DetectByFunctionWords(ReadOnlySpan<char> sample)
    {
        var counts = new Dictionary<string, int>();
        var (words, lookup) = (0, LanguagesByWord.GetAlternateLookup<ReadOnlySpan<char>>());
        Span<char> lower = stackalloc char[16];
        foreach (var range in FindWords(sample))
        {
            words++;
            var word = sample[range];
            if (word.Length <= lower.Length && word.ToLowerInvariant(lower) is var length
                && lookup.TryGetValue(lower[..length], out var languages))
            {
                foreach (var language in languages)
                {
                    counts[language] = counts.GetValueOrDefault(language) + 1;
                }
            }
        }

        var ranked = counts.OrderByDescending(pair => pair.Value).Take(2).ToList();
        if (ranked.Count == 0 || ranked[0].Value < 3 || ranked[0].Value * 12 < words)
        {
            return null;
        }

        var second = ranked.Count > 1 ? ranked[1].Value : 0;
        // Every small word of Catalan but a few is Spanish too.
        if (ranked[0].Value == second && ranked.Find(pair => pair.Key is not "ca") is { Key: "es" } spanish
            && ranked.Exists(pair => pair.Key is "ca"))
        {
            return (spanish.Key, false);
        }

        return ranked[0].Value == second ? null : (ranked[0].Key, ranked[0].Value >= 15 && ranked[0].Value > 2 * second);
    }

    private static List<Range> FindWords(ReadOnlySpan<char> text)
    {
        var words = new List<Range>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isLetter = i < text.Length && char.IsLetter(text[i]);
            if (isLetter && start < 0)
            {
                start = i;
            }
            else if (!isLetter && start >= 0)
            {
                words.Add(start..i);
                start = -1;
            }
        }

        return words;
    }

    private static string DetectCyrillicLanguage(ReadOnlySpan<char> text)
    {
        var (ukrainian, russian, serbian) = (Count(text, UkrainianOnly), Count(text, RussianOnly), Count(text, SerbianOnly));
        return serbian > ukrainian && serbian > russian ? "sr"
            : ukrainian > russian ? "uk"
            : russian > 0 ? "ru"
            : text.Count('ъ') > text.Length / 200 ? "bg"
            : "ru";
    }

    private static int Count(ReadOnlySpan<char> text, SearchValues<char> letters)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += letters.Contains(c) ? 1 : 0;
        }

        return count;
    }

    private static int Max(ReadOnlySpan<int> values)
    {
        var max = 0;
        foreach (var value in values)
        {
            max = Math.Max(max, value);
        }

        return max;
    }

    private static string LanguageOfScript(Script script) => script switch
    {
        Script.Greek => "el",
        Script.Hebrew => "he",
        Script.Armenian => "hy",
        Script.Georgian => "ka",
        Script.Devanagari => "hi",
        Script.Bengali => "bn",
        Script.Gurmukhi => "pa",
        Script.Gujarati => "gu",
        Script.Tamil => "ta",
        Script.Telugu => "te",
        Script.Kannada => "kn",
        Script.Malayalam => "ml",
        Script.Thai => "th",
        Script.Ethiopic => "am",
        Script.Hangul => "ko",
        Script.Kana => "ja",
        _ => "zh",
    };

    private static Script ScriptOf(char c) => c switch
    {
        < '\u0250' or (>= '\u1E00' and <= '\u1EFF') => Script.Latin,
        >= '\u0370' and <= '\u03FF' or (>= '\u1F00' and <= '\u1FFF') => Script.Greek,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0530' and <= '\u058F' => Script.Armenian,
        >= '\u0590' and <= '\u05FF' => Script.Hebrew,
        >= '\u0600' and <= '\u077F' or (>= '\uFB50' and <= '\uFDFF') => Script.Arabic,
        >= '\u0900' and <= '\u097F' => Script.Devanagari,
        >= '\u0980' and <= '\u09FF' => Script.Bengali,
        >= '\u0A00' and <= '\u0A7F' => Script.Gurmukhi,
        >= '\u0A80' and <= '\u0AFF' => Script.Gujarati,
        >= '\u0B80' and <= '\u0BFF' => Script.Tamil,
        >= '\u0C00' and <= '\u0C7F' => Script.Telugu,
        >= '\u0C80' and <= '\u0CFF' => Script.Kannada,
        >= '\u0D00' and <= '\u0D7F' => Script.Malayalam,
        >= '\u0E00' and <= '\u0E7F' => Script.Thai,
        >= '\u10A0' and <= '\u10FF' => Script.Georgian,
        >= '\u1200' and <= '\u137F' => Script.Ethiopic,
        >= '\u3040' and <= '\u30FF' => Script.Kana,
        >= '\u3400' and <= '\u9FFF' => Script.Han,
        >= '\uAC00' and <= '\uD7AF' or (>= '\u1100' and <= '\u11FF') => Script.Hangul,
        _ => Script.Other,
    };

    /// <summary>The commonest small words, those that tell a language from its neighbours among them.</summary>
    private static (string Language, string Words)[] FunctionWords() =>
    [
        ("en", "the of and to in is that for it on was with as his her he she they be at by this have from or had not are but which "
            + "you were their been has will would who said its more about after than when there what an into could"),
        ("de", "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie "
            + "nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein "
            + "wurde sei ich wir ihr uns muss kann will haben sagte wenn gegen bereits"),
        ("fr", "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec son aux d l n s "
            + "qu mais comme ou si leur y dont elle ont cette été fait être nous ses sans même après entre deux je j c où très tout "
            + "tous ils on ai dit m"),
        ("es", "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este "
            + "ya entre cuando todo esta ser son dos también fue había era muy hasta desde está porque según ante nos han dijo del e tras"),
        ("it", "di e il la che in a per un è del non una con i le da si della sono al gli alla dei nel come ha più ma anche lo se "
            + "nella delle dal ai o dalla sul questo suo essere stato hanno tra era due dopo cui degli"),
        ("pt", "de a que o e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser "
            + "quando muito há nos já está eu também só pelo pela até isso ela entre era depois são"),
        ("nl", "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij nog uit door over ze zich hij naar "
            + "heeft hebben ik we worden wordt wel deze kan meer tot werd al geen haar was je"),
        ("sv", "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år under "
            + "också efter eller nu sin där vid mot ska skulle kommer ut får finns blir"),
        ("da", "og i at det er en til på som af de for med den har ikke et der om var han men sig fra vi kan så skal efter også blev "
            + "være nu eller hvor over vil havde hun sin ved når mod bliver deres år ud af"),
        ("no", "og i det er at en på som for til med av den har de ikke et om var han men seg fra vi kan så skal etter også ble være "
            + "nå eller hvor over vil hadde hun sin ved når mot blir deres år ut etter noe"),
        ("fi", "ja on ei että se oli hän mutta ovat kun myös joka ole mukaan ne sen olla jos kuin vain hänen ollut tai sitä niin mitä "
            + "siitä jo vielä kanssa voi sekä joita jonka tämä"),
        ("pl", "w i na z do się nie że o jest to od po za jak przez dla który ale są oraz ich tym przy było jego być tylko może roku "
            + "które ma już co jednak także został tego także będzie"),
        ("cs", "a v se na je že o s z do i to k ve pro za by ale po jsou jako od při jeho byl už které který podle jsem bylo také tak "
            + "nebo však si může před roku kde být mezi"),
        ("tr", "ve bir bu da de için ile çok olarak daha olan gibi kadar en ne sonra var o ancak ise göre her dedi oldu ama değil "
            + "olduğunu diye kendi yeni iki üzerine"),
        ("ro", "de și în a la cu pe că din nu o este un să mai care pentru au fost ca sunt al prin după sau iar fi dar ai lui cel "
            + "acest când dintre către fiind poate prin"),
        ("hu", "a az és hogy nem is egy van de meg ezt már volt csak mint azt még el ez ki aki vagy pedig lehet kell szerint után nagy "
            + "ami minden amely ha között"),
        ("id", "yang dan di ini itu untuk dengan dari tidak pada ke dalam akan juga adalah oleh karena telah ada saya bisa lebih "
            + "mereka sudah kata tersebut para atau dia kami seperti sebagai"),
        ("vi", "và của là các có được cho trong không với một người những đã này khi để ở ông vào về tại từ cũng đến như ra trên việc sau"),
        ("ca", "de la i que el en a els les del un una per amb és no al com més ha dels però seva aquest també són ser seu perquè fins "
            + "entre pel"),
    ];

    private enum Script
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
}
