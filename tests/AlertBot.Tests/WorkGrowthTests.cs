using Xunit.Sdk;

namespace AlertBot.Tests;

public class WorkGrowthTests
{
    [Fact]
    public void Quadratic_work_is_reported() =>
        Assert.Throws<FailException>(() => WorkGrowth.AssertLinear(24_000, size => () => Count(size, size)));

    [Fact]
    public void Linear_work_passes() => WorkGrowth.AssertLinear(24_000, size => () => Count(size, 5_000));

    private static long Count(int rows, int columns)
    {
        var count = 0L;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                count += row ^ column;
            }
        }

        return count;
    }
}
