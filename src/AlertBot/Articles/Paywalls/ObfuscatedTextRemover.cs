using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Paywalls;

/// <summary>
/// Text that a page shows blurred to those who have not paid: letters mixed up, or a printer's Latin in place of the article.
/// </summary>
internal static partial class ObfuscatedTextRemover
{
    private const int MaxElements = 200;

    /// <summary>Below so many words nothing can be said.</summary>
    private const int MinWords = 8;

    /// <summary>So many of the words are the printer's.</summary>
    private const double MinFillerShare = 0.5;

    private static readonly SearchValues<string> ObfuscatedClasses =
        SearchValues.Create(["blur", "scrambl", "obfuscat", "paywall"], StringComparison.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> LoremIpsumWords = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "lorem", "ipsum", "ipsam", "ipsa", "dolor", "dolore", "dolorem", "dolores", "doloribus", "sit", "amet", "consectetur",
        "adipiscing", "adipisci", "elit", "sed", "do", "eiusmod", "tempor", "incididunt", "ut", "labore", "laborum",
        "laboriosam", "et", "magna", "aliqua", "aliquam", "enim", "minim", "veniam", "quis", "nostrud", "exercitation", "exercitationem",
        "ullamco", "laboris", "nisi", "aliquip", "ex", "ea", "commodo", "consequat", "consequuntur", "consequatur",
        "duis", "aute", "irure", "iure", "in", "reprehenderit", "repellat", "voluptate", "voluptatem", "voluptatum", "voluptas", "velit",
        "esse", "cillum", "eu", "fugiat", "nulla", "pariatur", "excepteur", "sint", "occaecat", "occaecati",
        "cupidatat", "non", "proident", "sunt", "culpa", "qui", "officia", "deserunt", "mollit", "anim", "id", "est", "cumque",
        "delectus", "rerum", "natus", "tenetur", "debitis", "aspernatur", "sapiente", "eos", "sequi", "quia",
        "odio", "odit", "omnis", "veritatis", "perspiciatis", "accusantium", "doloremque", "laudantium", "totam", "rem", "aperiam",
        "eaque", "quae", "ab", "illo", "illum", "inventore", "quasi", "architecto", "beatae", "vitae", "dicta",
        "explicabo", "nemo", "aut", "fugit", "magni", "ratione", "nesciunt", "neque", "porro", "quisquam", "eius", "modi", "tempora",
        "quaerat", "corporis", "suscipit", "quod", "at", "cum", "molestiae", "itaque", "earum", "hic", "a");

    /// <returns>Whether there was such text.</returns>
    /// <param name="html">What the document was made of: few pages have such a word in them, and only those are looked through.</param>
    public static bool RemoveFrom(IHtmlDocument document, string html)
    {
        if (!html.AsSpan().ContainsAny(ObfuscatedClasses))
        {
            return false;
        }

        var boxes = document.All.Where(e => e.ClassName is { Length: > 0 } name && name.AsSpan().ContainsAny(ObfuscatedClasses))
            .Take(MaxElements)
            .Where(e => e.LocalName is not ("html" or "body" or "main") && e.TextContent.Length > 0).ToList();
        var removed = false;
        foreach (var box in boxes)
        {
            foreach (var part in FindParts(box).Where(IsObfuscated).ToList())
            {
                removed |= part.TextContent.Length > 0;
                part.Remove();
            }
        }

        return removed;
    }

    private static IEnumerable<IElement> FindParts(IElement box) =>
        ObfuscatedClassName().IsMatch(GetClassName(box)) ? [box] : box.QuerySelectorAll("p").Append(box).Take(MaxElements);

    private static bool IsObfuscated(IElement part) => ObfuscatedClassName().IsMatch(GetClassName(part)) || IsLoremIpsum(part);

    private static string GetClassName(IElement element) => element.ClassName is { Length: < 400 } name ? name : "";

    private static bool IsLoremIpsum(IElement part)
    {
        var (words, filling) = (0, 0);
        foreach (var word in part.TextContent.Split([' ', '\n', '\t', '\r', '.', ',', ';', '?', '!'],
            StringSplitOptions.RemoveEmptyEntries))
        {
            words++;
            filling += LoremIpsumWords.Contains(word) ? 1 : 0;
        }

        return words >= MinWords && filling >= words * MinFillerShare;
    }

    /// <summary>A class that says that the text is no text; “blurred” alone may be said of a whole article.</summary>
    [GeneratedRegex("(?:^|[ _-])(?:scrambled?|obfuscated|obfuscated-content|scrambled-text)(?:$|[ _-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ObfuscatedClassName();
}
