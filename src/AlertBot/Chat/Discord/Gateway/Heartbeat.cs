namespace AlertBot.Chat.Discord.Gateway;

/// <summary>
/// Sends heartbeats at the interval of HELLO while Discord acknowledges them. The first is sent at a random time within the interval, so
/// that many clients do not send at once: https://docs.discord.com/developers/events/gateway#sending-heartbeats
/// </summary>
internal sealed class Heartbeat(TimeSpan interval, Random random, TimeProvider time)
{
    private int _isAwaitingAck;

    public void Acknowledge() => Interlocked.Exchange(ref _isAwaitingAck, 0);

    /// <param name="send">Returns whether the heartbeat was sent.</param>
    /// <returns>Why the connection is dead, even if its socket is open.</returns>
    public async Task<string> RunAsync(Func<CancellationToken, Task<bool>> send, CancellationToken cancellationToken)
    {
        await Task.Delay(interval * random.NextDouble(), time, cancellationToken);
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            if (Interlocked.Exchange(ref _isAwaitingAck, 1) == 1)
            {
                return "Discord does not acknowledge heartbeats";
            }

            if (!await send(cancellationToken))
            {
                return "no heartbeat could be sent";
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
        return "the heartbeat ended";
    }
}
