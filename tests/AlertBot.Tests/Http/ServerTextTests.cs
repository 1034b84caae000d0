using AlertBot.Text;

namespace AlertBot.Tests.Http;

public class ServerTextTests
{
    [Fact]
    public void Server_text_stays_on_one_line()
    {
        Assert.Equal("a  b c d", UntrustedText.Sanitize("a\r\nb\u2028c\u202Ed"));
        Assert.Equal(" [31mred", UntrustedText.Sanitize("\u001b[31mred"));
    }

    [Fact]
    public void Server_text_is_truncated()
    {
        Assert.Equal(201, UntrustedText.Sanitize(new string('x', 1_000_000)).Length);
    }
}
