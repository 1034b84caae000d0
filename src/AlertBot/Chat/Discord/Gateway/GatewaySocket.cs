using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Gateway;

/// <summary>One WebSocket to the gateway, within Discord's limit of messages per minute.</summary>
internal sealed class GatewaySocket(TimeProvider time) : IDisposable
{
    /// <summary>Limits a received message in bytes. The largest is a guild with all its channels and roles; far below this.</summary>
    private const int MaxMessageBytes = 16 * 1024 * 1024;

    /// <summary>Limits the messages of a minute; Discord's limit is 120.</summary>
    private const int MaxSendsPerMinute = 118;

    /// <summary>Limits the messages after which requested ones are skipped, so that regular heartbeats still fit.</summary>
    private const int MaxRequestedSendsPerMinute = 100;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly PlatformSocket _socket =
        new(new PlatformSocketOptions("Discord", DiscordRestClient.UserAgent, MaxMessageBytes), time);
    private readonly GatewaySendLimiter _sendLimiter = new(time);

    /// <returns>Null when connected, else why not.</returns>
    public Task<string?> ConnectAsync(Uri url, TimeSpan timeout, CancellationToken cancellationToken) =>
        _socket.ConnectAsync(url, timeout, cancellationToken);

    public Task<SocketReceiveResult> ReceiveAsync() => _socket.ReceiveAsync();

    /// <param name="isRequested">Discord asked for the message. Many requests must not use up the limit: such a message is then
    /// skipped.</param>
    /// <returns>Whether it was sent or skipped; false: the connection is broken or at its limit.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> message, bool isRequested, CancellationToken cancellationToken) =>
        _sendLimiter.TryAcquire(isRequested ? MaxRequestedSendsPerMinute : MaxSendsPerMinute)
            ? await _socket.SendAsync(message, cancellationToken)
            : isRequested;

    public Task CloseAsync(int code) => _socket.CloseAsync(code, CloseTimeout);

    public void Dispose() => _socket.Dispose();
}
