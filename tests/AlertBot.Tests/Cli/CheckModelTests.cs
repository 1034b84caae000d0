using AlertBot.Cli;
using AlertBot.Testing;

namespace AlertBot.Tests.Cli;

public class CheckModelTests
{
    [Theory]
    [InlineData(null, 0, "ok      summaries: harbour-small:1b at 127.0.0.1:", " ms")]
    [InlineData("401", 1, "failed  summaries: harbour-small:1b at 127.0.0.1:", ": it answered 401; check summaries.apiKey")]
    [InlineData("404", 1, "failed  summaries: harbour-small:1b at 127.0.0.1:", "is not the base URL, such as …/v1")]
    [InlineData("hang", 1, "failed  summaries: harbour-small:1b at 127.0.0.1:", "(the first answer after a start is the slowest)")]
    public async Task The_language_model_is_probed_and_a_failure_is_shown_with_its_fix(string? failure, int exit, string start,
        string end)
    {
        await using var model = await LoopbackLanguageModel.StartAsync();
        if (failure is not null)
        {
            model.Fail(failure);
        }

        var folder = Directory.CreateTempSubdirectory("alertbot-check-");
        var config = Path.Combine(folder.FullName, "alertbot.yaml");
        await File.WriteAllTextAsync(config, $$"""
            storage: { connection: "Data Source={{Path.Combine(folder.FullName, "a.db")}}" }
            summaries: { endpoint: "{{model.Options.Endpoint}}", model: "{{LoopbackLanguageModel.Model}}", apiKey: "{{LoopbackLanguageModel.Key}}", timeout: 1s }
            """, TestContext.Current.CancellationToken);
        await using var output = new StringWriter();

        var code = await CheckCommand.CheckAsync(config, output, TestContext.Current.CancellationToken);

        var line = Assert.Single(output.ToString().Split('\n'), line => line.Contains("summaries", StringComparison.Ordinal));
        Assert.Equal(exit, code);
        Assert.StartsWith(start, line, StringComparison.Ordinal);
        Assert.EndsWith(end, line, StringComparison.Ordinal);
        Assert.DoesNotContain(LoopbackLanguageModel.Key, output.ToString(), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }
}
