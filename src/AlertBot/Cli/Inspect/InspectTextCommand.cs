using System.CommandLine;
using System.Text.Json.Serialization;
using AlertBot.Quotes;
using AlertBot.Summaries;
using AlertBot.Summaries.Extractive;
using AlertBot.Text;
using AlertBot.Text.Languages;
using AlertBot.Topics.Matching;
using AlertBot.Topics.Queries;

namespace AlertBot.Cli.Inspect;

/// <summary><c>inspect text</c>: the summary and the quotations of texts.</summary>
internal static class InspectTextCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "JSON Lines, {\"id\",\"title\"?,\"text\"} each; - for standard input" };
        var topic = new Option<string?>("--topic") { Description = "a topic query towards which summary and quotes lean" };
        var json = new Option<bool>("--json") { Description = "JSON Lines instead of text" };
        var command = new Command("text", "Shows the summary and the quotations of texts.") { file, topic, json };
        command.SetAction(result => Run(result.GetRequiredValue(file), result.GetValue(topic), result.GetValue(json)));
        return command;
    }

    private static int Run(string file, string? topic, bool json)
    {
        TopicQuery? query = null;
        if (topic is not null)
        {
            switch (TopicQuery.Parse(topic))
            {
                case QueryParseResult.Invalid mistake:
                    Console.Error.WriteLine($"--topic, at {mistake.Position}: {mistake.Message}");
                    return 1;
                case QueryParseResult.Parsed parsed:
                    query = parsed.Query;
                    break;
            }
        }

        using var output = new InspectOutput<TextInspection>(json, InspectTextJson.Default.TextInspection, WriteText);
        try
        {
            WriteAll(output, file, query);
        }
        catch (InspectInputException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }

        return output.ExitCode;
    }

    private static void WriteAll(InspectOutput<TextInspection> output, string file, TopicQuery? query)
    {
        var number = 0;
        foreach (var line in JsonLines.Read(file))
        {
            number++;
            var id = JsonLines.GetString(line, "id") ?? number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (JsonLines.GetString(line, "text") is { } text)
            {
                output.Write(Inspect(id, JsonLines.GetString(line, "title"), text, query));
            }
            else
            {
                output.WriteFailure(id, "the line has no \"text\"; write {\"id\",\"title\"?,\"text\"}");
            }
        }
    }

    private static TextInspection Inspect(string id, string? title, string text, TopicQuery? query)
    {
        var language = LanguageResolver.Resolve(text, null);
        var evidence = query?.Match(new TopicDocument(title, text, null, null, language)) ?? [];
        var spans = evidence.Where(e => e.Field == "text").Select(e => new TextSpan(e.Start, e.End)).ToList();
        var quotes = QuoteExtractor.Extract(text, language);
        var summary = ExtractiveSummarizer.Summarize(title, text, language, quotes, spans);

        // Without a topic the quotes stand in the order of the text, as a reader would check them.
        return new TextInspection(id, true, language, summary, query is null ? quotes : QuoteRanker.Rank(text, quotes, spans));
    }

    private static void WriteText(TextWriter output, TextInspection inspection)
    {
        output.WriteLine($"{inspection.Id} ({inspection.Language ?? "language unknown"})");
        foreach (var sentence in inspection.Summary)
        {
            output.WriteLine($"  {ToSingleLine(sentence.Text)}");
        }

        foreach (var quote in inspection.Quotes)
        {
            var speaker =
                string.Join(", ", new[] { quote.Name ?? quote.Speaker, quote.Role, quote.Venue }.OfType<string>().Select(ToSingleLine));
            output.WriteLine($"  {(quote.Continues ? "… " : "")}“{ToSingleLine(quote.Text)}”{(speaker.Length > 0 ? " — " + speaker : "")}");
        }
    }

    private static string ToSingleLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What <c>inspect text</c> prints of one text.</summary>
internal sealed record TextInspection(string Id, bool Ok, string? Language, IReadOnlyList<SummarySentence> Summary,
    IReadOnlyList<Quote> Quotes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TextInspection))]
internal sealed partial class InspectTextJson : JsonSerializerContext;
