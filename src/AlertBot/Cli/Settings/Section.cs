using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Cli.Settings;

/// <summary>
/// Reads one map of the settings key by key. The calls are the only list of the keys that exist: what was not asked for
/// when <see cref="Close"/> is called is no setting.
/// </summary>
internal sealed class Section
{
    private static readonly Place Nowhere = new("", false);

    private readonly SettingMap _map;
    private readonly Mistakes _mistakes;
    private readonly List<string> _known = [];
    private readonly HashSet<string> _secrets = [];

    /// <summary>What stands here is no map, which has been said: nothing is missing in it.</summary>
    private readonly bool _isBroken;

    private Section(SettingMap map, string path, Mistakes mistakes, bool isBroken)
    {
        (_map, Path, _mistakes, _isBroken) = (map, path, mistakes, isBroken);
    }

    /// <summary>E.g. <c>feeds[0]</c>; empty for the whole file.</summary>
    public string Path { get; }

    public Place Place => _map.Place;

    public IReadOnlyList<string> Keys => [.. _map.Entries.Select(entry => entry.Key)];

    /// <summary>The keys, where each value is a secret: of <c>NAME_FILE</c> in the environment the name.</summary>
    public IReadOnlyList<string> SecretKeys =>
        [.. _map.Entries.Select(SecretFile.KeyOf).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What is no map is a mistake, and read as an empty one; null is an empty one.</summary>
    public static Section Of(SettingNode? node, string path, Mistakes mistakes)
    {
        switch (Shaped(node, mistakes))
        {
            case SettingMap map:
                return new Section(map, path, mistakes, isBroken: false);
            case null or { IsNull: true }:
                return new Section(new SettingMap(node?.Place ?? Nowhere), path, mistakes, isBroken: false);
            case { } other:
                mistakes.Add(other.Place, $"{path}{(path.Length > 0 ? ": " : "")}{(other is SettingList ? "a list" : "a single value")} stands where keys are wanted; write key: value");
                return new Section(new SettingMap(other.Place), path, mistakes, isBroken: true);
        }
    }

    public Section Of(string key) => Of(Node(key), PathOf(key), _mistakes);

    /// <summary>The entries of a list; of a single value of the environment also what stands between commas.</summary>
    public IReadOnlyList<SettingNode> List(string key)
    {
        switch (Shaped(Node(key), _mistakes))
        {
            case SettingList list:
                return list.Items;
            case null or { IsNull: true }:
                return [];
            case SettingScalar { Place.IsEnvironment: true } scalar:
                return [.. scalar.Text!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => new SettingScalar(scalar.Place, part))];
            case { } other:
                _mistakes.Add(other.Place, $"{PathOf(key)}: {(other is SettingMap ? "keys stand" : "a single value stands")} where a list is wanted; write [ ] around it or - before each entry");
                return [];
        }
    }

    /// <returns>Only those that were read; the others are mistakes.</returns>
    public IReadOnlyList<T> List<T>(string key, Func<string, Parsed<T>> parse)
    {
        var values = new List<T>();
        foreach (var (node, i) in List(key).Select((node, i) => (node, i)))
        {
            if (TryParse(node, $"{PathOf(key)}[{i}]", parse, isSecret: false, out var value))
            {
                values.Add(value);
            }
        }

        return values;
    }

    public T Value<T>(string key, T fallback, Func<string, Parsed<T>> parse, bool isSecret = false) =>
        TryRead(key, parse, isSecret, out var value) ? value : fallback;

    public T? Value<T>(string key, Func<string, Parsed<T>> parse)
        where T : struct =>
        TryRead(key, parse, isSecret: false, out var value) ? value : null;

    /// <returns>Null where it is not given or is a mistake.</returns>
    public T? Reference<T>(string key, Func<string, Parsed<T>> parse, bool isSecret = false)
        where T : class =>
        TryRead(key, parse, isSecret, out var value) ? value : null;

    /// <summary>As <see cref="Reference"/>; not to be given is a mistake too.</summary>
    public T? Required<T>(string key, Func<string, Parsed<T>> parse, string mend, bool isSecret = false)
        where T : class
    {
        RequireGiven(key, mend);
        return Reference(key, parse, isSecret);
    }

    public void RequireGiven(string key, string mend)
    {
        if (!IsGiven(key) && !_isBroken)
        {
            _mistakes.Add(Place, $"{PathOf(key)} is missing; {mend}");
        }
    }

