using System.Runtime.CompilerServices;
using AlertBot.Testing;

namespace AlertBot.Tests;

/// <summary>Compares a text with a file in Golden/. With ALERTBOT_REWRITE_GOLDEN=1, the file is written instead.</summary>
internal static class Golden
{
    public static void Matches(string name, string actual, [CallerMemberName] string test = "")
    {
        var file = PathOf(name);
        if (Environment.GetEnvironmentVariable("ALERTBOT_REWRITE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        Assert.True(File.Exists(file), $"{test}: {name} is missing; run with ALERTBOT_REWRITE_GOLDEN=1 to write it");
        Assert.Equal(File.ReadAllText(file), actual, ignoreLineEndingDifferences: true);
    }

    public static string Read(string name) => File.ReadAllText(PathOf(name));

    private static string PathOf(string name) => Path.Combine(SourceTree.Root, "tests", "AlertBot.Tests", "Golden", name);
}
