using System.Collections.Concurrent;
using System.Threading.Channels;
using AlertBot.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Hosting;

public class StageLoopTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_wake_signal_runs_the_stage_and_a_failing_item_does_not_stop_it()
    {
        var stage = new ScriptedStage();
        var signal = new WakeSignal();
        using var loop = new StageLoop<int>(stage, signal, new FakeTimeProvider(), NullLogger<StageLoop<int>>.Instance);
        stage.Waiting.Enqueue(13);
        await loop.StartAsync(CancellationToken.None);
        await stage.Processed.Reader.ReadAsync().AsTask().WaitAsync(Timeout);

        stage.Waiting.Enqueue(1);
        signal.Wake();

        Assert.Equal(1, await stage.Processed.Reader.ReadAsync().AsTask().WaitAsync(Timeout));
        await loop.StopAsync(CancellationToken.None).WaitAsync(Timeout);
        Assert.True(loop.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_tick_runs_the_stage_without_a_signal_and_after_a_failed_claim()
    {
        var stage = new ScriptedStage { FailNextClaim = true };
        var time = new FakeTimeProvider();
        using var loop = new StageLoop<int>(stage, new WakeSignal(), time, NullLogger<StageLoop<int>>.Instance);
        await loop.StartAsync(CancellationToken.None);
        await stage.Claims.Reader.ReadAsync().AsTask().WaitAsync(Timeout);

        stage.Waiting.Enqueue(2);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, await stage.Processed.Reader.ReadAsync().AsTask().WaitAsync(Timeout));
        await loop.StopAsync(CancellationToken.None).WaitAsync(Timeout);
    }

    private sealed class ScriptedStage : IStage<int>
    {
        public ConcurrentQueue<int> Waiting { get; } = new();

        public Channel<int> Processed { get; } = Channel.CreateUnbounded<int>();

        public Channel<int> Claims { get; } = Channel.CreateUnbounded<int>();

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
            Processed.Writer.TryWrite(item);
            return item == 13 ? throw new InvalidOperationException("unlucky") : Task.CompletedTask;
        }
    }
}
