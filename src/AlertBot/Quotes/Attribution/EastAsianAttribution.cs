using System.Buffers;
using AlertBot.Text;

namespace AlertBot.Quotes.Attribution;

/// <summary>Finds speakers in Chinese and Japanese where the sentence has its plain form: 甲表示：“…”, “…”，甲说, 甲は「…」と述べた.</summary>
internal static class EastAsianAttribution
{
    // A clause that is longer tells more than who speaks.
    private const int MaxClauseLength = 24;

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create("，。；：！？“「\n");

    // A clause with one of these is more than a name.
    private static readonly SearchValues<char> FunctionCharacters = SearchValues.Create("的了在对就与和はがをに");

    private static readonly string[] ChineseCues =
        ["表示", "指出", "强调", "強調", "认为", "認為", "坦言", "写道", "寫道", "补充", "補充", "回应", "回應", "宣布", "透露", "告诉记者", "告訴記者", "称", "稱", "说", "說"];

    private static readonly string[] ChineseAdverbs =
        ["进一步", "進一步", "随后", "隨後", "再次", "今天", "昨天", "今日", "昨日", "当天", "當天", "还", "還", "也", "则", "則"];

    private static readonly string[] ChineseOffices =
        ["新闻发言人", "发言人", "發言人", "首席执行官", "总书记", "秘书长", "秘書長", "总统", "總統", "总理", "總理", "首相", "部长", "部長", "主席", "市长", "市長", "省长", "州长",
            "教授", "主任", "局长", "局長", "院长", "院長", "校长", "校長", "大使", "议员", "議員", "总裁", "董事长", "经理", "研究员", "医生", "律师", "教练"];

    private static readonly string[] JapaneseOffices =
        ["報道官", "官房長官", "事務総長", "大統領", "首相", "大臣", "長官", "知事", "市長", "町長", "村長", "議員", "教授", "社長", "会長", "所長", "監督", "選手", "代表", "委員長",
            "理事長", "弁護士", "医師"];

    private static readonly string[] JapaneseCues =
        ["述べ", "話し", "話す", "語っ", "語る", "説明し", "強調し", "コメントし", "指摘し", "訴え", "明らかにし", "発言し", "答え", "批判し", "主張し", "投稿し", "振り返"];

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
        if (end < quote.Start - 1 && FindCueEndingAt(text, end, ChineseCues) is { } before
            && FindClauseEndingAt(text, end - before.Length, "，。！？；：、\n”“」") is { } clause)
        {
            return WithSpeaker(text, quote, clause, before, ChineseOffices, []);
        }

        var start = quote.End + 1;
        while (start < text.Length && start < quote.End + 3 && text[start] is '，' or ',')
        {
            start++;
        }

        var stop = start < text.Length ? text.AsSpan(start, Math.Min(2 * MaxClauseLength, text.Length - start)).IndexOfAny(ClauseEnds) : -1;
        return stop > 0 && text[start + stop] is '。' or '，' && start > quote.End + 1
            && FindCueEndingAt(text, start + stop, ChineseCues) is { } behind
            ? WithSpeaker(text, quote, new TextSpan(start, start + stop - behind.Length), behind, ChineseOffices, [])
            : quote;
    }

    private static Quote AttributeJapanese(string text, Quote quote)
    {
        var open = SkipBack(text, quote.Start - 1, "、 ");
        var topic = open > 0 && text[open - 1] == 'は' ? open - 1 : -1;
        var behind = text.AsSpan(Math.Min(quote.End + 1, text.Length));
        behind = behind[..Math.Min(behind.Length, MaxClauseLength)];
        if (topic < 0 || !behind.StartsWith("と", StringComparison.Ordinal))
        {
            return quote;
        }

        foreach (var cue in JapaneseCues)
        {
            if (behind.IndexOf(cue, StringComparison.Ordinal) is > 0 and < 12 && FindClauseEndingAt(text, topic, "。、！？\n」「") is { } clause)
            {
                return WithSpeaker(text, quote, clause, cue, JapaneseOffices, ["さん", "氏"]);
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

    private static string? FindCueEndingAt(string text, int end, string[] cues)
    {
        var before = text.AsSpan(0, Math.Max(0, end));
        foreach (var cue in cues)
        {
            if (before.EndsWith(cue, StringComparison.Ordinal))
            {
                return cue;
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

    private static Quote WithSpeaker(string text, Quote quote, TextSpan clause, string cue, string[] offices, string[] address)
    {
        var (start, end) = (clause.Start, clause.End);
        for (var trimmed = true; trimmed;)
        {
            var word = FindCueEndingAt(text, end, ChineseAdverbs);
            trimmed = word is not null && end - word.Length > start;
            end -= trimmed ? word!.Length : 0;
        }

        var spoken = text[start..end];
        if (spoken.Length < 2 || spoken[0] is '他' or '她' or '它' or '我' or '彼' || spoken.AsSpan().ContainsAny(FunctionCharacters))
        {
            return quote;
        }

        var (name, role) = SplitNameAndRole(spoken, offices, address);
        return quote with { Speaker = spoken, SpeakerStart = start, SpeakerEnd = end, Name = name, Role = role, Cue = cue };
    }

    /// <summary>Chinese sets the office before the name, Japanese behind it; a form of address ends a name too.</summary>
    private static (string? Name, string? Role) SplitNameAndRole(string spoken, string[] offices, string[] address)
    {
        foreach (var office in address)
        {
            if (spoken.EndsWith(office, StringComparison.Ordinal))
            {
                return (IsName(spoken[..^office.Length]) ? spoken[..^office.Length] : null, null);
            }
        }

        foreach (var office in offices)
        {
            var at = spoken.LastIndexOf(office, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            var name = address.Length > 0 ? spoken[(spoken.LastIndexOf('の') + 1)..at] : spoken[(at + office.Length)..];
            return IsName(name) ? (name, address.Length > 0 ? office : spoken[..(at + office.Length)]) : (null, null);
        }

        return (null, null);
    }

    private static bool IsName(string name) =>
        name.Length is >= 2 and <= 4 || (name.Length is > 4 and < 16 && name.AsSpan().ContainsAny('·', '・'));
}
