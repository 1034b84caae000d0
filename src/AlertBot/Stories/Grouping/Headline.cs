using System.Collections.Frozen;
using AlertBot.Topics.Matching;

namespace AlertBot.Stories.Grouping;

/// <summary>What a headline says beside its news.</summary>
internal static class Headline
{
    /// <summary>Words after the last separator of a headline that may be the name of an outlet.</summary>
    private const int MaxOutletWords = 4;

    /// <summary>The minimum number of words by which a headline is longer than the outlet's name behind it.</summary>
    private const int MinHeadlineWords = 3;

    private static readonly string[] Separators = [" - ", " | ", " – ", " — ", " · "];

    /// <summary>Words that say nothing of the event: reporting verbs, days, and what agencies put in front of an update.</summary>
    private static readonly FrozenSet<string> FrameWords = FrozenSet.Create(
        "says", "say", "saying", "update", "live", "updates", "breaking", "exclusive", "video", "watch", "report", "reports",
        "today", "yesterday", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "year", "years",
        "week", "weeks", "day", "days", "month", "months", "time", "times", "just", "only", "very", "now", "then", "some", "any", "most",
        "other", "such", "can", "should", "shall", "may", "might", "must", "does", "did", "done", "having", "before", "under", "out", "up",
        "down", "against", "between", "through", "during", "off", "amid", "via", "per", "here", "how", "why", "where", "whom", "whose",
        "these", "those", "them", "him", "our", "your", "my", "me", "us", "than", "all", "one", "two", "new", "no", "so", "if");

    /// <summary>Marks of a headline over several stories.</summary>
    private static readonly string[] RecapMarks =
    [
        "in brief", "in pictures", "in photos", "round-up", "roundup", "briefing", "what you need to know today", "things to know today",
        "the day in", "the week in", "newsletter", "news quiz", "front pages", "what the papers say", "tagesüberblick", "wochenrückblick",
        "das wichtigste", "kurz gemeldet", "l'essentiel de", "l’essentiel de", "revue de presse", "en bref", "las noticias del día",
        "resumen del día", "resumen de la semana", "головне за день", "дайджест", "итоги дня", "要闻", "موجز",
    ];

    public static bool IsFrameWord(string lower) => FrameWords.Contains(lower);

    public static bool IsRecap(string title) => RecapMarks.Any(mark => title.Contains(mark, StringComparison.OrdinalIgnoreCase));

    /// <summary>Removes the outlet's name behind a headline, and other sections behind separators.</summary>
    public static string RemoveOutlet(string title, string source)
    {
        var at = Separators.Max(separator => title.LastIndexOf(separator, StringComparison.Ordinal));
        if (at <= 0)
        {
            return title;
        }

        var outlet = WordScanner.Scan(title[(at + 3)..]);
        var headline = WordScanner.Scan(title[..at]);
        var isOutlet = outlet.Select(token => token.Form).SequenceEqual(WordScanner.Scan(source).Select(token => token.Form))
            || (outlet.Count <= MaxOutletWords && headline.Count > outlet.Count + MinHeadlineWords);
        return isOutlet ? title[..at] : title;
    }
}
