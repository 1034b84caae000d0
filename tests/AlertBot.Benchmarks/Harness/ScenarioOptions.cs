using System.Globalization;

namespace AlertBot.Benchmarks.Harness;

/// <summary>The words behind a scenario's verb: <c>--name value</c> pairs and what stands free.</summary>
internal sealed class ScenarioOptions
{
    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);
    private readonly List<string> _free = [];

    /// <summary>The executable that is measured.</summary>
    public string Executable => Path.GetFullPath(_named.GetValueOrDefault("alertbot", "src/AlertBot/bin/Release/net10.0/alertbot"));

    /// <summary>Keeps the temporary folder, with the database and the service's log.</summary>
    public bool Keep => _named.ContainsKey("keep");

    public bool Has(string name) => _named.ContainsKey(name);

    public static ScenarioOptions Parse(IReadOnlyList<string> words)
    {
        var options = new ScenarioOptions();
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                options._free.Add(words[i]);
            }
            else
            {
                var hasValue = i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal);
                options._named[words[i][2..]] = hasValue ? words[++i] : "";
            }
        }

        return options;
    }

    public string Folder() => _free is [var folder, ..] && Directory.Exists(folder)
        ? Path.GetFullPath(folder)
        : throw new ArgumentException("name the folder of the feeds, e.g. snapshots ../shared/data/feeds");

    public string? Text(string name) => _named.GetValueOrDefault(name);

    public int Number(string name, int otherwise) =>
        _named.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
