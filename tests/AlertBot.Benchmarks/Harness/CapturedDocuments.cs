using System.Text.Json;

namespace AlertBot.Benchmarks.Harness;

/// <summary>The captured feeds of a data folder; all files of the folder when it has no list.</summary>
internal static class CapturedDocuments
{
    public static IReadOnlyList<string> Paths(string folder, bool newsOnly)
    {
        var list = Path.Combine(folder, "expected.jsonl");
        return File.Exists(list)
            ? [.. File.ReadLines(list).Select(line => Captured(folder, line, newsOnly ? "captured-news" : "captured")).OfType<string>()]
            : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

        static string? Captured(string folder, string line, string kind)
        {
            using var document = JsonDocument.Parse(line);
            var isWanted = document.RootElement.GetProperty("kind").GetString()!.StartsWith(kind, StringComparison.Ordinal);
            return isWanted ? Path.Combine(folder, "files", document.RootElement.GetProperty("id").GetString()!) : null;
        }
    }
}
