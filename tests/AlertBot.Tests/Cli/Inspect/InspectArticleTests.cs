using System.Diagnostics;
using System.Text.Json;
using AlertBot.Tests.Articles;

namespace AlertBot.Tests.Cli.Inspect;

/// <summary>The output and the exit code of <c>inspect article --json</c>, which scripts read. Tests run the executable itself.</summary>
public sealed class InspectArticleTests : IDisposable
{
    private static readonly string[] Members =
        ["id", "ok", "url", "title", "byline", "published", "language", "site", "text", "summary", "quotes"];

    private readonly string _folder = Directory.CreateTempSubdirectory("alertbot-inspect").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_page_is_one_JSON_line_with_all_members()
    {
        var page = Save("storm.html",
            APage.With(head: "<meta name=\"author\" content=\"Ina Brandt\"><meta property=\"article:published_time\" "
                + "content=\"2025-08-19T09:40:00Z\"><meta property=\"og:site_name\" content=\"The Velin Courier\">"));

        var (code, lines) = await InspectAsync(page, "--url", "https://www.velincourier.example/news/storm", "--json");

        var line = Assert.Single(lines);
        Assert.Equal(0, code);
        Assert.Equal(Members, line.EnumerateObject().Select(member => member.Name));
        Assert.Equal(page, line.GetProperty("id").GetString());
        Assert.True(line.GetProperty("ok").GetBoolean());
        Assert.Equal("Storm closes the harbour", line.GetProperty("title").GetString());
        Assert.Equal("Ina Brandt", line.GetProperty("byline").GetString());
        Assert.Equal("2025-08-19T09:40:00Z", line.GetProperty("published").GetString());
        Assert.Equal("en", line.GetProperty("language").GetString());
        Assert.Equal("The Velin Courier", line.GetProperty("site").GetString());
        Assert.StartsWith(APage.Paragraph(0) + "\n\n" + APage.Paragraph(1), line.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summary_and_quotes_are_verbatim_pieces_of_the_text()
    {
        var page = Save("storm.html", APage.With());

        var (_, lines) = await InspectAsync(page, "--json");

        var text = lines[0].GetProperty("text").GetString()!;
        JsonElement[] pieces = [.. lines[0].GetProperty("summary").EnumerateArray(), .. lines[0].GetProperty("quotes").EnumerateArray()];
        Assert.InRange(lines[0].GetProperty("summary").GetArrayLength(), 1, 3);
        Assert.NotEqual(0, lines[0].GetProperty("quotes").GetArrayLength());
        Assert.All(pieces,
            piece => Assert.Equal(piece.GetProperty("text").GetString(),
                text[piece.GetProperty("start").GetInt32()..piece.GetProperty("end").GetInt32()]));
    }

    [Fact]
    public async Task Missing_page_data_is_null()
    {
        var page = Save("bare.html", $"<html><body><article>{APage.Paragraphs(6)}</article></body></html>");

        var (_, lines) = await InspectAsync(page, "--json");

        Assert.All(["url", "title", "byline", "published", "site"],
            name => Assert.Equal(JsonValueKind.Null, lines[0].GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task A_list_keeps_order_and_ids_and_continues_after_an_unreadable_page()
    {
        Save("storm.html", APage.With());
        Save("list.html",
            $"<html><body><ul>{string.Concat(Enumerable.Range(0, 80).Select(i => $"<li><a href=/{i}>Headline {i}</a></li>"))}</ul>"
                + "</body></html>");
        var list = Save("list.jsonl", """
            {"id":"a","path":"list.html"}
            {"id":"b","path":"missing.html"}
            {"id":"c","path":"storm.html","url":"https://www.velincourier.example/news/storm","contentType":"text/html"}
            """);

        var (code, lines) = await InspectAsync("--list", list, "--json");

        Assert.Equal(1, code);
        Assert.Equal(["a False", "b False", "c True"],
            lines.Select(line => $"{line.GetProperty("id").GetString()} {line.GetProperty("ok").GetBoolean()}"));
        Assert.All(lines.Take(2), line => Assert.NotEmpty(line.GetProperty("error").GetString()!));
    }

    private string Save(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static async Task<(int Code, List<JsonElement> Lines)> InspectAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "alertbot.exe" : "alertbot"),
            ["inspect", "article", .. arguments])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode,
            [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)]);
    }
}
