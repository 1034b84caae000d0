using AlertBot.Briefs;

namespace AlertBot.Chat.Content;

/// <summary>A figure on which outlets differ, on a card.</summary>
/// <param name="Label">What is counted: “dead”.</param>
internal sealed record CardFigure(string Label, IReadOnlyList<CardFigureValue> Values)
{
    /// <summary>Code points of a label or a number.</summary>
    private const int MaxTextLength = 60;

    private const int MaxValues = 4;

    /// <summary>“dead: 32 (…, …), 41 (…)”, with the outlets as a platform writes them.</summary>
    /// <param name="escape">Escapes text.</param>
    /// <param name="formatSource">Formats the link to an outlet's article.</param>
    public string Format(Func<string, string> escape, Func<CardSource, string> formatSource) =>
        escape(Label + ": ") + string.Join(", ",
            Values.Select(value => $"{escape(value.Number)} ({string.Join(", ", value.Sources.Select(formatSource))})"));

    /// <returns>Null where nothing differs.</returns>
    public static CardFigure? FromBrief(BriefFigure figure)
    {
        var label = CleanText(figure.Label);
        var values = figure.Values.Take(MaxValues).Select(value => new CardFigureValue(CleanText(value.Number),
            [.. value.Sources.Select(CardSource.FromBrief)])).Where(value => value.Number.Length > 0 && value.Sources.Count > 0).ToList();
        return label.Length > 0 && values.Count > 1 ? new CardFigure(label, values) : null;
    }

    private static string CleanText(string text) => DisplayText.Truncate(DisplayText.Clean(text), MaxTextLength);
}

/// <summary>One value of a figure on a card.</summary>
internal sealed record CardFigureValue(string Number, IReadOnlyList<CardSource> Sources);
