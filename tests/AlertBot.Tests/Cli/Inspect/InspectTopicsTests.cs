using AlertBot.Cli.Inspect;
using AlertBot.Settings;

namespace AlertBot.Tests.Cli.Inspect;

public sealed class InspectTopicsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("alertbot-topics").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Topics_are_read_from_the_settings_list()
    {
        var path = File("""
            storage: { keep: 30d }
            topics:
              - { name: ceasefire, query: 'ceasefire, truce' }
              - name: harbour
                query: "harbour NEAR/5 strike"
                urgent: true
            """);

        var (topics, loadErrors) = SettingsLoader.LoadTopics(path);

        Assert.Empty(loadErrors);
        Assert.Equal([("ceasefire", "ceasefire, truce"), ("harbour", "harbour NEAR/5 strike")],
            topics.Select(topic => (topic.Name, topic.Query.Text)));
    }

    [Fact]
    public void All_errors_are_reported_with_line_numbers()
    {
        var path = File("""
            topics:
              - { name: good, query: 'truce' }
              - { name: open, query: 'war AND (truce' }
              - { query: 'truce' }
              - { name: good, query: 'talks' }
              - { name: none }
            """);
        using var errors = new StringWriter();

        var exit = InspectTopicsCommand.Run("unused.jsonl", path, json: true, errors);

        Assert.Equal(1, exit);
        var lines = errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith($"{path}, line 3: topics[1].query: at character 9", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{path}, line 4: topics[2]", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"{path}, line 5: topics[3]", lines[2], StringComparison.Ordinal);
        Assert.StartsWith($"{path}, line 6: topics[4]", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("feeds: []", "a list called topics")]
    [InlineData("", "a list called topics")]
    [InlineData("topics: [", "YAML")]
    public void A_file_without_topics_is_refused(string yaml, string message)
    {
        using var errors = new StringWriter();

        var exit = InspectTopicsCommand.Run("unused.jsonl", File(yaml), json: true, errors);

        Assert.Equal(1, exit);
        Assert.Contains(message, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var errors = new StringWriter();

        Assert.Equal(1, InspectTopicsCommand.Run("unused.jsonl", Path.Combine(_folder, "none.yaml"), json: true, errors));
        Assert.Equal(1,
            InspectTopicsCommand.Run(Path.Combine(_folder, "none.jsonl"), File("topics: [{ name: a, query: truce }]"), json: true, errors));
        Assert.Contains("none.yaml: there is no", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("none.jsonl: there is no such file", errors.ToString(), StringComparison.Ordinal);
    }

    private string File(string text)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.yaml");
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
