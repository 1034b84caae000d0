using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Gateway;

/// <summary>
/// Counts the messages sent on one connection. Discord closes it at more than 120 in 60 s:
/// https://docs.discord.com/developers/events/gateway#rate-limiting
/// </summary>
internal sealed class GatewaySendLimiter(TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private readonly RecentEvents _sent = new(Period);

    /// <returns>False, and nothing is counted, where <paramref name="max"/> messages were sent in the last 60 s.</returns>
    public bool TryAcquire(int max)
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_start);
            if (_sent.Count(now) >= max)
            {
                return false;
            }

            _sent.Add(now);
            return true;
        }
    }
}
