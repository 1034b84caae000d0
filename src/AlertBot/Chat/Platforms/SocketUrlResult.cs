using System.Text.Json;

namespace AlertBot.Chat.Platforms;

/// <summary>The answer to the question where a platform's WebSocket can be opened.</summary>
internal abstract record SocketUrlResult
{
    private protected SocketUrlResult()
    {
    }

    /// <summary>Reads the field <c>url</c> of the answer.</summary>
    /// <param name="platform">For people, e.g. <c>Slack</c>.</param>
    /// <param name="setting">The setting that names the wrong server where the answer holds no WebSocket URL.</param>
    public static SocketUrlResult Parse(JsonElement body, string platform, string setting) =>
        ParseWebSocketUrl(body.Text("url")) is { } url
            ? new Available(url)
            : new Unavailable($"{platform} did not name a WebSocket URL: check {setting}", TimeSpan.Zero);

    /// <returns>Null for anything but an absolute <c>ws</c> or <c>wss</c> URL.</returns>
    public static Uri? ParseWebSocketUrl(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss" ? url : null;

    /// <param name="Url">May hold a ticket: a secret.</param>
    internal sealed record Available(Uri Url) : SocketUrlResult
    {
        /// <summary>Safe for logs.</summary>
        public override string ToString() => $"{nameof(Available)} at {Url.Host}";
    }

    /// <summary>Temporary: try again.</summary>
    /// <param name="RetryAfter">What the platform asks for; zero: nothing.</param>
    internal sealed record Unavailable(string Reason, TimeSpan RetryAfter) : SocketUrlResult;

    /// <summary>Refused until somebody changes something.</summary>
    internal record Refused(string Reason) : SocketUrlResult;
}
