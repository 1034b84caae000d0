using AlertBot.Http;

namespace AlertBot.Tests.Http;

public class ServerTextTests
{
    [Fact]
    public void A_strangers_text_stays_on_its_line()
    {
        Assert.Equal("a  b c d", ServerText.Clean("a\r\nb\u2028c\u202Ed"));
        Assert.Equal(" [31mred", ServerText.Clean("\u001b[31mred"));
    }

    [Fact]
    public void A_strangers_text_is_cut()
    {
        Assert.Equal(201, ServerText.Clean(new string('x', 1_000_000)).Length);
    }
}
