using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Topics;

namespace AlertBot.Cli.Settings;

/// <summary>Reads the list of topics.</summary>
internal static class TopicSection
{
    private static readonly Func<string, Parsed<TimeSpan>> MuteTime = OptionText.Duration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));

    /// <returns>The topics, and the names of all, those with a mistake among them.</returns>
    public static (IReadOnlyList<TopicOptions> Topics, IReadOnlyList<string> Names) Topics(Section root, Mistakes mistakes)
    {
        var read = new List<TopicOptions>();
        var mutes = new List<(Section Mutes, string? Owner)>();
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (node, i) in root.List("topics").Select((node, i) => (node, i)))
        {
            var section = Section.Of(node, $"topics[{i}]", mistakes);
            var name = section.Required("name", Names.Parse, "write a name such as ceasefire");
            mutes.Add((section.Of("mutes"), name));
            var topic = Topic(section, name, mutes[^1].Mutes);
            if (name is not null && !names.TryAdd(name, $"{section.Path} at {section.Place}"))
            {
                section.Refuse("name", $": {name} is the name of {names[name]} too; rename one");
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

    private static TopicOptions? Topic(Section section, string? name, Section mutes)
    {
        var query = Query(section);
        var read = (
            Urgent: section.Value("urgent", false, Values.Switch),
            Mutes: mutes.Keys
                .Select(other => (Name: other, Time: mutes.Value(other, MuteTime)))
                .Where(mute => mute.Time is not null)
                .ToDictionary(mute => mute.Name, mute => mute.Time!.Value),
            Examples: section.List("examples", Values.Text),
            Not: section.List("not", Values.Text));
        section.Close();
        return name is null || query is null
            ? null
            : new TopicOptions(name, query) { Urgent = read.Urgent, Mutes = read.Mutes, Examples = read.Examples, Not = read.Not };
    }

    private static TopicQuery? Query(Section section)
    {
        if (section.Required<string>("query", text => text, "write what to look for, in quotes") is not { } text)
        {
            return null;
        }

        switch (TopicQuery.Parse(text))
        {
            case QueryReading.Parsed parsed:
                return parsed.Query;
            case QueryReading.Mistaken mistaken:
                var rest = text[Math.Clamp(mistaken.Position, 0, text.Length)..];
                section.Refuse("query", rest.Length == 0
                    ? $": at its end: {mistaken.Message}"
                    : $": at character {mistaken.Position + 1}, {Mistakes.Quote(rest.Length > 24 ? rest[..24] + "…" : rest)}: {mistaken.Message}");
                return null;
            case var other:
                throw new InvalidOperationException($"{other} is no reading of a query");
        }
    }

    private static void CheckMutes(Section mutes, string? owner, IEnumerable<string> names)
    {
        foreach (var other in mutes.Keys)
        {
            if (!names.Contains(other, StringComparer.OrdinalIgnoreCase))
            {
                mutes.Refuse(other, $": there is no topic of this name{(NearestName.Of(other, names) is { } nearest ? $"; did you mean {nearest}?" : "")}");
            }
            else if (other.Equals(owner, StringComparison.OrdinalIgnoreCase))
            {
                mutes.Refuse(other, ": a topic cannot mute itself; name another");
            }
        }
    }
}
