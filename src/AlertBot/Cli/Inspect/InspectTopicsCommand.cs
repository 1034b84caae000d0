using System.CommandLine;
using System.Text.Json.Serialization;
using AlertBot.Settings;
using AlertBot.Topics;
using AlertBot.Topics.Matching;

namespace AlertBot.Cli.Inspect;

/// <summary><c>alertbot inspect topics</c>: which topics each document matches, and where.</summary>
internal static partial class InspectTopicsCommand
{
    public static Command Create()
    {
        var file = new Argument<string>(
            "FILE") { Description = "JSON Lines with id, title, text, source, author, language; - for standard input." };
        var topics = new Option<string>("--topics") { Description = "A YAML file with the topics: list of the settings.", Required = true,
            HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "One JSON object a document." };
        var command = new Command("topics", "Shows which topics a document matches, with the evidence.") { file, topics, json };
        command.SetAction(
            result => Run(result.GetRequiredValue(file), result.GetRequiredValue(topics), result.GetValue(json), Console.Error));
        return command;
    }

    internal static int Run(string file, string topicFile, bool json, TextWriter errors)
    {
        try
        {
            var (topics, mistakes) = SettingsLoader.LoadTopics(topicFile);
            foreach (var mistake in mistakes)
            {
                errors.WriteLine(mistake);
            }

            return mistakes.Count > 0 ? 1 : Run(file, [.. topics.Select(topic => topic.Topic)], json);
        }
        catch (InspectInputException e)
        {
            errors.WriteLine(e.Message);
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
                output.WriteFailure($"document {number}", "has no \"id\"; give each line one");
            }
            else if (document.Title is null && document.Text is null)
            {
                output.WriteFailure(id, "has neither \"title\" nor \"text\"; give it one of them");
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
            writer.WriteLine(
                $" "
                    + $" {topic.Name}: {string.Join("; ", topic.Evidence.Select(piece => $"{piece.Field} {piece.Start}-{piece.End} “{piece.Text}”"))}");
        }
    }

    internal sealed record Line(string Id, bool Ok, IReadOnlyList<FoundTopic> Topics);

    internal sealed record FoundTopic(string Name, IReadOnlyList<Evidence> Evidence);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Line))]
    private sealed partial class TopicsJson : JsonSerializerContext;
}
