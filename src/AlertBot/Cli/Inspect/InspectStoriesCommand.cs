using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Stories;

namespace AlertBot.Cli.Inspect;

/// <summary><c>alertbot inspect stories</c>: which items report the same event, decided as they come.</summary>
internal static partial class InspectStoriesCommand
{
    public static Command Create()
    {
        var file = new Argument<string>(
            "FILE") { Description = "JSON Lines in time order with id, title, text, source, published, url; - for standard input." };
        var json = new Option<bool>("--json") { Description = "One JSON object a document." };
        var command = new Command("stories", "Shows which items belong to one story.") { file, json };
        command.SetAction(result => Run(result.GetRequiredValue(file), result.GetValue(json), Console.Error));
        return command;
    }

    internal static int Run(string file, bool json, TextWriter errors)
    {
        try
        {
            return Run(file, json, new TitleGrouper());
        }
        catch (InspectInputException e)
        {
            errors.WriteLine(e.Message);
            return 1;
        }
    }

    private static int Run(string file, bool json, IStoryGrouper grouper)
    {
        using var output = new InspectOutput<Line>(json, StoriesJson.Default.Line,
            (writer, line) => writer.Write($"{line.Id}: {(line.Id == line.Story ? "a new story" : line.Story)}"));
        var firsts = new List<string>();
        var number = 0;
        foreach (var line in JsonLines.Read(file))
        {
            number++;
            if (JsonLines.GetString(line, "id") is not { } id)
            {
                output.WriteFailure($"document {number}", "has no \"id\"; give each line one");
            }
            else if (ToStoryItem(line) is not { } item)
            {
                output.WriteFailure(id, "needs \"title\" and \"published\" as an ISO 8601 time or day");
            }
            else
            {
                output.Write(new Line(id, true, firsts[(int)AssignStory(grouper, item, id, firsts)]));
            }
        }

        return output.ExitCode;
    }

    private static long AssignStory(IStoryGrouper grouper, StoryItem item, string id, List<string> firsts)
    {
        if (grouper.Find(item) is not { } story)
        {
            story = firsts.Count;
            firsts.Add(id);
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
