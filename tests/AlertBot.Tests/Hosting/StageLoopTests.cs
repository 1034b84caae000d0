using AlertBot.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Hosting;

public class StageLoopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_wake_signal_runs_the_stage_and_a_failing_item_does_not_stop_it()
    {
        var pass = new ScriptedPass();
        var signal = new WakeSignal();
        using var loop = new StageLoop<int>(pass, signal, new FakeTimeProvider(), NullLogger<StageLoop<int>>.Instance);
        pass.Waiting.Enqueue(13);
        await loop.StartAsync(CancellationToken.None);
        await pass.Worked.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        pass.Waiting.Enqueue(1);
        signal.Wake();

        Assert.Equal(1, await pass.Worked.Reader.ReadAsync().AsTask().WaitAsync(Patience));
        await loop.StopAsync(CancellationToken.None).WaitAsync(Patience);
        Assert.True(loop.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_tick_runs_the_stage_without_a_signal_and_after_a_failed_claim()
    {
        var pass = new ScriptedPass { FailNextClaim = true };
        var time = new FakeTimeProvider();
        using var loop = new StageLoop<int>(pass, new WakeSignal(), time, NullLogger<StageLoop<int>>.Instance);
        await loop.StartAsync(CancellationToken.None);
        await pass.Claims.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        pass.Waiting.Enqueue(2);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, await pass.Worked.Reader.ReadAsync().AsTask().WaitAsync(Patience));
        await loop.StopAsync(CancellationToken.None).WaitAsync(Patience);
    }

    private sealed class ScriptedPass : IStage<int>
    {
        public System.Collections.Concurrent.ConcurrentQueue<int> Waiting { get; } = new();

        public System.Threading.Channels.Channel<int> Worked { get; } = System.Threading.Channels.Channel.CreateUnbounded<int>();

        public System.Threading.Channels.Channel<int> Claims { get; } = System.Threading.Channels.Channel.CreateUnbounded<int>();

        public bool FailNextClaim { get; set; }

        public string Name => "scripted";

        public int Concurrency => 2;

        public Task<IReadOnlyList<int>> ClaimAsync(int max, CancellationToken cancellationToken)
        {
            Claims.Writer.TryWrite(max);
            if (FailNextClaim)
            {
                FailNextClaim = false;
                throw new InvalidOperationException("the disk is full");
            }

            return Task.FromResult<IReadOnlyList<int>>(Waiting.TryDequeue(out var item) ? [item] : []);
        }

        public Task ProcessAsync(int item, CancellationToken stopping)
        {
            Worked.Writer.TryWrite(item);
            return item == 13 ? throw new InvalidOperationException("unlucky") : Task.CompletedTask;
        }
    }
}
