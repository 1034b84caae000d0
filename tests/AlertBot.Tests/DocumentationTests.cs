using System.Text.RegularExpressions;
using AlertBot.Testing;

namespace AlertBot.Tests;

/// <summary>Checks that the files, test classes and links that the documentation names exist.</summary>
public partial class DocumentationTests
{
    private static readonly string Root = SourceTree.Root;

    public static TheoryData<string> Pages() =>
    [
        .. Directory.EnumerateFiles(Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_relative_link_leads_to_a_file(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root, page));

        Assert.Empty(BrokenLinks(page, text));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_test_class_that_a_page_names_exists(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root, page));

        Assert.Empty(TestClasses().Matches(text).Select(match => match.Groups[1].Value).Distinct().Except(ExistingTestClasses));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_source_file_that_a_page_names_exists(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root, page));

        Assert.Empty(MissingSources(text));
    }

    [Fact]
    public void Broken_links_and_missing_files_are_found()
    {
        Assert.Equal(["docs/nowhere.md"], BrokenLinks("README.md", "[a](docs/nowhere.md) [b](docs/discord.md#five-steps) [c](https://example.com)"));
        Assert.Equal(["nowhere.png"], BrokenLinks("docs/discord.md", "![a](nowhere.png) [b](../README.md)"));
        Assert.Equal(["Feeds/Nowhere.cs", "Nowhere/"], MissingSources("`Feeds/Nowhere.cs`, `Program.cs`, `Storage/Migrations/`, `Nowhere/`"));
    }

    private static readonly HashSet<string> ExistingTestClasses =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).OfType<string>(),
    ];

    private static IEnumerable<string> BrokenLinks(string page, string text) =>
        Links().Matches(text).Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#') && !link.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(link => !Path.Exists(Path.Combine(Root, Path.GetDirectoryName(page)!, link.Split('#')[0])));

    private static IEnumerable<string> MissingSources(string text) =>
        SourcePaths().Matches(text).Select(match => match.Groups[1].Value).Distinct()
            .Where(path => !Path.Exists(Path.Combine(Root, "src", "AlertBot", path)) && !Path.Exists(Path.Combine(Root, path)));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`(\w+Tests)`")]
    private static partial Regex TestClasses();

    // A path of a C# file, or a folder that begins with a capital letter and ends with a slash.
    [GeneratedRegex(@"`((?:[A-Z]\w*/)*[A-Z]\w*(?:\.cs|/))`")]
    private static partial Regex SourcePaths();
}
