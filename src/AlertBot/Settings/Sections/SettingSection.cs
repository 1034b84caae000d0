using AlertBot.Alerts.Subscriptions;
using AlertBot.Settings.Sources;
using AlertBot.Text;

namespace AlertBot.Settings.Sections;

/// <summary>
/// Reads one map of the settings key by key. The read calls are the only definition of which keys exist: a key that has not been read
/// when <see cref="ReportUnknownKeys"/> is called is an error.
/// </summary>
internal sealed class SettingSection
{
    private static readonly SettingLocation NoLocation = new("", false);

    private readonly SettingMap _map;
    private readonly SettingErrors _errors;
    private readonly List<string> _readKeys = [];
    private readonly HashSet<string> _secrets = [];

    /// <summary>The value is not a map, which has been reported: missing keys are not reported as well.</summary>
    private readonly bool _isInvalid;

    private SettingSection(SettingMap map, string path, SettingErrors errors, bool isInvalid)
    {
        (_map, Path, _errors, _isInvalid) = (map, path, errors, isInvalid);
    }

    /// <summary>E.g. <c>feeds[0]</c>; empty for the whole file.</summary>
    public string Path { get; }

    public SettingLocation Location => _map.Location;

    public IReadOnlyList<string> Keys => [.. _map.Entries.Select(entry => entry.Key)];

    /// <summary>The keys of a map whose values are secrets. The environment can give <c>NAME</c> as <c>NAME_FILE</c>.</summary>
    public IReadOnlyList<string> SecretKeys =>
        [.. _map.Entries.Select(SecretFile.SecretKeyOf).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Opens a map. Null is an empty map; another value is an error and then an empty map.</summary>
    /// <param name="fix">What to write instead of another value.</param>
    public static SettingSection Open(SettingNode? node, string path, SettingErrors errors, string? fix = null)
    {
        switch (ExpandInlineYaml(node, errors))
        {
            case SettingMap map:
                return new SettingSection(map, path, errors, isInvalid: false);
            case null or { IsNull: true }:
                return new SettingSection(new SettingMap(node?.Location ?? NoLocation), path, errors, isInvalid: false);
            case { } other:
                errors.Add(other.Location,
                    $"{path}{(path.Length > 0 ? ": " : "")}expected keys, found {KindOf(other)}; {fix ?? "write key: value"}");
                return new SettingSection(new SettingMap(other.Location), path, errors, isInvalid: true);
        }
    }

    public SettingSection Open(string key) => Open(FindNode(key), PathOf(key), _errors);

    /// <summary>Reads the entries of a list. A single value of the environment is split at commas.</summary>
    /// <param name="fix">What to write instead of a value that is not a list.</param>
    public IReadOnlyList<SettingNode> ReadList(string key, string fix = "write [ ] around it or \"- \" before each entry")
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
                _errors.Add(other.Location, $"{PathOf(key)}: expected a list, found {KindOf(other)}; {fix}");
                return [];
        }
    }

    /// <returns>The valid entries; the others are reported as errors.</returns>
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

    /// <returns>Null if the key is not given or its value is invalid.</returns>
    public T? ReadOptional<T>(string key, Func<string, ParseResult<T>> parse, bool isSecret = false)
        where T : class =>
        TryRead(key, parse, isSecret, out var value) ? value : null;

    /// <summary>Like <see cref="ReadOptional"/>, but a key that is not given is an error.</summary>
    public T? ReadRequired<T>(string key, Func<string, ParseResult<T>> parse, string fix, bool isSecret = false)
        where T : class
    {
        Require(key, fix);
        return ReadOptional(key, parse, isSecret);
    }

    public void Require(string key, string fix)
    {
        if (!IsSet(key) && !_isInvalid)
        {
            _errors.Add(Location, $"{PathOf(key)} is missing; {fix}");
        }
    }

    /// <summary>Reads a secret, which no message shows. The environment can also give the path of a file that holds it.</summary>
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
            _errors.Add(file.Location, $"{PathOf(key)} is also given by {direct.Location}; keep one");
            return null;
        }

        var read = SecretFile.Read(((file.Value as SettingScalar)?.Text) ?? "");
        if (read.Error is { } problem)
        {
            _errors.Add(file.Location, $"{PathOf(key)}: {problem}");
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
    /// Adds an error that concerns several settings, at the location of the key, or of the section if the key is not given.
    /// </summary>
    /// <param name="message">Continues after the path of the key.</param>
    public void AddError(string key, string message) => _errors.Add(LocationOf(key), $"{PathOf(key)}{message}");

    /// <summary>Adds an error of the section as a whole.</summary>
    /// <param name="message">Continues after the path of the section.</param>
    public void AddError(string message)
    {
        if (!_isInvalid)
        {
            _errors.Add(Location, Path + message);
        }
    }

    public SettingLocation LocationOf(string key) => _map.Find(key)?.Value.Location ?? Location;

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>Adds an error for each key that has not been read.</summary>
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
            ? "; only secrets can be given by file"
            : SpellingSuggestion.Find(entry.Key, _readKeys) is { } nearest ? $"; did you mean {PathOf(nearest)}?"
            : entry.Value.IsNull && !entry.Location.IsEnvironment ? "; a value that contains a comma needs quotes here"
            : $"; the settings here are {string.Join(", ", _readKeys)}";

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
            _errors.Add(node.Location, $"{path}: expected a single value, found {KindOf(node)}");
            return false;
        }

        if (IsPlaceholder(text))
        {
            var fix = node.Location.IsEnvironment ? "give the value itself"
                : $"set the environment variable {EnvironmentOverrides.NameOf(path)} instead, or write the value here";
            _errors.Add(node.Location, $"{path}: placeholders such as ${{NAME}} are not replaced; {fix}");
            return false;
        }

        var parsed = parse(text);
        if (parsed.Error is { } problem)
        {
            _errors.Add(node.Location, $"{path}: {(isSecret ? "the value" : SettingErrors.Quote(text))} {problem}");
            return false;
        }

        value = parsed.Value;
        return true;
    }

    /// <summary>Whether the whole value is <c>${NAME}</c>, as in a compose file.</summary>
    private static bool IsPlaceholder(string text) => text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith('}');

    private static string KindOf(SettingNode node) => node switch
    {
        SettingList => "a list",
        SettingMap => "keys",
        { IsNull: true } => "nothing",
        _ => "a single value",
    };

    /// <summary>Parses a value of the environment that is a list or a map in YAML's brackets.</summary>
    private static SettingNode? ExpandInlineYaml(SettingNode? node, SettingErrors errors) =>
        node is SettingScalar { Location.IsEnvironment: true, Text: ['[' or '{', ..] text }
            ? YamlSettingsParser.Parse(text, _ => node.Location, errors)
            : node;
}
