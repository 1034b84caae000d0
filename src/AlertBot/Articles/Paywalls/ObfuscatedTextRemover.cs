using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AlertBot.Articles.Html;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Paywalls;

/// <summary>
/// Removes the text that a page shows blurred to readers who have not paid: scrambled letters, or lorem ipsum in place of the article.
/// </summary>
internal static partial class ObfuscatedTextRemover
{
    /// <summary>Elements of a page that are examined; no page has as many that are blurred.</summary>
    private const int MaxElements = 200;

    /// <summary>A shorter text, in words, is not recognized as filler.</summary>
    private const int MinWords = 8;

    /// <summary>The share of its words that lorem ipsum has in common with the list.</summary>
    private const double MinFillerShare = 0.5;

    /// <summary>Parts of the class names of blurred elements.</summary>
    private static readonly SearchValues<string> ObfuscatedClasses =
        SearchValues.Create(["blur", "scrambl", "obfuscat", "paywall"], StringComparison.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> LoremIpsumWords = """
        lorem ipsum ipsam ipsa dolor dolore dolorem dolores doloribus sit amet consectetur adipiscing adipisci elit sed do
        eiusmod tempor incididunt ut labore laborum laboriosam et magna aliqua aliquam enim minim veniam quis nostrud
        exercitation exercitationem ullamco laboris nisi aliquip ex ea commodo consequat consequuntur consequatur duis aute
        irure iure in reprehenderit repellat voluptate voluptatem voluptatum voluptas velit esse cillum eu fugiat nulla
        pariatur excepteur sint occaecat occaecati cupidatat non proident sunt culpa qui officia deserunt mollit anim id est
        cumque delectus rerum natus tenetur debitis aspernatur sapiente eos sequi quia odio odit omnis veritatis perspiciatis
        accusantium doloremque laudantium totam rem aperiam eaque quae ab illo illum inventore quasi architecto beatae vitae
        dicta explicabo nemo aut fugit magni ratione nesciunt neque porro quisquam eius modi tempora quaerat corporis suscipit
        quod at cum molestiae itaque earum hic a
        """.Split([' ', '\n']).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="document">The page; loses the obfuscated text.</param>
    /// <param name="html">The source of the document: only pages with one of the class names in it are searched.</param>
    /// <returns>Whether there was such text.</returns>
    public static bool RemoveFrom(IHtmlDocument document, string html)
    {
        if (!html.AsSpan().ContainsAny(ObfuscatedClasses))
        {
            return false;
        }

        var blocks = document.All.Where(e => e.ClassName is { Length: > 0 } name && name.AsSpan().ContainsAny(ObfuscatedClasses))
            .Take(MaxElements)
            .Where(e => e.LocalName is not ("html" or "body" or "main") && e.TextContent.Length > 0)
            .ToList();
        var removed = false;
        foreach (var block in blocks)
        {
            foreach (var part in FindParts(block).Where(IsObfuscated).ToList())
            {
                removed |= part.TextContent.Length > 0;
                part.Remove();
            }
        }

        return removed;
    }

    private static IEnumerable<IElement> FindParts(IElement block) => HasObfuscatedClass(block)
        ? [block]
        : block.QuerySelectorAll("p").Append(block).Take(MaxElements);

    private static bool IsObfuscated(IElement part) => HasObfuscatedClass(part) || IsLoremIpsum(part);

    private static bool HasObfuscatedClass(IElement element) => ObfuscatedClassName().IsMatch(DomTraversal.GetClassName(element));

    private static bool IsLoremIpsum(IElement part)
    {
        var words = 0;
        var fillers = 0;
        foreach (var word in part.TextContent.Split([' ', '\n', '\t', '\r', '.', ',', ';', '?', '!'],
            StringSplitOptions.RemoveEmptyEntries))
        {
            words++;
            fillers += LoremIpsumWords.Contains(word) ? 1 : 0;
        }

        return words >= MinWords && fillers >= words * MinFillerShare;
    }

    /// <summary>A class of scrambled text. "blurred" is not enough: whole articles have it until a script removes it.</summary>
    [GeneratedRegex("(?:^|[ _-])(?:scrambled?|obfuscated|obfuscated-content|scrambled-text)(?:$|[ _-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ObfuscatedClassName();
}
