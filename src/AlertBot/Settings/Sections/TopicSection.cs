using AlertBot.Alerts.Subscriptions;
using AlertBot.Text;
using AlertBot.Topics;
using AlertBot.Topics.Queries;

namespace AlertBot.Settings.Sections;

/// <summary>Reads the list of topics.</summary>
internal static class TopicSection
{
    private static readonly Func<string, ParseResult<TimeSpan>> ParseMuteDuration =
        OptionValueParser.ParseDuration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));

    /// <returns>The topics, and the names of all, those with a mistake among them.</returns>
    public static (IReadOnlyList<TopicOptions> Topics, IReadOnlyList<string> Names) ReadTopics(SettingSection root, SettingErrors mistakes)
    {
        var read = new List<TopicOptions>();
        var mutes = new List<(SettingSection Mutes, string? Owner)>();
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (node, i) in root.ReadList("topics").Select((node, i) => (node, i)))
        {
            var section = SettingSection.Open(node, $"topics[{i}]", mistakes);
            var name = section.ReadRequired("name", SettingNameParser.Parse, "write a name such as ceasefire");
            mutes.Add((section.Open("mutes"), name));
            var topic = ReadTopic(section, name, mutes[^1].Mutes);
            if (name is not null && !names.TryAdd(name, $"{section.Path} at {section.Location}"))
            {
                section.AddError("name", $": {name} is the name of {names[name]} too; rename one");
            }
            else if (topic is not null)
            {
                read.Add(topic);
            }
        }

        foreach (var (muted, owner) in mutes)
        {
            CheckMutes(muted, owner, names.Keys);
        }

        return (read, [.. names.Keys]);
    }

    private static TopicOptions? ReadTopic(SettingSection section, string? name, SettingSection mutes)
    {
        var query = ReadQuery(section);
        var read = (
            Urgent: section.ReadValue("urgent", false, ValueParsers.OnOff),
            Mutes: mutes.Keys
                .Select(other => (Name: other, Time: mutes.ReadValue(other, ParseMuteDuration)))
                .Where(mute => mute.Time is not null)
                .ToDictionary(mute => mute.Name, mute => mute.Time!.Value),
            Examples: section.ReadList("examples", ValueParsers.Text),
            Not: section.ReadList("not", ValueParsers.Text));
        section.ReportUnknownKeys();
        return name is null || query is null
            ? null
            : new TopicOptions(name, query) { Urgent = read.Urgent, Mutes = read.Mutes, Examples = read.Examples,
                CounterExamples = read.Not };
    }

    private static TopicQuery? ReadQuery(SettingSection section)
    {
        if (section.ReadRequired<string>("query", text => text, "write what to look for, in quotes") is not { } text)
        {
            return null;
        }

        switch (TopicQuery.Parse(text))
        {
            case QueryParseResult.Parsed parsed:
                return parsed.Query;
            case QueryParseResult.Invalid mistaken:
                var rest = text[Math.Clamp(mistaken.Position, 0, text.Length)..];
                section.AddError("query", rest.Length == 0
                    ? $": at its end: {mistaken.Message}"
                    : $": at "
                        + $"character {mistaken.Position + 1},"
                        + $" {SettingErrors.Quote(rest.Length > 24 ? rest[..24] + "…" : rest)}: {mistaken.Message}");
                return null;
            case var other:
                throw new InvalidOperationException($"{other} is no reading of a query");
        }
    }

    private static void CheckMutes(SettingSection mutes, string? owner, IEnumerable<string> names)
    {
        foreach (var other in mutes.Keys)
        {
            if (!names.Contains(other, StringComparer.OrdinalIgnoreCase))
            {
                mutes.AddError(other,
                    $": there is no topic of this "
                        + $"name{(SpellingSuggestion.Find(other, names) is { } nearest ? $"; did you mean {nearest}?" : "")}");
            }
            else if (other.Equals(owner, StringComparison.OrdinalIgnoreCase))
            {
                mutes.AddError(other, ": a topic cannot mute itself; name another");
            }
        }
    }
}
