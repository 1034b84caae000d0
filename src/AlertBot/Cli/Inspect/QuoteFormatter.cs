using AlertBot.Quotes;

namespace AlertBot.Cli.Inspect;

/// <summary>Writes quotes for a person: one line each, with both marks and the speaker.</summary>
internal static class QuoteFormatter
{
    /// <summary><c>“Text” — name, role, venue</c>. An ellipsis in front marks the second part of a divided quotation.</summary>
    public static string Format(Quote quote)
    {
        var speaker = string.Join(", ",
            new[] { quote.Name ?? quote.Speaker, quote.Role, quote.Venue }.OfType<string>().Select(ToSingleLine));
        return $"{(quote.Continues ? "… " : "")}“{ToSingleLine(quote.Text)}”{(speaker.Length > 0 ? " — " + speaker : "")}";
    }

    public static string ToSingleLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
