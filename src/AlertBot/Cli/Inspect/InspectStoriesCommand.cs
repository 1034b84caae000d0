using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Stories;
using AlertBot.Stories.Grouping;

namespace AlertBot.Cli.Inspect;

/// <summary>
/// <c>alertbot inspect stories</c>: which items report the same event. Each is decided when it is read, without later ones.
/// </summary>
internal static partial class InspectStoriesCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "JSON Lines with {\"id\",\"title\",\"text\"?,\"source\",\"published\",\"url\"?} on each line, in time order; - "
                + "for standard input",
        };
        var json = InspectOptions.Json();
        var command = new Command("stories", "Show which items belong to the same story") { file, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(json), Console.Error));
        return command;
    }

    internal static int Run(string file, bool json, TextWriter error)
    {
        try
        {
            return Run(file, json, new StoryGrouper());
        }
        catch (InspectInputException e)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }

    private static int Run(string file, bool json, IStoryGrouper grouper)
    {
        using var output = new InspectOutput<Line>(json, StoriesJson.Default.Line,
            (writer, line) => writer.Write($"{line.Id}: {(line.Id == line.Story ? "a new story" : line.Story)}"));
        var storyIds = new List<string>();
        var number = 0;
        foreach (var line in JsonLines.Read(file))
        {
            number++;
            if (JsonLines.GetString(line, "id") is not { } id)
            {
                output.WriteFailure($"document {number}", "the line has no \"id\"; add one");
            }
            else if (ToStoryItem(line) is not { } item)
            {
                output.WriteFailure(id, "the line needs \"title\", and \"published\" as an ISO 8601 time or day");
            }
            else
            {
                output.Write(new Line(id, true, storyIds[(int)AssignStory(grouper, item, id, storyIds)]));
            }
        }

        return output.ExitCode;
    }

    private static long AssignStory(IStoryGrouper grouper, StoryItem item, string id, List<string> storyIds)
    {
        if (grouper.Find(item).Story is not { } story)
        {
            story = storyIds.Count;
            storyIds.Add(id);
        }

        grouper.Add(item, story);
        return story;
    }

    private static StoryItem? ToStoryItem(JsonElement line) =>
        JsonLines.GetString(line, "title") is { } title
        && DateTimeOffset.TryParse(JsonLines.GetString(line, "published"), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? new StoryItem(title, JsonLines.GetString(line, "text"), JsonLines.GetString(line, "source") ?? "", at,
                JsonLines.GetString(line, "url"))
            : null;

    internal sealed record Line(string Id, bool Ok, string Story);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Line))]
    private sealed partial class StoriesJson : JsonSerializerContext;
}
