using System.Collections.Frozen;
using System.Reflection;

namespace AlertBot.Stories.Grouping;

/// <summary>
/// Words and phrases from a text file. Each belongs to a row, the matter or the concept; in the files of outcomes and turns it also has a
/// value, the outcome or the stage of the matter.
/// </summary>
internal sealed class WordGroups
{
    private readonly FrozenDictionary<string, (string Row, string Value)[]> _byPhrase;

    private WordGroups(FrozenDictionary<string, (string Row, string Value)[]> byPhrase) => _byPhrase = byPhrase;

    /// <summary>See <c>Outcomes.txt</c>.</summary>
    public static WordGroups Outcomes { get; } = Read("AlertBot.Stories.Outcomes.txt");

    /// <summary>See <c>Concepts.txt</c>. The row is the concept.</summary>
    public static WordGroups Concepts { get; } = Read("AlertBot.Stories.Concepts.txt", areConcepts: true);

    /// <summary>See <c>Turns.txt</c>.</summary>
    public static WordGroups Turns { get; } = Read("AlertBot.Stories.Turns.txt");

    /// <summary>Whether a single word is in a row.</summary>
    public bool Contains(string stem) => _byPhrase.ContainsKey(stem);

    /// <summary>Finds the words and phrases of a headline. A phrase has two words, with at most two others between them.</summary>
    /// <returns>Row, value, and the position of the first word.</returns>
    public IEnumerable<(string Row, string Value, int Position)> Find(IReadOnlyList<HeadlineToken> tokens)
    {
        const int MaxGap = 3;
        for (var i = 0; i < tokens.Count; i++)
        {
            foreach (var (row, value) in _byPhrase.GetValueOrDefault(tokens[i].Stem, []))
            {
                yield return (row, value, i);
            }

            for (var j = i + 1; j < tokens.Count && j <= i + MaxGap; j++)
            {
                foreach (var (row, value) in _byPhrase.GetValueOrDefault($"{tokens[i].Stem}_{tokens[j].Stem}", []))
                {
                    yield return (row, value, i);
                }
            }
        }
    }

    private static WordGroups Read(string resource, bool areConcepts = false)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        var groups = new Dictionary<string, List<(string, string)>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            var parts = line.Split(' ');
            var (row, value) = areConcepts ? ($"#{parts[0]}", "") : (parts[0], parts[1]);
            foreach (var phrase in parts.Skip(areConcepts ? 0 : 2))
            {
                var key = string.Join('_', phrase.Split('_').SelectMany(HeadlineTokenizer.Split).Select(token => token.Stem));
                if (!groups.TryGetValue(key, out var values))
                {
                    groups.Add(key, values = []);
                }

                values.Add((row, value));
            }
        }

        return new WordGroups(groups.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray()));
    }
}
