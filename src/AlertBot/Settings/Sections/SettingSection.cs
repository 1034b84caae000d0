using AlertBot.Alerts.Subscriptions;
using AlertBot.Settings.Sources;
using AlertBot.Text;

namespace AlertBot.Settings.Sections;

/// <summary>
/// Reads one map of the settings key by key. The calls are the only list of the keys that exist: what was not asked for
/// when <see cref="ReportUnknownKeys"/> is called is no setting.
/// </summary>
internal sealed class SettingSection
{
    private static readonly SettingLocation NoLocation = new("", false);

    private readonly SettingMap _map;
    private readonly SettingErrors _errors;
    private readonly List<string> _readKeys = [];
    private readonly HashSet<string> _secrets = [];

    /// <summary>What stands here is no map, which has been said: nothing is missing in it.</summary>
    private readonly bool _isInvalid;

    private SettingSection(SettingMap map, string path, SettingErrors mistakes, bool isBroken)
    {
        (_map, Path, _errors, _isInvalid) = (map, path, mistakes, isBroken);
    }

    /// <summary>E.g. <c>feeds[0]</c>; empty for the whole file.</summary>
    public string Path { get; }

    public SettingLocation Location => _map.Location;

    public IReadOnlyList<string> Keys => [.. _map.Entries.Select(entry => entry.Key)];

