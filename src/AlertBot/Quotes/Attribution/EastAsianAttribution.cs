using System.Buffers;
using AlertBot.Text;

namespace AlertBot.Quotes.Attribution;

/// <summary>Finds speakers in Chinese and Japanese sentences of simple form: 甲表示：“…”, “…”，甲说, 甲は「…」と述べた.</summary>
internal static class EastAsianAttribution
{
    // Characters of a clause with a speaker and a verb. A longer clause says more than who speaks.
    private const int MaxClauseLength = 24;

    // Characters between the quotation and a Japanese cue.
    private const int MaxCueDistance = 12;

    // Characters of a name without a separator, and of a transliterated name with one.
    private const int MaxNameLength = 4;
    private const int MaxTransliteratedNameLength = 15;

    private const string ChineseClauseBounds = "，。！？；：、\n”“」";

    private const string JapaneseClauseBounds = "。、！？\n」「";

    private static readonly SearchValues<char> ChineseClauseEnds = SearchValues.Create("，。；：！？“「\n");

    // A clause with one of these is more than a name.
    private static readonly SearchValues<char> FunctionCharacters = SearchValues.Create("的了在对就与和はがをに");

    private static readonly SearchValues<char> NameSeparators = SearchValues.Create("·・");

    private static readonly string[] ChineseCues =
    [
        "表示", "指出", "强调", "強調", "认为", "認為", "坦言", "写道", "寫道", "补充", "補充", "回应", "回應", "宣布", "透露",
        "告诉记者", "告訴記者", "称", "稱", "说", "說",
    ];

    private static readonly string[] ChineseAdverbs =
    [
        "进一步", "進一步", "随后", "隨後", "再次", "今天", "昨天", "今日", "昨日", "当天", "當天", "还", "還", "也", "则", "則",
    ];

    private static readonly string[] ChineseOffices =
    [
        "新闻发言人", "发言人", "發言人", "首席执行官", "总书记", "秘书长", "秘書長", "总统", "總統", "总理", "總理", "首相",
        "部长", "部長", "主席", "市长", "市長", "省长", "州长", "教授", "主任", "局长", "局長", "院长", "院長", "校长", "校長",
        "大使", "议员", "議員", "总裁", "董事长", "经理", "研究员", "医生", "律师", "教练",
    ];

    private static readonly string[] JapaneseCues =
    [
        "述べ", "話し", "話す", "語っ", "語る", "説明し", "強調し", "コメントし", "指摘し", "訴え", "明らかにし", "発言し", "答え",
        "批判し", "主張し", "投稿し", "振り返",
    ];

    private static readonly string[] JapaneseOffices =
    [
        "報道官", "官房長官", "事務総長", "大統領", "首相", "大臣", "長官", "知事", "市長", "町長", "村長", "議員", "教授", "社長",
        "会長", "所長", "監督", "選手", "代表", "委員長", "理事長", "弁護士", "医師",
    ];

    private static readonly string[] JapaneseHonorifics = ["さん", "氏"];

    /// <summary>Adds speakers to the quotations that have none. Texts in other languages stay as they are.</summary>
    public static IReadOnlyList<Quote> AddSpeakers(string text, string? language, IReadOnlyList<Quote> quotes) =>
        language?.Split('-')[0] switch
        {
            "zh" => [.. quotes.Select(quote => quote.Speaker is null ? AttributeChinese(text, quote) : quote)],
            "ja" => [.. quotes.Select(quote => quote.Speaker is null ? AttributeJapanese(text, quote) : quote)],
            _ => quotes,
        };

    private static Quote AttributeChinese(string text, Quote quote)
    {
        var end = SkipBack(text, quote.Start - 1, "：:，, ");
        if (end < quote.Start - 1 && FindWordEndingAt(text, end, ChineseCues) is { } leadingCue
            && FindClauseEndingAt(text, end - leadingCue.Length, ChineseClauseBounds) is { } clause)
        {
            return WithSpeaker(text, quote, clause, leadingCue, ChineseOffices, []);
        }

        var start = quote.End + 1;
        while (start < text.Length && start < quote.End + 3 && text[start] is '，' or ',')
        {
            start++;
        }

        var length = start < text.Length
            ? text.AsSpan(start, Math.Min(2 * MaxClauseLength, text.Length - start)).IndexOfAny(ChineseClauseEnds)
            : -1;
        var stop = start + length;
        return length > 0 && text[stop] is '。' or '，' && start > quote.End + 1
            && FindWordEndingAt(text, stop, ChineseCues) is { } trailingCue
            ? WithSpeaker(text, quote, new TextSpan(start, stop - trailingCue.Length), trailingCue, ChineseOffices, [])
            : quote;
    }

