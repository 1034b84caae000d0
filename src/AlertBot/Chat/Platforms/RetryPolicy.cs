namespace AlertBot.Chat.Platforms;

/// <summary>Repeats one API call within a time limit.</summary>
/// <param name="MaxAttempts">Limits the attempts, the first included.</param>
/// <param name="InitialBackoff">The delay before the second attempt. It doubles each time; each is shortened by up to half at
/// random.</param>
/// <param name="Window">No retry starts later than this after the first attempt. Waits for a rate limit do not count: they have
/// their own limit.</param>
internal sealed record RetryPolicy(int MaxAttempts, TimeSpan InitialBackoff, TimeSpan Window)
{
    /// <summary>
    /// The policy waits out a 429 before the next attempt. False: the attempt itself waits, because a rate limiter holds it back.
    /// </summary>
    public bool WaitsForRateLimit { get; init; }

    /// <param name="attempt">Makes one attempt. Its argument is how long the attempt may still wait for the rate limit.</param>
    /// <param name="isRetryable">Whether the call may be repeated after this result. Not asked after a 429, which carries nothing
    /// out.</param>
    /// <param name="maxWait">Limits the time spent in attempts and waits for the rate limit together. A 429 that asks for more than is
    /// left of it ends the call.</param>
    /// <returns>The last attempt's result. Where that attempt was not carried out but an earlier one may have been: unclear.</returns>
    public async Task<PlatformResult> RunAsync(Func<TimeSpan, Task<PlatformResult>> attempt, Func<PlatformResult, bool> isRetryable,
        TimeSpan maxWait, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var remaining = maxWait;
        PlatformResult.Unclear? unclear = null;
        for (var attempts = 1; ; attempts++)
        {
            var attemptStarted = time.GetTimestamp();
            var result = await attempt(remaining);
            remaining -= time.GetElapsedTime(attemptStarted);
            unclear = result as PlatformResult.Unclear ?? unclear;

            var limit = result is PlatformResult.Limited limited && limited.Delay <= remaining ? limited.Delay : (TimeSpan?)null;
            var retries = limit is not null || (time.GetElapsedTime(started) < Window && isRetryable(result));
            if (attempts >= MaxAttempts || !retries)
            {
                return result is PlatformResult.Limited or PlatformResult.NotSent ? unclear ?? result : result;
            }

            if (limit is null)
            {
                await Task.Delay(BackoffAfter(attempts), time, cancellationToken);
            }
            else if (WaitsForRateLimit)
            {
                await Task.Delay(limit.Value, time, cancellationToken);
                remaining -= limit.Value;
            }
        }
    }

    private TimeSpan BackoffAfter(int attempts) =>
        InitialBackoff * Math.Pow(2, attempts - 1) * (0.5 + (0.5 * Random.Shared.NextDouble()));
}
