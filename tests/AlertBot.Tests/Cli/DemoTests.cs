using AlertBot.Cli;
using AlertBot.Cli.Demo;
using AlertBot.Tests.Cli.Demo;

namespace AlertBot.Tests.Cli;

public class DemoTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_demo_tells_each_alert_once_with_its_quotes_and_leaves_nothing_behind()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using var demo = new DemoProcess();

        var (exitCode, error) = await demo.EndAsync(limit.Token);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.All(SampleNews.Alerts, headline => Assert.Single(Lines(demo), line => line.Contains(headline, StringComparison.Ordinal)));
        Assert.Equal(SampleNews.Alerts.Count, Lines(demo).Count(line => line.StartsWith('[')));
        Assert.DoesNotContain('\e', demo.Output);
        Assert.Empty(demo.Files);
    }

    [Fact]
    public async Task Each_quote_of_the_demo_stands_on_one_line_with_both_marks_and_its_speaker()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using var demo = new DemoProcess();

        await demo.EndAsync(limit.Token);

        var quotes = Lines(demo).Where(line => line.StartsWith("  “", StringComparison.Ordinal)).ToList();
        Assert.True(quotes.Count >= 2 * SampleNews.Alerts.Count, demo.Output);
        Assert.All(quotes, line => Assert.Matches("” — [A-Z]", line));
        Assert.Contains(quotes, line => line.Contains("“Tonight the guns along the Osk will fall silent", StringComparison.Ordinal) && line.Contains("” — Helena Corvane", StringComparison.Ordinal));
        Assert.DoesNotContain("Advertisement", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_that_is_terminated_ends_soon_and_leaves_nothing_behind()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using var demo = new DemoProcess();
        await demo.ReadUntilAsync(SampleNews.Steps[1].Says, limit.Token);
        var atWork = demo.Files.ToList();

        await demo.TerminateAsync(limit.Token);
        var (exitCode, error) = await demo.EndAsync(limit.Token);

        Assert.Contains(atWork, file => file.EndsWith("alertbot.db", StringComparison.Ordinal));
        Assert.Equal((0, ""), (exitCode, error));
        Assert.DoesNotContain("Done", demo.Output, StringComparison.Ordinal);
        Assert.Empty(demo.Files);
    }

    [Fact]
    public async Task A_demo_that_is_not_done_in_time_says_so_and_fails()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await DemoCommand.RunAsync(TextWriter.Synchronized(output), error, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The demo was not done within 1 s", error.ToString(), StringComparison.Ordinal);
    }

    private static string[] Lines(DemoProcess demo) => demo.Output.Split('\n');
}
