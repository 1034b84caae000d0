using AlertBot.Alerts.Subscriptions;
using AlertBot.Text;
using AlertBot.Topics;
using AlertBot.Topics.Matching;
using AlertBot.Topics.Queries;

namespace AlertBot.Settings.Sections;

/// <summary>Reads the list of topics.</summary>
internal static class TopicSection
{
    private const string EntryFix = "write - { name: ceasefire, query: 'ceasefire, truce' }";

    private static readonly Func<string, ParseResult<TimeSpan>> ParseMuteDuration =
        OptionValueParser.ParseDuration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));

    /// <returns>The valid topics, and the names of all topics, including invalid ones.</returns>
    public static (IReadOnlyList<TopicOptions> Topics, IReadOnlyList<string> Names) ReadTopics(SettingSection root, SettingErrors errors)
    {
        var read = new List<TopicOptions>();
        var mutes = new List<(SettingSection Mutes, string? Owner)>();
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (node, i) in root.ReadList("topics", EntryFix + " for each topic").Select((node, i) => (node, i)))
        {
            var section = SettingSection.Open(node, $"topics[{i}]", errors, EntryFix);
            var name = section.ReadRequired("name", SettingNameParser.Parse, "write a name such as ceasefire");
            mutes.Add((section.Open("mutes"), name));
            var topic = ReadTopic(section, name, mutes[^1].Mutes);
            if (name is not null && !names.TryAdd(name, $"{section.Path} at {section.Location}"))
            {
                section.AddError("name", $": {name} is also the name of {names[name]}; rename one");
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
        if (query is not null)
        {
            CheckExamples(section, query, read.Examples, mustMatch: true);
            CheckExamples(section, query, read.Not, mustMatch: false);
        }

        section.ReportUnknownKeys();
        return name is null || query is null
            ? null
            : new TopicOptions(name, query)
            {
                Urgent = read.Urgent,
                Mutes = read.Mutes,
                Examples = read.Examples,
                CounterExamples = read.Not
            };
    }

    private static TopicQuery? ReadQuery(SettingSection section)
    {
        if (section.ReadRequired<string>("query", text => text, "write what to look for, in 'single quotes'") is not { } text)
        {
            return null;
        }

        var parsed = QuerySetting.Parse(text);
        if (parsed.Error is { } error)
        {
            section.AddError("query", $": {error}");
            return null;
        }

        return parsed.Value;
    }

    /// <summary>An example is tried as a title and as a text, in English: a person who writes it thinks of a sentence.</summary>
    private static void CheckExamples(SettingSection section, TopicQuery query, IReadOnlyList<string> examples, bool mustMatch)
    {
        foreach (var example in examples)
        {
            var matches = query.Match(new TopicDocument(example, example, null, null, "en")) is not null;
            if (matches != mustMatch)
            {
                section.AddError(mustMatch ? "examples" : "not",
                    $": the query {(matches ? "matches" : "does not match")} {SettingErrors.Quote(example)}; change the query or the "
                        + "example");
            }
        }
    }

    private static void CheckMutes(SettingSection mutes, string? owner, IEnumerable<string> names)
    {
        foreach (var other in mutes.Keys)
        {
            if (!names.Contains(other, StringComparer.OrdinalIgnoreCase))
            {
                var suggestion = SpellingSuggestion.Find(other, names) is { } nearest ? $"; did you mean {nearest}?" : "";
                mutes.AddError(other, $": there is no topic with this name{suggestion}");
            }
            else if (other.Equals(owner, StringComparison.OrdinalIgnoreCase))
            {
                mutes.AddError(other, ": a topic cannot mute itself; name another");
            }
        }
    }
}
