namespace AlertBot.Chat.Discord.Gateway;

/// <summary>
/// Beats as long as beats are answered: the first at a random moment of the interval, so that many clients do not beat at once.
/// </summary>
internal sealed class Heartbeat(TimeSpan interval, Random random, TimeProvider time)
{
    private int _awaitingAck;

    public void Acknowledge() => Interlocked.Exchange(ref _awaitingAck, 0);

    /// <param name="beat">Returns whether the beat went out.</param>
    /// <returns>Why the beats ended: the connection is dead, whatever its socket says.</returns>
    public async Task<string> RunAsync(Func<CancellationToken, Task<bool>> beat, CancellationToken cancellationToken)
    {
        await Task.Delay(interval * random.NextDouble(), time, cancellationToken);
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            if (Interlocked.Exchange(ref _awaitingAck, 1) == 1)
            {
                return "Discord does not answer heartbeats";
            }

            if (!await beat(cancellationToken))
            {
                return "no heartbeat could be sent";
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
        return "the heartbeat ended";
    }
}
