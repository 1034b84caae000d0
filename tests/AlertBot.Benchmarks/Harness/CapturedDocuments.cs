using System.Text.Json;

namespace AlertBot.Benchmarks.Harness;

/// <summary>The files of a folder of feeds that were captured from real sites; all files where no list says which.</summary>
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
            var isMeant = document.RootElement.GetProperty("kind").GetString()!.StartsWith(kind, StringComparison.Ordinal);
            return isMeant ? Path.Combine(folder, "files", document.RootElement.GetProperty("id").GetString()!) : null;
        }
    }
}
