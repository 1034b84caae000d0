using AlertBot.Cli;

namespace AlertBot.Tests.Cli;

public class ConsoleInputTests
{
    [Theory]
    [InlineData("4711 (alertbot) S 4000 4711 4000 34816 4711 4194304 0", false)]
    [InlineData("4711 (alertbot) S 4000 4711 4000 34816 4000 4194304 0", true)]
    [InlineData("4711 (a) 1 2) b) S 4000 4711 4000 34816 4000 4194304 0", true)]
    [InlineData("4711 (alertbot) S 4000 4711 4000 0 -1 4194304 0", false)]
    [InlineData("", false)]
    public void A_background_job_does_not_read_the_terminal(string status, bool expected) =>
        Assert.Equal(expected, ConsoleInput.IsInBackground(status));
}
