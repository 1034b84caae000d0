using AlertBot.Cli;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Cli;

public class LogLineFormatterTests
{
    [Theory]
    [InlineData("AlertBot.Feeds.FeedPoller", "Gazette failed", "2026-03-01 12:00:00Z warn  Gazette failed\n")]
    [InlineData("Microsoft.AspNetCore.Server", "slow", "2026-03-01 12:00:00Z warn  Microsoft.AspNetCore.Server: slow\n")]
    [InlineData("AlertBot.Feeds.FeedPoller", "Gazette says\r\n\u001b[2Jhello", "2026-03-01 12:00:00Z warn  Gazette says   [2Jhello\n")]
    public void A_log_line_has_time_level_and_message_and_cannot_be_broken_by_server_text(string category, string message, string line)
    {
        Assert.Equal(line, Format(category, 7, message));
    }

    [Fact]
    public void A_failed_start_is_reported_by_the_verb()
    {
        Assert.Equal("", Format("Microsoft.Extensions.Hosting.Internal.Host", 11, "Hosting failed to start"));
    }

    private static string Format(string category, int id, string message)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var entry = new LogEntry<string>(LogLevel.Warning, category, new EventId(id), message, null, (state, _) => state);
        new LogLineFormatter(new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))).Write(entry, null, writer);
        return writer.ToString();
    }
}
