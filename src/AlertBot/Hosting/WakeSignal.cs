using System.Threading.Channels;

namespace AlertBot.Hosting;

/// <summary>Wakes a stage before its next tick. A lost wake-up delays work by one tick; the rows guarantee that none is lost.</summary>
internal sealed class WakeSignal
{
    private readonly Channel<bool> _wakeUps =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _wakeUps.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellationToken) => await _wakeUps.Reader.ReadAsync(cancellationToken);
}

/// <summary>One signal for each stage, in the order of the flow.</summary>
internal sealed class WakeSignals
{
    public WakeSignal Poll { get; } = new();

    public WakeSignal Read { get; } = new();

    public WakeSignal Group { get; } = new();

    public WakeSignal Deliver { get; } = new();

    public WakeSignal Digest { get; } = new();

    public WakeSignal Notice { get; } = new();

    public WakeSignal Edit { get; } = new();

    public WakeSignal Backfill { get; } = new();

    public WakeSignal Hubs { get; } = new();
}
