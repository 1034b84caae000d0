namespace AlertBot.Settings.Sources;

/// <summary>
/// Where a setting stands, for a person: <c>config/alertbot.yaml, line 12</c> or <c>environment ALERTBOT_POLLING__MIN</c>.
/// </summary>
/// <param name="LineNumber">The line, for the order in which mistakes are told; 0 where there is none.</param>
internal sealed record SettingLocation(string Text, bool IsEnvironment, long LineNumber = 0)
{
    public static SettingLocation AtLine(string file, long line) => new($"{file}, line {line}", false, line);

    public static SettingLocation InEnvironment(string name) => new($"environment {name}", true);

    public override string ToString() => Text;
}

/// <summary>One value of the settings, not yet read as what it should be. Scalars are text: an id of digits keeps them all.</summary>
internal abstract class SettingNode(SettingLocation place)
{
    public SettingLocation Location { get; } = place;

    /// <summary>Given as <c>null</c>, <c>~</c> or as nothing: counts as not given.</summary>
    public virtual bool IsNull => false;
}

/// <param name="text">Null where YAML means null.</param>
internal sealed class SettingScalar(SettingLocation place, string? text) : SettingNode(place)
{
    public string? Text { get; } = text;

    public override bool IsNull => Text is null;
}

internal sealed class SettingList(SettingLocation place) : SettingNode(place)
{
    public List<SettingNode> Items { get; } = [];
}

internal sealed class SettingMap(SettingLocation place) : SettingNode(place)
{
    public List<SettingEntry> Entries { get; } = [];

    /// <summary>Keys of the file are exact; those of the environment come in any case.</summary>
    public SettingEntry? Find(string key) => Entries.Find(entry => entry.HasKey(key));
}

/// <param name="Location">Of the key.</param>
internal sealed record SettingEntry(string Key, SettingLocation Location, SettingNode Value)
{
    public bool HasKey(string key) =>
        Key.Equals(key, Location.IsEnvironment ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
