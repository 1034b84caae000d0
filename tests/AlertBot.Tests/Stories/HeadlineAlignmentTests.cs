using AlertBot.Stories.Grouping;

namespace AlertBot.Tests.Stories;

public class HeadlineAlignmentTests
{
    [Fact]
    public void Other_words_in_one_place_are_one_gap()
    {
        var alignment = Align("nurses reject pay offer", "train drivers reject pay offer");

        var gap = Assert.Single(alignment.Gaps);
        Assert.Equal(["nurses"], gap.A.Select(token => token.Lower));
        Assert.Equal(["train", "drivers"], gap.B.Select(token => token.Lower));
        Assert.True(gap.IsExchange);
        Assert.True(gap.IsAtStart);
        Assert.False(gap.IsAtEnd);
        Assert.Equal(["reject", "pay", "offer"], alignment.Shared.Select(token => token.Lower));
    }

    [Fact]
    public void Words_that_one_headline_has_more_are_a_gap_without_exchange()
    {
        var gap = Assert.Single(Align("senate passes bill", "senate passes budget bill").Gaps);

        Assert.Empty(gap.A);
        Assert.False(gap.IsExchange);
    }

    [Fact]
    public void Equal_headlines_have_no_gap() => Assert.Empty(Align("senate passes bill", "senate passes bill").Gaps);

    [Fact]
    public void Headlines_without_a_common_word_are_one_gap()
    {
        var gap = Assert.Single(Align("one two", "three").Gaps);

        Assert.True(gap.IsAtStart && gap.IsAtEnd && gap.IsExchange);
    }

    private static HeadlineAlignment Align(string one, string other) =>
        HeadlineAlignment.Of(HeadlineTokenizer.Split(one), HeadlineTokenizer.Split(other));
}
