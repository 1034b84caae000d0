using System.Text.Json;

namespace AlertBot.Benchmarks.Harness;

/// <summary>
/// Finds the documents in a folder that were captured from real sites. Without <c>expected.jsonl</c>, these are all files.
/// </summary>
internal static class CapturedDocuments
{
    public static IReadOnlyList<string> Paths(string folder, bool newsOnly)
    {
        var list = Path.Combine(folder, "expected.jsonl");
        var kind = newsOnly ? "captured-news" : "captured";
        return File.Exists(list)
            ? [.. File.ReadLines(list).Select(line => PathIfCaptured(folder, line, kind)).OfType<string>()]
            : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

        static string? PathIfCaptured(string folder, string line, string kind)
        {
            using var document = JsonDocument.Parse(line);
            var isSelected = document.RootElement.GetProperty("kind").GetString()!.StartsWith(kind, StringComparison.Ordinal);
            return isSelected ? Path.Combine(folder, "files", document.RootElement.GetProperty("id").GetString()!) : null;
        }
    }
}
