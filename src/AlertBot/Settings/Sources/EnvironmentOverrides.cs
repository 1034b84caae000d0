using System.Globalization;

namespace AlertBot.Settings.Sources;

/// <summary>
/// Overrides settings of the file with the variables that begin with <c>ALERTBOT_</c>: <c>ALERTBOT_FEEDS__0__URL</c> is
/// <c>feeds[0].url</c>.
/// </summary>
internal sealed class EnvironmentOverrides(SettingErrors errors)
{
    private const string Prefix = "ALERTBOT_";

    /// <summary>Limit of the keys in one name: deeper than any setting, and keeps recursion shallow.</summary>
    private const int MaxDepth = 8;

    /// <summary>Empty variables are ignored: a compose file passes variables on as empty when they are not set.</summary>
    public void Apply(SettingMap root, IReadOnlyDictionary<string, string> environment)
    {
        var variables = environment
            .Where(v => v.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && v.Value.Length > 0)
            .Select(v => (Name: v.Key, v.Value, Keys: v.Key[Prefix.Length..].Split("__")))
            .Where(v => !IsKubernetesVariable(v.Keys))

            // Entries of a list are added in the order of their numbers.
            .OrderBy(v => v.Keys, Comparer<string[]>.Create(CompareKeys))
            .ThenBy(v => v.Name, StringComparer.Ordinal);
        foreach (var (name, value, keys) in variables)
        {
            var location = SettingLocation.InEnvironment(name);
            if (keys.Length > MaxDepth || keys.Contains(""))
            {
                errors.Add(location,
                    "this is not the name of a setting; write ALERTBOT_ and the keys with __ between them, as in "
                        + "ALERTBOT_POLLING__INTERVAL");
                continue;
            }

            SetInMap(root, keys, new SettingScalar(location, value is "null" or "~" ? null : value));
        }
    }

    /// <summary>The variable that overrides a setting: <c>ALERTBOT_FEEDS__0__URL</c> for <c>feeds[0].url</c>.</summary>
    public static string NameOf(string path) =>
        Prefix + path.Replace("]", "", StringComparison.Ordinal).Replace("[", "__", StringComparison.Ordinal)
            .Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>
    /// Whether Kubernetes sets the variable: for a service called alertbot, each pod gets <c>ALERTBOT_PORT</c>,
    /// <c>ALERTBOT_SERVICE_HOST</c> and others.
    /// </summary>
    private static bool IsKubernetesVariable(string[] keys) =>
        keys.Length == 1
            && (keys[0] == "PORT" || keys[0].StartsWith("PORT_", StringComparison.Ordinal)
                || keys[0].StartsWith("SERVICE_", StringComparison.Ordinal));

    private void SetInMap(SettingMap map, ReadOnlySpan<string> keys, SettingScalar value)
    {
        var key = keys[0];
        var index = map.Entries.FindIndex(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        var child = ChildFor(index < 0 ? null : map.Entries[index].Value, keys[1..], value);
        if (index < 0)
        {
            map.Entries.Add(new SettingEntry(key.ToLowerInvariant(), value.Location, child));
        }
        else
        {
            map.Entries[index] = map.Entries[index] with { Value = child };
        }
    }

    private void SetInList(SettingList list, ReadOnlySpan<string> keys, SettingScalar value)
    {
        if (!TryParseIndex(keys[0], out var index) || index > list.Items.Count)
        {
            errors.Add(value.Location,
                $"the list has {list.Items.Count} entries; replace {keys[0]} with a number from 0 to {list.Items.Count}");
            return;
        }

        var child = ChildFor(index < list.Items.Count ? list.Items[index] : null, keys[1..], value);
        if (index < list.Items.Count)
        {
            list.Items[index] = child;
        }
        else
        {
            list.Items.Add(child);
        }
    }

    private SettingNode ChildFor(SettingNode? present, ReadOnlySpan<string> rest, SettingScalar value)
    {
        if (present is SettingScalar { Location.IsEnvironment: true })
        {
            errors.Add(value.Location, $"this setting is also given by {present.Location}; keep one");
            return present;
        }

        if (rest.IsEmpty)
        {
            return value;
        }

        switch (present)
        {
            case SettingMap map:
                SetInMap(map, rest, value);
                return map;
            case SettingList list:
                SetInList(list, rest, value);
                return list;
            default:
                return ChildFor(TryParseIndex(rest[0], out _) ? new SettingList(value.Location) : new SettingMap(value.Location), rest,
                    value);
        }
    }

    private static bool TryParseIndex(string key, out int index) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index);

    private static int CompareKeys(string[] one, string[] other)
    {
        for (var i = 0; i < Math.Min(one.Length, other.Length); i++)
        {
            var order = TryParseIndex(one[i], out var a) && TryParseIndex(other[i], out var b)
                ? a.CompareTo(b)
                : string.Compare(one[i], other[i], StringComparison.OrdinalIgnoreCase);
            if (order != 0)
            {
                return order;
            }
        }

        return one.Length.CompareTo(other.Length);
    }
}
