using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Platforms;

public class RetryPolicyTests
{
    private static readonly PlatformResult.Succeeded Succeeded = new(default, TimeSpan.Zero);
    private static readonly PlatformResult.NotSent NotSent = new("no connection");
    private static readonly PlatformResult.Unclear Unclear = new("reset");

    private readonly FakeTimeProvider _time = new(ABrief.Now) { AutoAdvanceAmount = TimeSpan.Zero };
    private readonly List<TimeSpan> _attempts = [];
    private readonly List<TimeSpan> _maxWaits = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_retryable_failure_is_repeated_until_it_succeeds()
    {
        var result = await RunAsync(new RetryPolicy(4, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)), NotSent, Unclear, Succeeded);

        Assert.Same(Succeeded, result);
        Assert.InRange(_attempts[1] - _attempts[0], TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1.1));
        Assert.InRange(_attempts[2] - _attempts[1], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.1));
    }

    [Fact]
    public async Task The_last_attempt_decides_and_no_further_one_is_made()
    {
        var result = await RunAsync(new RetryPolicy(2, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)), NotSent, NotSent, Succeeded);

        Assert.Same(NotSent, result);
        Assert.Equal(2, _attempts.Count);
    }

    [Fact]
    public async Task No_retry_starts_after_the_window()
    {
        var policy = new RetryPolicy(9, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5));

        var result = await RunAsync(policy, [.. Enumerable.Repeat(NotSent, 9)]);

        Assert.Same(NotSent, result);
        Assert.All(_attempts.SkipLast(1), attempt => Assert.InRange(attempt, TimeSpan.Zero, TimeSpan.FromSeconds(5)));
        Assert.True(_attempts.Count < 9);
    }

    [Fact]
    public async Task A_result_that_may_not_be_repeated_is_returned_at_once()
    {
        var policy = new RetryPolicy(4, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

        Assert.Same(Unclear, await RunAsync(policy, result => result is PlatformResult.NotSent, TimeSpan.Zero, Unclear, Succeeded));
        Assert.IsType<DiscordRefusal>(await RunAsync(policy, new DiscordRefusal(403, 0, "no"), Succeeded));
    }

    [Fact]
    public async Task What_an_earlier_attempt_may_have_done_is_not_forgotten()
    {
        var policy = new RetryPolicy(2, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

        Assert.Same(Unclear, await RunAsync(policy, Unclear, NotSent));
        Assert.Same(Unclear, await RunAsync(policy, Unclear, new PlatformResult.Limited(TimeSpan.FromHours(1), "rate limit")));
    }

    [Fact]
    public async Task A_rate_limit_is_waited_out_in_full_where_the_policy_waits()
    {
        var policy = new RetryPolicy(4, TimeSpan.FromSeconds(1), TimeSpan.Zero) { WaitsForRateLimit = true };
        var limited = new PlatformResult.Limited(TimeSpan.FromSeconds(3), "rate limit");

        var result = await RunAsync(policy, _ => false, TimeSpan.FromSeconds(5), limited, Succeeded);

        Assert.Same(Succeeded, result);
        Assert.InRange(_attempts[1], TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.2));
        Assert.Equal([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2)], _maxWaits);
    }

    [Fact]
    public async Task A_rate_limit_longer_than_the_remaining_wait_ends_the_call()
    {
        var policy = new RetryPolicy(4, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)) { WaitsForRateLimit = true };
        var limited = new PlatformResult.Limited(TimeSpan.FromSeconds(3), "rate limit");

        var result = await RunAsync(policy, _ => false, TimeSpan.FromSeconds(5), limited, limited, Succeeded);

        Assert.Same(limited, result);
        Assert.Equal(2, _attempts.Count);
    }

    private Task<PlatformResult> RunAsync(RetryPolicy policy, params PlatformResult[] results) =>
        RunAsync(policy, result => result is PlatformResult.NotSent or PlatformResult.Unclear, TimeSpan.Zero, results);

    private async Task<PlatformResult> RunAsync(RetryPolicy policy, Func<PlatformResult, bool> isRetryable, TimeSpan maxWait,
        params PlatformResult[] results)
    {
        _attempts.Clear();
        _maxWaits.Clear();
        var start = _time.GetTimestamp();
        var running = policy.RunAsync(
            remaining =>
            {
                _attempts.Add(_time.GetElapsedTime(start));
                _maxWaits.Add(remaining);
                return Task.FromResult(results[_attempts.Count - 1]);
            },
            isRetryable, maxWait, _time, Cancelled);
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        return await running;
    }
}
