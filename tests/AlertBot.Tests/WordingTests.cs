using System.Text.RegularExpressions;
using AlertBot.Testing;

namespace AlertBot.Tests;

/// <summary>Keeps words out of code and documentation that only this project used in that sense. CONTRIBUTING.md asks for the field's terms.</summary>
public partial class WordingTests
{
    /// <summary>The word, and what to write instead.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mend"] = "fix",
        ["mends"] = "fixes",
        ["mended"] = "fixed",
        ["tongue"] = "language, profile",
        ["tongues"] = "languages, profiles",
        ["whoever"] = "the user who, anyone who",
        ["amends"] = "corrects",
        ["errand"] = "request, task",
        ["errands"] = "requests, background tasks",
        ["whisper"] = "ephemeral message",
        ["furniture"] = "boilerplate",
        ["courier"] = "dispatcher",
        ["oath"] = "invariant",
        ["stands"] = "is, appears",
        ["stood"] = "was, appeared",
        ["told"] = "sent, posted, logged, notified",
        ["tells"] = "reports, detects, shows",
        ["hence"] = "so",
    };

    private static readonly string[] Phrases =
    [
        "is tried again", "stands again", "takes no message", "for the process lives", "left alone", "is no longer news", "it is said again",
        "with line and mend", "another's business",
    ];

    private static readonly string[] Extensions = [".cs", ".md", ".yaml", ".yml", ".sh", ".csproj", ".sql"];

    [Fact]
    public void Code_and_documentation_use_the_terms_of_the_field()
    {
        var found = Directory.EnumerateFiles(SourceTree.Root, "*", SearchOption.AllDirectories)
            .Where(file => Extensions.Contains(Path.GetExtension(file)))
            .Select(file => Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/'))
            .Where(IsOurProse)
            .SelectMany(file => Find(file, File.ReadAllText(Path.Combine(SourceTree.Root, file))));

        Assert.Empty(found);
    }

    [Fact]
    public void A_word_is_found_in_comments_names_and_pages_but_not_in_quoted_text()
    {
        Assert.Equal(["a.cs:1: mend (write: fix)"], Find("a.cs", "// The mend is below."));
        Assert.Equal(["a.cs:2: errand (write: request, task)"], Find("a.cs", "\nvar nextErrand = 1;"));
        Assert.Equal(["a.md:1: stands (write: is, appears)"], Find("a.md", "The key stands in the file."));
        Assert.Equal(["a.md:1: “is tried again”"], Find("a.md", "It is tried again later."));
        Assert.Empty(Find("a.cs", "// “Bo told reporters” has the verb of saying \"told\"; `told` is the stored value."));
        Assert.Empty(Find("a.cs", "var verbs = \"told tells\"; // <c>told</c>"));
    }

    // Build output, data that the tests read, and this list.
    private static bool IsOurProse(string path) =>
        !path.Split('/').Any(part => part is "bin" or "obj" or ".git" or "Golden" or "News" or "Sample" or "TestResults")
        && !path.EndsWith("WordingTests.cs", StringComparison.Ordinal);

    private static IEnumerable<string> Find(string path, string text)
    {
        // Raw strings are texts of tests, such as news: their lines stay in place, without words.
        var lines = RawString().Replace(text, match => new string('\n', match.Value.Count(c => c == '\n'))).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = Quoted().Replace(lines[i], " ");
            var words = path.EndsWith(".cs", StringComparison.Ordinal) ? WordsOfCode(line) : Word().Matches(line).Select(match => match.Value);
            foreach (var word in words.Where(Words.ContainsKey).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                yield return $"{path}:{i + 1}: {word.ToLowerInvariant()} (write: {Words[word]})";
            }

            foreach (var phrase in Phrases.Where(phrase => line.Contains(phrase, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"{path}:{i + 1}: “{phrase}”";
            }
        }
    }

    // The parts of a name in camel case are words: nextErrand is next and errand.
    private static IEnumerable<string> WordsOfCode(string line) =>
        Word().Matches(line).SelectMany(match => NamePart().Matches(match.Value)).Select(match => match.Value);

    [GeneratedRegex("“[^”]*”|\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|'[^' ]*'|<c>.*?</c>")]
    private static partial Regex Quoted();

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"")]
    private static partial Regex RawString();

    [GeneratedRegex(@"[\p{L}_]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})")]
    private static partial Regex NamePart();
}