    private static Quote AttributeJapanese(string text, Quote quote)
    {
        var open = SkipBack(text, quote.Start - 1, "、 ");
        var topicParticle = open > 0 && text[open - 1] == 'は' ? open - 1 : -1;
        var after = text.AsSpan(Math.Min(quote.End + 1, text.Length));
        after = after[..Math.Min(after.Length, MaxClauseLength)];
        if (topicParticle < 0 || !after.StartsWith("と", StringComparison.Ordinal))
        {
            return quote;
        }

        foreach (var cue in JapaneseCues)
        {
            var distance = after.IndexOf(cue, StringComparison.Ordinal);
            if (distance is > 0 and < MaxCueDistance && FindClauseEndingAt(text, topicParticle, JapaneseClauseBounds) is { } clause)
            {
                return WithSpeaker(text, quote, clause, cue, JapaneseOffices, JapaneseHonorifics);
            }
        }

        return quote;
    }

    private static int SkipBack(string text, int at, string marks)
    {
        while (at > 0 && marks.Contains(text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private static string? FindWordEndingAt(string text, int end, string[] words)
    {
        var before = text.AsSpan(0, Math.Max(0, end));
        foreach (var word in words)
        {
            if (before.EndsWith(word, StringComparison.Ordinal))
            {
                return word;
            }
        }

        return null;
    }

    private static TextSpan? FindClauseEndingAt(string text, int end, string bounds)
    {
        var start = end;
        while (start > 0 && end - start <= MaxClauseLength && !bounds.Contains(text[start - 1]))
        {
            start--;
        }

        return end - start is > 1 and <= MaxClauseLength ? new TextSpan(start, end) : null;
    }

    /// <param name="clause">The speaker with adverbs after it.</param>
    /// <param name="honorifics">Empty for Chinese.</param>
    private static Quote WithSpeaker(string text, Quote quote, TextSpan clause, string cue, string[] offices, string[] honorifics)
    {
        var (start, end) = (clause.Start, clause.End);
        while (FindWordEndingAt(text, end, ChineseAdverbs) is { } adverb && end - adverb.Length > start)
        {
            end -= adverb.Length;
        }

        var speaker = text[start..end];
        if (speaker.Length < 2 || IsPronoun(speaker[0]) || speaker.AsSpan().ContainsAny(FunctionCharacters))
        {
            return quote;
        }

        var (name, role) = SplitNameAndRole(speaker, offices, honorifics);
        return quote with { Speaker = speaker, SpeakerStart = start, SpeakerEnd = end, Name = name, Role = role, Cue = cue };
    }

    private static bool IsPronoun(char c) => c is '他' or '她' or '它' or '我' or '彼';

    /// <summary>In Chinese the office precedes the name, in Japanese it follows. A Japanese honorific also ends a name.</summary>
    private static (string? Name, string? Role) SplitNameAndRole(string speaker, string[] offices, string[] honorifics)
    {
        foreach (var honorific in honorifics)
        {
            if (speaker.EndsWith(honorific, StringComparison.Ordinal))
            {
                var name = speaker[..^honorific.Length];
                return (IsName(name) ? name : null, null);
            }
        }

        var isJapanese = honorifics.Length > 0;
        foreach (var office in offices)
        {
            var at = speaker.LastIndexOf(office, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            var name = isJapanese ? speaker[(speaker.LastIndexOf('の') + 1)..at] : speaker[(at + office.Length)..];
            var role = isJapanese ? office : speaker[..(at + office.Length)];
            return IsName(name) ? (name, role) : (null, null);
        }

        return (null, null);
    }

    private static bool IsName(string name) =>
        name.Length is >= 2 and <= MaxNameLength
        || (name.Length is > MaxNameLength and <= MaxTransliteratedNameLength && name.AsSpan().ContainsAny(NameSeparators));
}
