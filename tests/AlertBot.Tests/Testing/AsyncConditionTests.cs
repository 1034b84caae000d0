using AlertBot.Testing;

namespace AlertBot.Tests.Testing;

public class AsyncConditionTests
{
    [Fact]
    public async Task A_wait_ends_when_the_condition_is_true_at_a_reevaluation()
    {
        var condition = new AsyncCondition();
        var isTrue = false;
        var wait = condition.WaitUntilAsync(() => isTrue, () => "never");

        condition.Reevaluate();
        Assert.False(wait.IsCompleted);
        isTrue = true;
        condition.Reevaluate();

        await wait;
    }

    [Fact]
    public async Task A_condition_that_is_true_already_needs_no_reevaluation() =>
        await new AsyncCondition().WaitUntilAsync(() => true, () => "never");

    [Fact]
    public async Task A_timeout_describes_the_condition()
    {
        var error = await Assert.ThrowsAsync<TimeoutException>(
            () => new AsyncCondition().WaitUntilAsync(() => false, () => "two connections", TimeSpan.Zero));

        Assert.Equal("Not within 0 s: two connections", error.Message);
    }
}
