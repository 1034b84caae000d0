using System.Threading.Channels;

namespace AlertBot.Storage;

/// <summary>Wakes a pass before its next tick. A lost wake-up costs a tick and nothing else: rows carry the promises.</summary>
internal sealed class PassSignal
{
    private readonly Channel<bool> _wakeUps = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _wakeUps.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellationToken) => await _wakeUps.Reader.ReadAsync(cancellationToken);
}

/// <summary>One signal for each pass, in the order of the flow.</summary>
internal sealed class PassSignals
{
    public PassSignal Poll { get; } = new();

    public PassSignal Read { get; } = new();

    public PassSignal Group { get; } = new();

    public PassSignal Tell { get; } = new();

    public PassSignal Edit { get; } = new();

    public PassSignal Search { get; } = new();

    public PassSignal Hubs { get; } = new();
}
