namespace AlertBot.Articles;

/// <summary>Tells the language of a text.</summary>
internal static class Language
{
    /// <param name="declared">What the page or feed says; believed unless the text clearly is in another script or language.</param>
    /// <returns>BCP 47, lower-case primary language first (<c>en</c>, <c>de-AT</c>); null where nothing is certain.</returns>
    public static string? Of(string text, string? declared) => declared;
}
