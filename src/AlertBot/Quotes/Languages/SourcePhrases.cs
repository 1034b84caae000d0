using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Languages;

/// <summary>Words other than verbs that name a source: “according to”, “laut”, “selon”, “según”.</summary>
internal static class SourcePhrases
{
    /// <returns>The first token of the source, if the words before it begin at <paramref name="at"/>; else 0.</returns>
    public static int FindSourceStart(TokenizedParagraph tokens, int at) => tokens[at].Lower switch
    {
        "according" when tokens[at + 1].Lower is "to" => at + 2,
        "laut" or "zufolge" or "selon" or "según" => at + 1,
        "in" when tokens[at + 1].Lower is "the" && tokens[at + 2].Lower is "words" && tokens[at + 3].Lower is "of" => at + 4,
        "d’après" or "d'après" => at + 1,
        _ => 0,
    };
}
