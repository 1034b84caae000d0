namespace AlertBot.Chat.Discord;

/// <summary>One WebSocket to the gateway, which takes so many messages a minute.</summary>
internal sealed class GatewaySocket(TimeProvider time) : IDisposable
{
    /// <summary>The largest message is a guild with all its channels and roles; far below this.</summary>
    private const int MaxMessageBytes = 16 * 1024 * 1024;

    /// <summary>Below the 120 of Discord's limit; what answers its wishes leaves room for the heartbeat.</summary>
    private const int MostSends = 118;
    private const int MostAnswers = 100;

    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    private readonly PlatformSocket _socket = new(new PlatformSocketOptions("Discord", DiscordError.UserAgent, MaxMessageBytes), time);
    private readonly SendBudget _budget = new(time);

    /// <returns>Null when connected, else why not.</returns>
    public Task<string?> ConnectAsync(Uri address, TimeSpan limit, CancellationToken cancellationToken) => _socket.ConnectAsync(address, limit, cancellationToken);

    public Task<PlatformRead> ReceiveAsync() => _socket.ReceiveAsync();

    /// <param name="isAnswer">Discord asked for it: left out where it would use up what the heartbeat needs.</param>
    /// <returns>Whether it went out.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> message, bool isAnswer, CancellationToken cancellationToken) =>
        _budget.TryTake(isAnswer ? MostAnswers : MostSends) ? await _socket.SendAsync(message, cancellationToken) : isAnswer;

    public Task CloseAsync(int code) => _socket.CloseAsync(code, CloseLimit);

    public void Dispose() => _socket.Dispose();
}
