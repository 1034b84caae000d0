using AlertBot.Briefs;
using AlertBot.Text;

namespace AlertBot.Chat.Content;

/// <summary>A verbatim quote on a card. A quote that is too long is cut at one of its own sentence ends, or left out.</summary>
/// <param name="Parts">The pieces of a quote that its cue splits, each without quotation marks.</param>
/// <param name="Speaker">Null when the speaker is uncertain.</param>
internal sealed record CardQuote(IReadOnlyList<string> Parts, string? Speaker, string? Role, string? Venue)
{
    /// <summary>Code points of a speaker, role or venue. A longer one is an extraction error and is left out.</summary>
    private const int MaxAttributionLength = 160;

    private static readonly string[] Prepositions = ["At", "During", "In", "On", "To"];

    /// <summary>“words”, or “first words” “second words” when the cue was between them.</summary>
    public string Words => string.Join(' ', Parts.Select(part => $"“{part}”"));

    /// <summary>Role and venue, as far as known. A role is not shown without its speaker.</summary>
    public IReadOnlyList<string> AttributionDetails => [.. new[] { Speaker is null ? null : Role, Venue }.OfType<string>()];

    /// <summary>“Speaker, role, venue”; null when neither speaker nor venue is known.</summary>
    public string? Attribution =>
        Speaker is null && Venue is null ? null : string.Join(", ", new[] { Speaker }.OfType<string>().Concat(AttributionDetails));

    /// <summary>The quote and its attribution on one line: “words” — speaker, role, venue.</summary>
    public string Line => Attribution is null ? Words : $"{Words} — {Attribution}";

    /// <param name="max">Length limit in code points.</param>
    /// <param name="sentences">Splits a text into sentences.</param>
    /// <returns>Null when not even the first sentence fits.</returns>
    public static CardQuote? FromBrief(BriefQuote quote, int max, Func<string, IReadOnlyList<TextSpan>> sentences)
    {
        var parts = TakeWithinLimit(quote.Parts, max, sentences);
        return parts.Count == 0 ? null
            : new CardQuote(parts, CleanOrNull(quote.Speaker), CleanOrNull(quote.Role), LowercasePreposition(CleanOrNull(quote.Venue)));
    }

    private static List<string> TakeWithinLimit(IReadOnlyList<string> parts, int remaining, Func<string, IReadOnlyList<TextSpan>> sentences)
    {
        var shown = new List<string>();
        foreach (var part in parts)
        {
            var whole = DisplayText.Clean(part);
            var fit = DisplayText.CountCodePoints(whole) <= remaining ? whole : TakeWholeSentences(part, remaining, sentences);
            if (fit.Length > 0)
            {
                shown.Add(fit);
            }

            remaining -= DisplayText.CountCodePoints(fit);

            // The text after a cut would follow words that it does not follow in the article.
            if (fit.Length < whole.Length)
            {
                break;
            }
        }

        return shown;
    }

    private static string TakeWholeSentences(string part, int max, Func<string, IReadOnlyList<TextSpan>> sentences)
    {
        var fit = "";
        foreach (var end in sentences(part).Select(sentence => sentence.End))
        {
            var longer = DisplayText.Clean(part[..end]);
            if (DisplayText.CountCodePoints(longer) > max)
            {
                break;
            }

            fit = longer;
        }

        return fit;
    }

    private static string? CleanOrNull(string? text) =>
        DisplayText.Clean(text) is { Length: > 0 } clean && DisplayText.CountCodePoints(clean) <= MaxAttributionLength ? clean : null;

    /// <summary>A venue that begins a sentence in the article (“In a statement”) is in the middle of the attribution.</summary>
    private static string? LowercasePreposition(string? venue) =>
        venue is not null && Prepositions.Any(preposition => venue.StartsWith(preposition + " ", StringComparison.Ordinal))
            ? char.ToLowerInvariant(venue[0]) + venue[1..]
            : venue;
}
