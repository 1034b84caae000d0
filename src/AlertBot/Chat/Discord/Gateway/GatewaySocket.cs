using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Gateway;

/// <summary>One WebSocket to the gateway, which takes so many messages a minute.</summary>
internal sealed class GatewaySocket(TimeProvider time) : IDisposable
{
    /// <summary>The largest message is a guild with all its channels and roles; far below this.</summary>
    private const int MaxMessageBytes = 16 * 1024 * 1024;

    /// <summary>Below the 120 of Discord's limit; what answers its wishes leaves room for the heartbeat.</summary>
    private const int MaxSendsPerMinute = 118;
    private const int MaxRequestedSendsPerMinute = 100;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly PlatformSocket _socket = new(new PlatformSocketOptions("Discord", DiscordError.UserAgent, MaxMessageBytes), time);
    private readonly GatewaySendLimiter _sendLimiter = new(time);

    /// <returns>Null when connected, else why not.</returns>
    public Task<string?> ConnectAsync(Uri address, TimeSpan limit, CancellationToken cancellationToken) =>
        _socket.ConnectAsync(address, limit, cancellationToken);

    public Task<SocketReceiveResult> ReceiveAsync() => _socket.ReceiveAsync();

    /// <param name="isAnswer">Discord asked for it: left out where it would use up what the heartbeat needs.</param>
    /// <returns>Whether it went out.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> message, bool isAnswer, CancellationToken cancellationToken) =>
        _sendLimiter.TryAcquire(isAnswer ? MaxRequestedSendsPerMinute : MaxSendsPerMinute)
            ? await _socket.SendAsync(message, cancellationToken) : isAnswer;

    public Task CloseAsync(int code) => _socket.CloseAsync(code, CloseTimeout);

    public void Dispose() => _socket.Dispose();
}
