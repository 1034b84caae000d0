using AlertBot.Topics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlertBot.Cli.Inspect;

/// <summary>Reads the <c>topics:</c> list of a settings file, and nothing else of it.</summary>
internal static class TopicFile
{
    /// <param name="mistakes">One line for each mistake, with place and mend; the topics are whole only when there is none.</param>
    /// <exception cref="InspectInputException">The file cannot be read.</exception>
    public static IReadOnlyList<Topic> Read(string path, out IReadOnlyList<string> mistakes)
    {
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            var found = new List<string>();
            mistakes = found;
            return Topics(path, yaml, found);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InspectInputException($"{path} cannot be read: {e.Message}");
        }
        catch (YamlException e)
        {
            throw new InspectInputException($"{path}, line {e.Start.Line}: not YAML ({e.Message}); mend the file there");
        }
    }

    private static List<Topic> Topics(string path, YamlStream yaml, List<string> mistakes)
    {
        if (yaml.Documents.Count == 0
            || yaml.Documents[0].RootNode is not YamlMappingNode root
            || Member(root, "topics") is not YamlSequenceNode list)
        {
            mistakes.Add($"{path}: has no list of topics; write topics: and below it - {{ name: ceasefire, query: 'ceasefire, truce' }}");
            return [];
        }

        var topics = new List<Topic>();
        foreach (var item in list.Children)
        {
            if (TopicOf(item, topics, mistake => mistakes.Add($"{path}, line {item.Start.Line}: {mistake}")) is { } topic)
            {
                topics.Add(topic);
            }
        }

        return topics;
    }

    private static Topic? TopicOf(YamlNode item, List<Topic> before, Action<string> tell)
    {
        if (item is not YamlMappingNode topic || Scalar(topic, "name") is not { Length: > 0 } name)
        {
            tell("a topic has no name; write - { name: ceasefire, query: 'ceasefire, truce' }");
            return null;
        }

        if (before.Any(other => other.Name == name))
        {
            tell($"topic {name}: the name is taken by an earlier topic; give one of them another name");
        }

        switch (TopicQuery.Parse(Scalar(topic, "query") ?? ""))
        {
            case QueryReading.Parsed parsed:
                return new Topic(name, parsed.Query);
            case QueryReading.Mistaken mistaken:
                tell($"topic {name}: at character {mistaken.Position + 1} of its query, {mistaken.Message}");
                break;
        }

        return null;
    }

    private static YamlNode? Member(YamlMappingNode mapping, string name) =>
        mapping.Children.FirstOrDefault(child => child.Key is YamlScalarNode { Value: { } key } && key == name).Value;

    private static string? Scalar(YamlMappingNode mapping, string name) => (Member(mapping, name) as YamlScalarNode)?.Value;
}
