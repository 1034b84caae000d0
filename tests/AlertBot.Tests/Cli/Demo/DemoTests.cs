using AlertBot.Cli;
using AlertBot.Cli.Demo;

namespace AlertBot.Tests.Cli.Demo;

public class DemoTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_demo_shows_each_alert_once_with_its_quotes_and_leaves_no_files()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using var demo = new DemoProcess();

        var (exitCode, error) = await demo.EndAsync(limit.Token);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Empty(demo.Files);
        Assert.DoesNotContain('\e', demo.Output);
        Assert.Equal(SampleNews.ExpectedAlerts,
            Lines(demo).Where(line => line.StartsWith('[')).Select(line => line[(line.IndexOf(']', StringComparison.Ordinal) + 2)..]));
        AssertQuotes(Lines(demo).Where(line => line.StartsWith("  “", StringComparison.Ordinal)).ToList());
        Assert.DoesNotContain("Advertisement", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminated_demo_stops_quickly_and_leaves_no_files()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using var demo = new DemoProcess();
        await demo.ReadUntilAsync(SampleNews.Steps[1].Description, limit.Token);
        var filesWhileRunning = demo.Files.ToList();

        await demo.TerminateAsync(limit.Token);
        var (exitCode, error) = await demo.EndAsync(limit.Token);

        Assert.Contains(filesWhileRunning, file => file.EndsWith("alertbot.db", StringComparison.Ordinal));
        Assert.Equal((0, ""), (exitCode, error));
        Assert.DoesNotContain("Done", demo.Output, StringComparison.Ordinal);
        Assert.Empty(demo.Files);
    }

    [Fact]
    public async Task A_demo_that_times_out_reports_it_and_fails()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await DemoCommand.RunAsync(Program.BuildHost, TextWriter.Synchronized(output), error, TimeSpan.FromSeconds(1),
            TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The demo did not finish within 1 s", error.ToString(), StringComparison.Ordinal);
    }

    // A quote is on one line with both marks and its speaker, because piped output is not wrapped.
    private static void AssertQuotes(List<string> quotes)
    {
        Assert.True(quotes.Count >= 2 * SampleNews.ExpectedAlerts.Count, string.Join('\n', quotes));
        Assert.All(quotes, line => Assert.Matches("” — [A-Z]", line));
        Assert.Contains(quotes,
            line => line.Contains("“Tonight the guns along the Osk will fall silent", StringComparison.Ordinal)
                && line.Contains("” — Helena Corvane", StringComparison.Ordinal));
    }

    private static string[] Lines(DemoProcess demo) => demo.Output.Split('\n');
}
