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

    /// <summary>Shown instead of a name.</summary>
    private const string UnknownSpeaker = "speaker not identified";

    /// <summary>What is between the parts, such as “he said,”; empty for a dash.</summary>
    public IReadOnlyList<string> Cues { get; init; } = [];

    /// <summary>“words”, or the parts with the cue between them: “first words,” he said, “second words”.</summary>
    public string Words => string.Concat(Parts.Select((part, i) => i == 0 ? $"“{part}”" : $"{FormatCue(i - 1)} “{part}”"));

    /// <summary>Role and venue, as far as known. A role is not shown without its speaker.</summary>
    public IReadOnlyList<string> AttributionDetails => [.. new[] { Speaker is null ? null : Role, Venue }.OfType<string>()];

    /// <summary>The speaker, or that he is not known.</summary>
    public string SpeakerOrUnknown => Speaker ?? UnknownSpeaker;

    /// <summary>“Speaker, role, venue”.</summary>
    public string Attribution => string.Join(", ", AttributionDetails.Prepend(SpeakerOrUnknown));

    /// <summary>The quote and its attribution on one line: “words” — speaker, role, venue.</summary>
    public string Line => $"{Words} — {Attribution}";

    /// <summary>The cue after a part of the quote: “ he said,” or “, he said,”; a dash where it is not known.</summary>
    private string FormatCue(int part) => Cues.ElementAtOrDefault(part) is not { Length: > 0 } cue ? " –"
        : cue[0] is ',' or ';' or ':' ? cue
        : " " + cue;

    /// <param name="max">Length limit in code points.</param>
    /// <param name="sentences">Splits a text into sentences.</param>
    /// <returns>Null when not even the first sentence fits.</returns>
    public static CardQuote? FromBrief(BriefQuote quote, int max, Func<string, IReadOnlyList<TextSpan>> sentences)
    {
        var parts = TakeWithinLimit(quote, max, sentences);
        return parts.Count == 0 ? null
            : new CardQuote([.. parts.Select(part => part.Text)], CleanOrNull(quote.Speaker), CleanOrNull(quote.Role),
                LowercasePreposition(CleanOrNull(quote.Venue)))
            {
                Cues = [.. parts.Skip(1).Select(part => part.Before ?? "")],
            };
    }

    /// <returns>The parts, each with the text before it.</returns>
    private static List<(string? Before, string Text)> TakeWithinLimit(BriefQuote quote, int remaining,
        Func<string, IReadOnlyList<TextSpan>> sentences)
    {
        var shown = new List<(string? Before, string Text)>();
        for (var i = 0; i < quote.Parts.Count; i++)
        {
            var part = quote.Parts[i];
            var before = i == 0 ? null : CleanOrNull(quote.Cues.ElementAtOrDefault(i - 1));
            remaining -= DisplayText.CountCodePoints(before ?? "");
            var whole = DisplayText.Clean(part);
            var fit = DisplayText.CountCodePoints(whole) <= remaining ? whole : TakeWholeSentences(part, remaining, sentences);
            if (fit.Length > 0)
            {
                shown.Add((before, fit));
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
