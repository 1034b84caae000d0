using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Console;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Chat.Console;

public class FirstRunPreviewTests
{
    [Fact]
    public async Task A_failure_of_the_startup_preview_does_not_stop_the_service()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        await test.ExecuteAsync("ALTER TABLE subscription RENAME TO lost");
        using var preview = new FirstRunPreview(test.Database, new DestinationStore(test.Database), [new SilentConsole()], test.Time,
            NullLogger<FirstRunPreview>.Instance);

        await preview.StartAsync(TestContext.Current.CancellationToken);

        await preview.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private sealed class SilentConsole : IChatSender
    {
        public string Platform => "console";

        public Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
            Task.FromResult<SendOutcome>(new SendOutcome.Sent(null));
    }
}
