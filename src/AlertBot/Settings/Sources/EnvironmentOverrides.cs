using System.Globalization;

namespace AlertBot.Settings.Sources;

/// <summary>
/// Lays the variables that begin with <c>ALERTBOT_</c> over the nodes of the file: <c>ALERTBOT_FEEDS__0__URL</c> is <c>feeds[0].url</c>.
/// </summary>
internal sealed class EnvironmentOverrides(SettingErrors mistakes)
{
    private const string Prefix = "ALERTBOT_";
    private const int MaxDepth = 8;

    /// <summary>A variable that is empty counts as not given: compose files hand on what is not set so.</summary>
    public void Apply(SettingMap root, IReadOnlyDictionary<string, string> environment)
    {
        var variables = environment
            .Where(v => v.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && v.Value.Length > 0)
            .Select(v => (Name: v.Key, v.Value, Keys: v.Key[Prefix.Length..].Split("__")))
            .Where(v => !IsKubernetesVariable(v.Keys))
            // Entries of a list are added in their order.
            .OrderBy(v => v.Keys, Comparer<string[]>.Create(CompareKeys))
            .ThenBy(v => v.Name, StringComparer.Ordinal);
        foreach (var (name, value, keys) in variables)
        {
            var place = SettingLocation.InEnvironment(name);
            if (keys.Length > MaxDepth || keys.Contains(""))
            {
                mistakes.Add(place,
                    "this names no setting; write ALERTBOT_ and the keys with __ between them, as in ALERTBOT_POLLING__INTERVAL");
                continue;
            }

            SetInMap(root, keys, new SettingScalar(place, value is "null" or "~" ? null : value));
        }
    }

    /// <summary>
    /// Kubernetes hands each pod of a namespace <c>ALERTBOT_PORT</c> and <c>ALERTBOT_SERVICE_HOST</c> when a service is called alertbot.
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
            mistakes.Add(value.Location,
                $"the list has {list.Items.Count} entries; write a number up to {list.Items.Count} where {keys[0]} stands");
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
            mistakes.Add(value.Location, $"the same setting is given by {present.Location} too; keep one");
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
