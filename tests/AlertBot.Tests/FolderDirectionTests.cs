using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AlertBot.Testing;

namespace AlertBot.Tests;

/// <summary>Checks that a folder uses only itself and the folders before it.</summary>
public partial class FolderDirectionTests
{
    private static readonly string[] Order =
    [
        "Hosting", "Storage", "Text", "Http", "Feeds", "Articles", "Topics", "Quotes", "Summaries", "Reading", "Stories", "Briefs",
        "Alerts", "Chat", "Web", "Settings", "Cli",
    ];

    private static string SourceRoot { get; } = Path.Combine(SourceTree.Root, "src", "AlertBot");

    [Fact]
    public void A_folder_uses_only_itself_and_earlier_folders()
    {
        var folders = Order.ToDictionary(
            folder => folder,
            folder => Directory.EnumerateFiles(Path.Combine(SourceRoot, folder), "*.cs", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetRelativePath(SourceRoot, file).Replace('\\', '/'), File.ReadAllText));
        var names = folders.ToFrozenDictionary(folder => folder.Key, folder => ListNames(folder.Value));

        var breaches = folders.Values.SelectMany(files => files).SelectMany(file => FindBreaches(file.Key, file.Value, names));

        Assert.Empty(breaches);
    }

    [Theory]
    [InlineData("using AlertBot.Feeds;")]
    [InlineData("using AlertBot.Feeds.Polling;")]
    [InlineData("using static AlertBot.Feeds.EntryKeys;")]
    [InlineData("using Id = AlertBot.Feeds.EntryId;")]
    [InlineData("namespace AlertBot.Storage;\nusing Feeds;")]
    [InlineData("namespace AlertBot.Storage;\nusing Feeds.Polling;")]
    [InlineData("var id = AlertBot.Feeds.EntryId.None;")]
    [InlineData("var id = global::AlertBot.Feeds.EntryId.None;")]
    [InlineData("Feeds.EntryId id;")]
    [InlineData("List<Feeds.EntryId> ids;")]
    [InlineData("var poller = new Feeds.Polling.FeedPoller();")]
    [InlineData("var text = $\"entry {Feeds.EntryId.None}\";")]
    public void A_use_of_a_later_folder_is_reported(string text)
    {
        Assert.Equal(["Storage/Db.cs uses Feeds"], FindBreaches("Storage/Db.cs", text, PlantedNames));
    }

    [Theory]
    [InlineData("Chat/A.cs", "using AlertBot.Feeds;")]
    [InlineData("Feeds/A.cs", "Feeds.EntryId id;")]
    [InlineData("Storage/Db.cs", "// as Feeds.EntryId says")]
    [InlineData("Storage/Db.cs", "/// <see cref=\"AlertBot.Feeds.EntryId\"/>")]
    [InlineData("Storage/Db.cs", "var text = \"AlertBot.Feeds.EntryId\";")]
    [InlineData("Storage/Db.cs", "var count = settings.Feeds.EntryId;")]
    [InlineData("Storage/Db.cs", "var count = Feeds.Count;")]
    public void Other_text_is_not_reported(string path, string text)
    {
        Assert.Empty(FindBreaches(path, text, PlantedNames));
    }

    [Fact]
    public void Names_of_a_folder_are_its_types_and_its_folders()
    {
        var names = ListNames(new Dictionary<string, string>
        {
            ["Feeds/A.cs"] = "internal sealed class A;\n internal readonly record struct AId(long Value);\n// class B\n",
            ["Feeds/Polling/C.cs"] = "internal interface IC<T>;\n internal enum D { E }\n internal delegate Task<int> F(int x);",
        });

        Assert.Equal(["A", "AId", "D", "F", "IC", "Polling"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_folder_is_listed_in_the_order()
    {
        var folders = Directory.GetDirectories(SourceRoot).Select(Path.GetFileName).Except(["bin", "obj"]);

        Assert.Equal(Order.Order(), folders.Order());
    }

    private static FrozenDictionary<string, FrozenSet<string>> PlantedNames { get; } =
        new Dictionary<string, FrozenSet<string>> { ["Feeds"] = FrozenSet.Create("EntryId", "Polling") }.ToFrozenDictionary();

    /// <returns>What may follow the folder's name and a dot: the names of its types, and of the folders in it.</returns>
    private static FrozenSet<string> ListNames(IReadOnlyDictionary<string, string> files) => files
        .SelectMany(file => TypeDeclaration().Matches(CSharpSource.Parse(file.Value).Code).Select(match => match.Groups["name"].Value)
            .Concat(file.Key.Split('/')[1..^1]))
        .ToFrozenSet();

    private static IEnumerable<string> FindBreaches(string path, string text, FrozenDictionary<string, FrozenSet<string>> names)
    {
        var own = Array.IndexOf(Order, path.Split('/')[0]);
        var code = CSharpSource.Parse(text).Code;
        var halfQualified = HalfQualifiedName().Matches(code)
            .Where(match => names.TryGetValue(match.Groups["folder"].Value, out var known) && known.Contains(match.Groups["name"].Value));
        return QualifiedName().Matches(code).Concat(RelativeUsing().Matches(code)).Concat(halfQualified)
            .Select(match => match.Groups["folder"].Value)
            .Distinct()
            .Where(folder => Array.IndexOf(Order, folder) > own)
            .Select(folder => $"{path} uses {folder}");
    }

    [GeneratedRegex(@"(?<![\w.])AlertBot\.(?<folder>\w+)")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"(?<![\w.])(?<folder>[A-Z]\w+)\.(?<name>[A-Z]\w*)")]
    private static partial Regex HalfQualifiedName();

    [GeneratedRegex(@"\busing\s+(?<folder>[A-Z]\w+)\s*;")]
    private static partial Regex RelativeUsing();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+class|\s+struct)?|delegate\s+[\w<>\[\]?,.\s]+?)\s+(?<name>\w+)\s*[<(:;{]")]
    private static partial Regex TypeDeclaration();
}
