namespace AlertBot.Testing;

/// <summary>
/// A clock that runs faster than real time, for protocols with long waits. Client and server must share it.
/// </summary>
/// <param name="factor">How many times faster.</param>
internal sealed class AcceleratedTimeProvider(int factor) : TimeProvider
{
    private readonly long _start = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() =>
        new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero) + (System.GetElapsedTime(_start) * factor);

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _start + ((System.GetTimestamp() - _start) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Accelerate(dueTime), Accelerate(period));

    private TimeSpan Accelerate(TimeSpan duration) => duration == Timeout.InfiniteTimeSpan ? duration : duration / factor;
}
