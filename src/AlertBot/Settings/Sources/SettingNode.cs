namespace AlertBot.Settings.Sources;

/// <summary>The location of a setting: <c>config/alertbot.yaml, line 12</c> or <c>environment ALERTBOT_POLLING__MIN</c>.</summary>
/// <param name="LineNumber">Orders errors by line. 0: none.</param>
internal sealed record SettingLocation(string Text, bool IsEnvironment, long LineNumber = 0)
{
    public static SettingLocation AtLine(string file, long line) => new($"{file}, line {line}", false, line);

    public static SettingLocation InEnvironment(string name) => new($"environment {name}", true);

    public override string ToString() => Text;
}

/// <summary>
/// A value of the settings, not yet converted to its type. Scalars are text, so that an id of 19 digits keeps all of them.
/// </summary>
internal abstract class SettingNode(SettingLocation location)
{
    public SettingLocation Location { get; } = location;

    /// <summary>Whether the value is <c>null</c>, <c>~</c> or empty, which means that the setting is not given.</summary>
    public virtual bool IsNull => false;
}

/// <param name="text">Null: YAML's null.</param>
internal sealed class SettingScalar(SettingLocation location, string? text) : SettingNode(location)
{
    public string? Text { get; } = text;

    public override bool IsNull => Text is null;
}

internal sealed class SettingList(SettingLocation location) : SettingNode(location)
{
    public List<SettingNode> Items { get; } = [];
}

internal sealed class SettingMap(SettingLocation location) : SettingNode(location)
{
    public List<SettingEntry> Entries { get; } = [];

    /// <summary>Finds a key. Keys of the file are case-sensitive, those of the environment are not.</summary>
    public SettingEntry? Find(string key) => Entries.Find(entry => entry.HasKey(key));
}

/// <param name="Location">The location of the key.</param>
internal sealed record SettingEntry(string Key, SettingLocation Location, SettingNode Value)
{
    public bool HasKey(string key) =>
        Key.Equals(key, Location.IsEnvironment ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
