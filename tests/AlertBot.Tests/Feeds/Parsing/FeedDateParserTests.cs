using System.Globalization;
using AlertBot.Feeds.Parsing;

namespace AlertBot.Tests.Feeds.Parsing;

public class FeedDateParserTests
{
    [Theory]
    [InlineData("Tue, 03 Mar 2026 09:30:00 GMT", "2026-03-03T09:30:00Z")]
    [InlineData("Tue, 03 Mar 2026 09:30:00 +0530", "2026-03-03T04:00:00Z")]
    [InlineData("Tue, 03 Mar 2026 09:30:00 EST", "2026-03-03T14:30:00Z")]
    [InlineData("Tue, 3 Mar 26 9:30 PDT", "2026-03-03T16:30:00Z")]
    [InlineData("03 March 2026 09:30:00", "2026-03-03T09:30:00Z")]
    [InlineData("Tue, 03 Mar 2026 09:30:00 Z", "2026-03-03T09:30:00Z")]
    [InlineData("mar., 03 Mar 2026 09:30:00 +0100", "2026-03-03T08:30:00Z")]
    [InlineData("Tue Mar  3 09:30:00 2026", "2026-03-03T09:30:00Z")]
    [InlineData("March 3, 2026 9:30 PM", "2026-03-03T21:30:00Z")]
    [InlineData("2026-03-03T09:30:00Z", "2026-03-03T09:30:00Z")]
    [InlineData("2026-03-03T09:30:00.250+02:00", "2026-03-03T07:30:00.25Z")]
    [InlineData("2026-03-03 09:30:00", "2026-03-03T09:30:00Z")]
    [InlineData("20260303T093000Z", "2026-03-03T09:30:00Z")]
    [InlineData("2026-03-03", "2026-03-03T00:00:00Z")]
    [InlineData("2026-03-03T24:00:00Z", "2026-03-04T00:00:00Z")]
    [InlineData("31 Dec 2026 23:59:60 GMT", "2026-12-31T23:59:59Z")]
    public void A_date_is_read_in_UTC(string text, string instant)
    {
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), FeedDateParser.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("Tue, 31 Feb 2026 09:30:00 GMT")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("2026-13-01")]
    [InlineData("Tue, 03 Mar 2026 29:30:00 GMT")]
    [InlineData("12")]
    public void An_invalid_date_is_null(string? text)
    {
        Assert.Null(FeedDateParser.Parse(text));
    }
}
