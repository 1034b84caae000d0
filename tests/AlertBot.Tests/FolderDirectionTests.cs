using System.Text.RegularExpressions;
using AlertBot.Testing;

namespace AlertBot.Tests;

/// <summary>Keeps the folders in one direction: a folder uses only itself and those before it.</summary>
public partial class FolderDirectionTests
{
    private static readonly string[] Order =
        ["Storage", "Http", "Feeds", "Articles", "Topics", "Briefs", "Stories", "Alerts", "Chat", "Web", "Cli"];

    [Fact]
    public void A_folder_uses_only_itself_and_earlier_folders()
    {
        var source = Path.Combine(SourceTree.Root, "src", "AlertBot");

        var breaches = Order
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(source, folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Breaches(Path.GetRelativePath(source, file), File.ReadAllText(file)));

        Assert.Empty(breaches);
    }

    [Fact]
    public void A_use_of_a_later_folder_is_named()
    {
        Assert.Equal(["Storage/Db.cs uses Feeds"], Breaches("Storage/Db.cs", "using AlertBot.Feeds;"));
        Assert.Equal(["Topics/A.cs uses Chat"], Breaches("Topics/A.cs", "var x = AlertBot.Chat.Card.Of(y);"));
        Assert.Empty(Breaches("Chat/A.cs", "using AlertBot.Topics;"));
    }

    [Fact]
    public void Every_folder_is_listed_in_the_order()
    {
        var folders =
            Directory.GetDirectories(Path.Combine(SourceTree.Root, "src", "AlertBot")).Select(Path.GetFileName).Except(["bin", "obj"]);

        Assert.Empty(folders.Except(Order));
    }

    private static IEnumerable<string> Breaches(string path, string text)
    {
        var own = Array.IndexOf(Order, path.Split('/', '\\')[0]);
        return Names().Matches(text).Select(m => m.Groups[1].Value).Distinct()
            .Where(name => Array.IndexOf(Order, name) > own)
            .Select(name => $"{path} uses {name}");
    }

    [GeneratedRegex(@"AlertBot\.([A-Z]\w+)")]
    private static partial Regex Names();
}