    /// <summary>The keys, where each value is a secret: of <c>NAME_FILE</c> in the environment the name.</summary>
    public IReadOnlyList<string> SecretKeys =>
        [.. _map.Entries.Select(SecretFile.SecretKeyOf).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What is no map is a mistake, and read as an empty one; null is an empty one.</summary>
    public static SettingSection Open(SettingNode? node, string path, SettingErrors mistakes)
    {
        switch (ExpandInlineYaml(node, mistakes))
        {
            case SettingMap map:
                return new SettingSection(map, path, mistakes, isBroken: false);
            case null or { IsNull: true }:
                return new SettingSection(new SettingMap(node?.Location ?? NoLocation), path, mistakes, isBroken: false);
            case { } other:
                mistakes.Add(other.Location,
                    $"{path}{(path.Length > 0 ? ": " : "")}{(other is SettingList ? "a list" : "a single value")} stands where keys "
                        + $"are wanted; write key: value");
                return new SettingSection(new SettingMap(other.Location), path, mistakes, isBroken: true);
        }
    }

    public SettingSection Open(string key) => Open(FindNode(key), PathOf(key), _errors);

    /// <summary>The entries of a list; of a single value of the environment also what stands between commas.</summary>
    public IReadOnlyList<SettingNode> ReadList(string key)
    {
        switch (ExpandInlineYaml(FindNode(key), _errors))
        {
            case SettingList list:
                return list.Items;
            case null or { IsNull: true }:
                return [];
            case SettingScalar { Location.IsEnvironment: true } scalar:
                return [.. scalar.Text!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(part => new SettingScalar(scalar.Location, part))];
            case { } other:
                _errors.Add(other.Location,
                    $"{PathOf(key)}: {(other is SettingMap ? "keys stand" : "a single value stands")} where a list is wanted; write [ "
                        + $"] around it or - before each entry");
                return [];
        }
    }

    /// <returns>Only those that were read; the others are mistakes.</returns>
    public IReadOnlyList<T> ReadList<T>(string key, Func<string, ParseResult<T>> parse)
    {
        var values = new List<T>();
        foreach (var (node, i) in ReadList(key).Select((node, i) => (node, i)))
        {
            if (TryParse(node, $"{PathOf(key)}[{i}]", parse, isSecret: false, out var value))
            {
                values.Add(value);
            }
        }

        return values;
    }

    public T ReadValue<T>(string key, T fallback, Func<string, ParseResult<T>> parse, bool isSecret = false) =>
        TryRead(key, parse, isSecret, out var value) ? value : fallback;

    public T? ReadValue<T>(string key, Func<string, ParseResult<T>> parse)
        where T : struct =>
        TryRead(key, parse, isSecret: false, out var value) ? value : null;

    /// <returns>Null where it is not given or is a mistake.</returns>
    public T? ReadOptional<T>(string key, Func<string, ParseResult<T>> parse, bool isSecret = false)
        where T : class =>
        TryRead(key, parse, isSecret, out var value) ? value : null;

    /// <summary>As <see cref="ReadOptional"/>; not to be given is a mistake too.</summary>
    public T? ReadRequired<T>(string key, Func<string, ParseResult<T>> parse, string mend, bool isSecret = false)
        where T : class
    {
        Require(key, mend);
        return ReadOptional(key, parse, isSecret);
    }

    public void Require(string key, string mend)
    {
        if (!IsSet(key) && !_isInvalid)
        {
            _errors.Add(Location, $"{PathOf(key)} is missing; {mend}");
        }
    }

    /// <summary>A text that nobody may read in a message, or, from the environment, the name of a file that holds it.</summary>
    public string? ReadSecret(string key, Func<string, ParseResult<string>> parse)
    {
        _secrets.Add(key);
        var file = _map.Entries.Find(entry => entry.Location.IsEnvironment && entry.HasKey(SecretFile.FileKeyFor(key)));
        if (file is null)
        {
            return ReadOptional(key, parse, isSecret: true);
        }

        if (FindNode(key) is { Location.IsEnvironment: true } direct)
        {
            _errors.Add(file.Location, $"{PathOf(key)} is given by {direct.Location} too; keep one");
            return null;
        }

        var read = SecretFile.Read(((file.Value as SettingScalar)?.Text) ?? "");
        if (read.Error is { } mistake)
        {
            _errors.Add(file.Location, $"{PathOf(key)}: {mistake}");
            return null;
        }

        return TryParse(new SettingScalar(file.Location, read.Value), PathOf(key), parse, isSecret: true, out var value) ? value : null;
    }

    public bool IsList(string key) => ExpandInlineYaml(FindNode(key), new SettingErrors()) is SettingList;

    public bool IsSet(string key) =>
        _map.Find(key) is { Value.IsNull: false }
            || _map.Entries.Exists(
                entry => entry.Location.IsEnvironment && _secrets.Contains(key) && entry.HasKey(SecretFile.FileKeyFor(key)));

    /// <summary>
    /// A mistake that shows only beside other settings; at the place of the key, or of the section where it is not given.
    /// </summary>
    public void AddError(string key, string sentence) => _errors.Add(LocationOf(key), $"{PathOf(key)}{sentence}");

    /// <summary>A mistake of the section as a whole.</summary>
    public void AddError(string sentence)
    {
        if (!_isInvalid)
        {
            _errors.Add(Location, Path + sentence);
        }
    }

    public SettingLocation LocationOf(string key) => _map.Find(key)?.Value.Location ?? Location;

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>Says which keys are no settings.</summary>
    public void ReportUnknownKeys()
    {
        foreach (var entry in _map.Entries.Where(entry => !_readKeys.Exists(entry.HasKey) && !IsSecretFile(entry)))
        {
            _errors.Add(entry.Location, $"{PathOf(entry.Key)} is not a setting{SuggestFix(entry)}");
        }
    }

    private string SuggestFix(SettingEntry entry) =>
        entry.Location.IsEnvironment && entry.Key.EndsWith("_file", StringComparison.OrdinalIgnoreCase)
            && _readKeys.Exists(key => SecretFile.FileKeyFor(key).Equals(entry.Key, StringComparison.OrdinalIgnoreCase))
            ? "; only a secret can be given by file"
            : SpellingSuggestion.Find(entry.Key, _readKeys) is { } nearest ? $"; did you mean {PathOf(nearest)}?"
            : entry.Value.IsNull && !entry.Location.IsEnvironment ? "; a value that holds a comma needs quotes here"
            : $"; there {(_readKeys.Count == 1 ? "is" : "are")} {string.Join(", ", _readKeys)}";

    private bool IsSecretFile(SettingEntry entry) =>
        entry.Location.IsEnvironment && _secrets.Any(key => entry.HasKey(SecretFile.FileKeyFor(key)));

    private SettingNode? FindNode(string key)
    {
        if (!_readKeys.Contains(key))
        {
            _readKeys.Add(key);
        }

        return _map.Find(key)?.Value;
    }

    private bool TryRead<T>(string key, Func<string, ParseResult<T>> parse, bool isSecret, out T value)
    {
        value = default!;
        return FindNode(key) is { IsNull: false } node && TryParse(node, PathOf(key), parse, isSecret, out value);
    }

    private bool TryParse<T>(SettingNode node, string path, Func<string, ParseResult<T>> parse, bool isSecret, out T value)
    {
        value = default!;
        if (node is not SettingScalar { Text: { } text })
        {
            _errors.Add(node.Location,
                $"{path}: {(node is SettingList ? "a list stands" : node.IsNull ? "nothing stands" : "keys stand")} where a single "
                    + $"value is wanted");
            return false;
        }

        var parsed = parse(text);
        if (parsed.Error is { } mistake)
        {
            _errors.Add(node.Location, $"{path}: {(isSecret ? "the value" : SettingErrors.Quote(text))} {mistake}");
            return false;
        }

        value = parsed.Value;
        return true;
    }

    /// <summary>A single value of the environment may be a list or a map in YAML's brackets.</summary>
    private static SettingNode? ExpandInlineYaml(SettingNode? node, SettingErrors mistakes) =>
        node is SettingScalar { Location.IsEnvironment: true, Text: ['[' or '{', ..] text }
            ? YamlSettingsParser.Parse(text, _ => node.Location, mistakes)
            : node;
}
