using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace AlertBot.Chat.Slack.Events;

/// <summary>
/// Verifies that a request is from Slack and not a replay: its signature covers the raw body, its timestamp is within five minutes, and
/// its signature was not seen before. https://docs.slack.dev/authentication/verifying-requests-from-slack
/// </summary>
/// <param name="signingSecret">A secret.</param>
internal sealed class SlackSignatureVerifier(string signingSecret, TimeProvider time)
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    /// <summary>
    /// Limits the difference between the timestamp and this machine's clock, in seconds and in both directions; Slack recommends 300.
    /// </summary>
    private const long MaxClockSkewSeconds = 300;

    private const string Version = "v0";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(signingSecret);
    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = [];
    private readonly Queue<(string Signature, long At)> _seenInOrder = new();

    /// <summary>Checks the headers alone, before the body is read.</summary>
    public bool IsWellFormed(StringValues timestamp, StringValues signature) => ParseHeaders(timestamp, signature) is not null;

    /// <param name="body">The raw body as received.</param>
    /// <returns>
    /// The signature in normalized form; null: the request is not from Slack, or this process has already seen it.
    /// </returns>
    public string? Verify(StringValues timestamp, StringValues signature, ReadOnlySpan<byte> body)
    {
        if (ParseHeaders(timestamp, signature) is not { } given)
        {
            return null;
        }

        var expected = Sign(timestamp.ToString(), body);
        if (!CryptographicOperations.FixedTimeEquals(expected, given))
        {
            return null;
        }

        var normalized = Convert.ToHexStringLower(expected);
        return TryAddSeen(normalized) ? normalized : null;
    }

    private byte[] Sign(string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(Encoding.ASCII.GetBytes($"{Version}:{timestamp}:"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    // Each header occurs once, the timestamp is a recent number, and the signature has the right prefix and length.
    private byte[]? ParseHeaders(StringValues timestamp, StringValues signature)
    {
        if (timestamp.Count != 1 || signature.Count != 1
            || !long.TryParse(timestamp[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - at) > MaxClockSkewSeconds
            || signature[0] is not { Length: 3 + (2 * SHA256.HashSizeInBytes) } text
            || !text.StartsWith(Version + "=", StringComparison.Ordinal))
        {
            return null;
        }

        var bytes = new byte[SHA256.HashSizeInBytes];
        return Convert.FromHexString(text.AsSpan(3), bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }

    // A signature stays valid for at most twice the allowed skew; older ones are dropped.
    private bool TryAddSeen(string signature)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        lock (_lock)
        {
            while (_seenInOrder.TryPeek(out var first) && now - first.At > (2 * MaxClockSkewSeconds) + 1)
            {
                _seen.Remove(_seenInOrder.Dequeue().Signature);
            }

            if (!_seen.Add(signature))
            {
                return false;
            }

            _seenInOrder.Enqueue((signature, now));
            return true;
        }
    }
}
