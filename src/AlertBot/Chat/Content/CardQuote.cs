using AlertBot.Briefs;
using AlertBot.Text;

namespace AlertBot.Chat.Content;

/// <summary>A quotation on a card, verbatim: left out or cut at its own sentence ends where it is too long, never otherwise.</summary>
/// <param name="Speaker">Null where the brief is not certain.</param>
internal sealed record CardQuote(IReadOnlyList<string> Parts, string? Speaker, string? Role, string? Venue)
{
    /// <summary>Code points of a speaker, role or venue; what is longer is a mistake of ours and left out.</summary>
    private const int MaxAttributionLength = 160;

    private static readonly string[] Prepositions = ["At", "During", "In", "On", "To"];

    /// <summary>“words”, or “first words” “second words” where the cue stood between them.</summary>
    public string Words => string.Join(' ', Parts.Select(p => $"“{p}”"));

    /// <summary>What stands behind the speaker; empty for nothing. The role belongs to a speaker and is not shown without one.</summary>
    public IReadOnlyList<string> AttributionDetails => [.. new[] { Speaker is null ? null : Role, Venue }.OfType<string>()];

    /// <returns>“Speaker, role, venue”; null where none is known.</returns>
    public string? Attribution =>
        Speaker is null && Venue is null ? null : string.Join(", ", new[] { Speaker }.OfType<string>().Concat(AttributionDetails));

    /// <summary>The whole on one line: “words” — speaker, role, venue.</summary>
    public string Line => Attribution is null ? Words : $"{Words} — {Attribution}";

    /// <returns>Null where not even the first sentence fits.</returns>
    public static CardQuote? FromBrief(BriefQuote quote, int max, Func<string, IReadOnlyList<TextSpan>> sentences)
    {
        var parts = TakeWithinLimit(quote.Parts, max, sentences);
        return parts.Count == 0 ? null
            : new CardQuote(parts, CleanOrNull(quote.Speaker), CleanOrNull(quote.Role), LowercasePreposition(CleanOrNull(quote.Venue)));
    }

    private static List<string> TakeWithinLimit(IReadOnlyList<string> parts, int room, Func<string, IReadOnlyList<TextSpan>> sentences)
    {
        var shown = new List<string>();
        foreach (var part in parts)
        {
            var whole = DisplayText.Clean(part);
            var fit = DisplayText.CountCodePoints(whole) <= room ? whole : TakeWholeSentences(part, room, sentences);
            if (fit.Length > 0)
            {
                shown.Add(fit);
            }

            room -= DisplayText.CountCodePoints(fit);

            // What comes behind a cut would stand beside words it did not follow.
            if (fit.Length < whole.Length)
            {
                break;
            }
        }

        return shown;
    }

    private static string TakeWholeSentences(string part, int room, Func<string, IReadOnlyList<TextSpan>> sentences)
    {
        var fit = "";
        foreach (var end in sentences(part).Select(s => s.End))
        {
            var longer = DisplayText.Clean(part[..end]);
            if (DisplayText.CountCodePoints(longer) > room)
            {
                break;
            }

            fit = longer;
        }

        return fit;
    }

    private static string? CleanOrNull(string? text) =>
        DisplayText.Clean(text) is { Length: > 0 } clean && DisplayText.CountCodePoints(clean) <= MaxAttributionLength ? clean : null;

    /// <summary>A venue that began its sentence in the text (“In a statement”) stands in the middle of ours.</summary>
    private static string? LowercasePreposition(string? venue) =>
        venue is not null && Prepositions.Any(p => venue.StartsWith(p + " ", StringComparison.Ordinal))
            ? char.ToLowerInvariant(venue[0]) + venue[1..]
            : venue;
}
