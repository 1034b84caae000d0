using System.Globalization;

namespace AlertBot.Benchmarks.Harness;

/// <summary>The arguments after a scenario's verb: <c>--name value</c> pairs and positional arguments.</summary>
internal sealed class ScenarioOptions
{
    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);
    private readonly List<string> _positional = [];

    /// <summary>The path of the measured executable.</summary>
    public string Executable => Path.GetFullPath(_named.GetValueOrDefault("alertbot", "src/AlertBot/bin/Release/net10.0/alertbot"));

    /// <summary>Whether the temporary folder is kept, with the database and the service's log.</summary>
    public bool Keep => _named.ContainsKey("keep");

    public bool Has(string name) => _named.ContainsKey(name);

    public static ScenarioOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ScenarioOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                options._positional.Add(arguments[i]);
            }
            else
            {
                var hasValue = i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
                options._named[arguments[i][2..]] = hasValue ? arguments[++i] : "";
            }
        }

        return options;
    }

    public string Folder() => _positional is [var folder, ..] && Directory.Exists(folder)
        ? Path.GetFullPath(folder)
        : throw new ArgumentException("Name the folder with the documents, for example: snapshots FEEDS");

    public string? Text(string name) => _named.GetValueOrDefault(name);

    public int Number(string name, int fallback) =>
        _named.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
