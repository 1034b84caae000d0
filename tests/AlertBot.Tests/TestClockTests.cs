using System.Text.RegularExpressions;
using AlertBot.Testing;

namespace AlertBot.Tests;

/// <summary>
/// Keeps upper bounds in real time out of the tests: on a busy machine they fail for nothing. Use <see cref="WorkGrowth"/>, a
/// <c>FakeTimeProvider</c> (with <see cref="VirtualTime"/>) or <c>TestDatabase.CountInstructionsAsync</c>.
/// </summary>
public partial class TestClockTests
{
    /// <summary>Reads the clock where the system has no processor time for a thread.</summary>
    private const string Exception = "WorkGrowth.cs";

    [Fact]
    public void No_test_measures_real_time()
    {
        var found = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "tests", "AlertBot.Tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is not (Exception or nameof(TestClockTests) + ".cs"))
            .Where(file => RealTime().IsMatch(File.ReadAllText(file)));

        Assert.Empty(found);
    }

    [GeneratedRegex(@"\b(Stopwatch|TickCount|TickCount64)\b|\b(DateTime|DateTimeOffset)\.(UtcNow|Now)\b|\[(Fact|Theory)\([^)]*Timeout")]
    private static partial Regex RealTime();
}
