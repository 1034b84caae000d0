using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Languages;

/// <summary>Phrases without a verb that name a source: “according to”, “laut”, “selon”, “según”.</summary>
internal static class SourcePhrases
{
    /// <returns>The first token of the source if a source phrase starts at <paramref name="at"/>; otherwise 0.</returns>
    public static int FindSourceStart(TokenizedParagraph tokens, int at) => tokens[at].Lower switch
    {
        "according" when tokens[at + 1].Lower is "to" => at + 2,
        "laut" or "zufolge" or "selon" or "según" => at + 1,
        "in" when tokens[at + 1].Lower is "the" && tokens[at + 2].Lower is "words" && tokens[at + 3].Lower is "of" => at + 4,
        "d’après" or "d'après" => at + 1,
        _ => 0,
    };
}
