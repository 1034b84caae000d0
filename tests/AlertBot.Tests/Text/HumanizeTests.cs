using AlertBot.Text;

namespace AlertBot.Tests.Text;

public class HumanizeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(-300, "just now")]
    [InlineData(59, "59 min ago")]
    [InlineData(60, "1 h ago")]
    [InlineData(47 * 60, "47 h ago")]
    [InlineData(49 * 60, "2 days ago")]
    public void An_age_is_shown_in_whole_units(int minutes, string expected) =>
        Assert.Equal(expected, Humanize.Age(Now.AddMinutes(-minutes), Now));

    [Theory]
    [InlineData(1.26, "1.3 s")]
    [InlineData(90, "1.5 min")]
    [InlineData(47 * 3600, "47 h")]
    [InlineData(72 * 3600, "3 days")]
    public void A_duration_is_shown_in_the_unit_that_fits(double seconds, string expected) =>
        Assert.Equal(expected, Humanize.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 stories")]
    [InlineData(1, "1 story")]
    [InlineData(1234, "1,234 stories")]
    public void A_count_has_the_matching_noun(long count, string expected) =>
        Assert.Equal(expected, Humanize.Count(count, "story", "stories"));
}
