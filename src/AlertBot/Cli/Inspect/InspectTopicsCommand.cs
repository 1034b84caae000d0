using System.CommandLine;
using System.Text.Json.Serialization;
using AlertBot.Settings;
using AlertBot.Topics;
using AlertBot.Topics.Matching;

namespace AlertBot.Cli.Inspect;

/// <summary><c>alertbot inspect topics</c>: which topics each document matches, with the matched words.</summary>
internal static partial class InspectTopicsCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "JSON Lines with {\"id\",\"title\"?,\"text\",\"source\"?,\"author\"?,\"language\"?} on each line; - for standard "
                + "input",
        };
        var topics = new Option<string>("--topics")
        {
            Description = "A YAML file with a topics: list, as in the settings file",
            Required = true,
            HelpName = "FILE",
        };
        var json = InspectOptions.Json();
        var command = new Command("topics", "Show which topics a document matches, and where") { file, topics, json };
        command.SetAction(parsed =>
            Run(parsed.GetRequiredValue(file), parsed.GetRequiredValue(topics), parsed.GetValue(json), Console.Error));
        return command;
    }

    internal static int Run(string file, string topicFile, bool json, TextWriter error)
    {
        try
        {
            var (topics, errors) = SettingsLoader.LoadTopics(topicFile);
            foreach (var line in errors)
            {
                error.WriteLine(line);
            }

            return errors.Count > 0 ? 1 : Run(file, [.. topics.Select(topic => topic.Topic)], json);
        }
        catch (InspectInputException e)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }

    private static int Run(string file, IReadOnlyList<Topic> topics, bool json)
    {
        using var output = new InspectOutput<Line>(json, TopicsJson.Default.Line, Write);
        var number = 0;
        foreach (var item in JsonLines.Read(file))
        {
            number++;
            var document = new TopicDocument(
                JsonLines.GetString(item, "title"), JsonLines.GetString(item, "text"), JsonLines.GetString(item, "source"),
                JsonLines.GetString(item, "author"), JsonLines.GetString(item, "language"));
            if (JsonLines.GetString(item, "id") is not { } id)
            {
                output.WriteFailure($"document {number}", "the line has no \"id\"; add one");
            }
            else if (document.Title is null && document.Text is null)
            {
                output.WriteFailure(id, "the line has neither \"title\" nor \"text\"; add one of them");
            }
            else
            {
                output.Write(new Line(id, true, [.. topics.SelectMany(topic => MatchedTopics(topic, document))]));
            }
        }

        return output.ExitCode;
    }

    private static IEnumerable<FoundTopic> MatchedTopics(Topic topic, TopicDocument document) =>
        topic.Query.Match(document) is { } evidence ? [new FoundTopic(topic.Name, evidence)] : [];

    private static void Write(TextWriter writer, Line line)
    {
        writer.WriteLine(line.Topics.Count == 0 ? $"{line.Id}: no topic" : line.Id);
        foreach (var topic in line.Topics)
        {
            var evidence = topic.Evidence.Select(piece => $"{piece.Field} {piece.Start}-{piece.End} “{piece.Text}”");
            writer.WriteLine($"  {topic.Name}: {string.Join("; ", evidence)}");
        }
    }

    internal sealed record Line(string Id, bool Ok, IReadOnlyList<FoundTopic> Topics);

    internal sealed record FoundTopic(string Name, IReadOnlyList<Evidence> Evidence);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Line))]
    private sealed partial class TopicsJson : JsonSerializerContext;
}
