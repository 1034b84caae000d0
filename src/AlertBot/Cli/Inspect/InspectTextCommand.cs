using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Serialization;
using AlertBot.Quotes;
using AlertBot.Summaries;
using AlertBot.Summaries.Extractive;
using AlertBot.Text;
using AlertBot.Text.Languages;
using AlertBot.Topics.Matching;
using AlertBot.Topics.Queries;

namespace AlertBot.Cli.Inspect;

/// <summary><c>inspect text</c>: the summary and the quotes of texts.</summary>
internal static class InspectTextCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "JSON Lines with {\"id\",\"title\"?,\"text\"} on each line, or plain text as one document; - for standard input",
        };
        var topic = new Option<TopicQuery?>("--topic")
        {
            Description = "A topic query; the summary and the order of the quotes then favor it",
            HelpName = "QUERY",
            CustomParser = ParseQuery,
        };
        var json = InspectOptions.Json();
        var command = new Command("text", "Show the summary and the quotes of a text") { file, topic, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(topic), parsed.GetValue(json), Console.Error));
        return command;
    }

    private static TopicQuery? ParseQuery(ArgumentResult result)
    {
        switch (TopicQuery.Parse(result.Tokens[0].Value))
        {
            case QueryParseResult.Parsed parsed:
                return parsed.Query;
            case QueryParseResult.Invalid invalid:
                result.AddError($"--topic, at character {invalid.Position + 1}: {invalid.Message}");
                return null;
            case var other:
                throw new InvalidOperationException($"Unknown result of parsing a query: {other}.");
        }
    }

    private static int Run(string file, TopicQuery? query, bool json, TextWriter error)
    {
        using var output = new InspectOutput<TextInspection>(json, InspectTextJson.Default.TextInspection, WriteText);
        try
        {
            WriteAll(output, file, query);
        }
        catch (InspectInputException e)
        {
            error.WriteLine(e.Message);
            return 1;
        }

        return output.ExitCode;
    }

    private static void WriteAll(InspectOutput<TextInspection> output, string file, TopicQuery? query)
    {
        foreach (var document in ReadDocuments(file, JsonLines.ReadText(file)))
        {
            if (document.Text is { } text)
            {
                output.Write(Inspect(document.Id, document.Title, text, query));
            }
            else
            {
                output.WriteFailure(document.Id, "the line has no \"text\"; write {\"id\",\"title\"?,\"text\"}");
            }
        }
    }

    /// <summary>Reads the documents of JSON Lines. A plain text is one document, whose id is its path.</summary>
    /// <exception cref="InspectInputException">A line is not a JSON object.</exception>
    internal static IEnumerable<TextDocument> ReadDocuments(string path, string content)
    {
        if (JsonLines.LooksLikeJson(content))
        {
            return JsonLines.Read(path, content).Select((line, i) => new TextDocument(
                JsonLines.GetString(line, "id") ?? (i + 1).ToString(CultureInfo.InvariantCulture),
                JsonLines.GetString(line, "title"),
                JsonLines.GetString(line, "text")));
        }

        return string.IsNullOrWhiteSpace(content) ? [] : [new TextDocument(path, null, content)];
    }

    private static TextInspection Inspect(string id, string? title, string text, TopicQuery? query)
    {
        var language = LanguageResolver.Resolve(text, null);
        var evidence = query?.Match(new TopicDocument(title, text, null, null, language)) ?? [];
        var spans = evidence.Where(e => e.Field == "text").Select(e => new TextSpan(e.Start, e.End)).ToList();
        var quotes = QuoteExtractor.Extract(text, language);
        var summary = ExtractiveSummarizer.Summarize(title, text, language, quotes, spans);

        // Without a topic, quotes are in the order of the text.
        return new TextInspection(id, true, language, summary, query is null ? quotes : QuoteRanker.Rank(text, quotes, spans));
    }

    private static void WriteText(TextWriter output, TextInspection inspection)
    {
        output.WriteLine($"{inspection.Id} ({inspection.Language ?? "language unknown"})");
        foreach (var sentence in inspection.Summary)
        {
            output.WriteLine($"  {QuoteFormatter.ToSingleLine(sentence.Text)}");
        }

        foreach (var quote in inspection.Quotes)
        {
            output.WriteLine($"  {QuoteFormatter.Format(quote)}");
        }
    }
}

/// <summary>One input of <c>inspect text</c>.</summary>
/// <param name="Text">Null: the line has no text.</param>
internal sealed record TextDocument(string Id, string? Title, string? Text);

/// <summary>One line of <c>inspect text</c>.</summary>
internal sealed record TextInspection(
    string Id, bool Ok, string? Language, IReadOnlyList<SummarySentence> Summary, IReadOnlyList<Quote> Quotes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TextInspection))]
internal sealed partial class InspectTextJson : JsonSerializerContext;