    /// <summary>A text that nobody may read in a message, or, from the environment, the name of a file that holds it.</summary>
    public string? Secret(string key, Func<string, Parsed<string>> parse)
    {
        _secrets.Add(key);
        var file = _map.Entries.Find(entry => entry.Place.IsEnvironment && entry.Is(SecretFile.KeyFor(key)));
        if (file is null)
        {
            return Reference(key, parse, isSecret: true);
        }

        if (Node(key) is { Place.IsEnvironment: true } direct)
        {
            _mistakes.Add(file.Place, $"{PathOf(key)} is given by {direct.Place} too; keep one");
            return null;
        }

        var read = SecretFile.Read(((file.Value as SettingScalar)?.Text) ?? "");
        if (read.Mistake is { } mistake)
        {
            _mistakes.Add(file.Place, $"{PathOf(key)}: {mistake}");
            return null;
        }

        return TryParse(new SettingScalar(file.Place, read.Value), PathOf(key), parse, isSecret: true, out var value) ? value : null;
    }

    public bool IsList(string key) => Shaped(Node(key), new Mistakes()) is SettingList;

    public bool IsGiven(string key) =>
        _map.Find(key) is { Value.IsNull: false } || _map.Entries.Exists(entry => entry.Place.IsEnvironment && _secrets.Contains(key) && entry.Is(SecretFile.KeyFor(key)));

    /// <summary>A mistake that shows only beside other settings; at the place of the key, or of the section where it is not given.</summary>
    public void Refuse(string key, string sentence) => _mistakes.Add(PlaceOf(key), $"{PathOf(key)}{sentence}");

    /// <summary>A mistake of the section as a whole.</summary>
    public void Refuse(string sentence)
    {
        if (!_isBroken)
        {
            _mistakes.Add(Place, Path + sentence);
        }
    }

    public Place PlaceOf(string key) => _map.Find(key)?.Value.Place ?? Place;

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>Says which keys are no settings.</summary>
    public void Close()
    {
        foreach (var entry in _map.Entries.Where(entry => !_known.Exists(entry.Is) && !IsSecretFile(entry)))
        {
            _mistakes.Add(entry.Place, $"{PathOf(entry.Key)} is not a setting{Mend(entry)}");
        }
    }

    private string Mend(SettingEntry entry) =>
        entry.Place.IsEnvironment && entry.Key.EndsWith("_file", StringComparison.OrdinalIgnoreCase) && _known.Exists(key => SecretFile.KeyFor(key).Equals(entry.Key, StringComparison.OrdinalIgnoreCase))
            ? "; only a secret can be given by file"
            : NearestName.Of(entry.Key, _known) is { } nearest ? $"; did you mean {PathOf(nearest)}?"
            : entry.Value.IsNull && !entry.Place.IsEnvironment ? "; a value that holds a comma needs quotes here"
            : $"; there {(_known.Count == 1 ? "is" : "are")} {string.Join(", ", _known)}";

    private bool IsSecretFile(SettingEntry entry) =>
        entry.Place.IsEnvironment && _secrets.Any(key => entry.Is(SecretFile.KeyFor(key)));

    private SettingNode? Node(string key)
    {
        if (!_known.Contains(key))
        {
            _known.Add(key);
        }

        return _map.Find(key)?.Value;
    }

    private bool TryRead<T>(string key, Func<string, Parsed<T>> parse, bool isSecret, out T value)
    {
        value = default!;
        return Node(key) is { IsNull: false } node && TryParse(node, PathOf(key), parse, isSecret, out value);
    }

    private bool TryParse<T>(SettingNode node, string path, Func<string, Parsed<T>> parse, bool isSecret, out T value)
    {
        value = default!;
        if (node is not SettingScalar { Text: { } text })
        {
            _mistakes.Add(node.Place, $"{path}: {(node is SettingList ? "a list stands" : node.IsNull ? "nothing stands" : "keys stand")} where a single value is wanted");
            return false;
        }

        var parsed = parse(text);
        if (parsed.Mistake is { } mistake)
        {
            _mistakes.Add(node.Place, $"{path}: {(isSecret ? "the value" : Mistakes.Quote(text))} {mistake}");
            return false;
        }

        value = parsed.Value;
        return true;
    }

    /// <summary>A single value of the environment may be a list or a map in YAML's brackets.</summary>
    private static SettingNode? Shaped(SettingNode? node, Mistakes mistakes) =>
        node is SettingScalar { Place.IsEnvironment: true, Text: ['[' or '{', ..] text }
            ? YamlTree.Read(text, _ => node.Place, mistakes)
            : node;
}
