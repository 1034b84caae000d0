using System.Buffers.Binary;

namespace AlertBot.Testing.Slack.SocketMode;

/// <summary>
/// Reads and writes WebSocket frames on a stream, so that tests can fragment messages and stop responding: RFC 6455, section 5.2.
/// </summary>
internal sealed class WebSocketFrames(Stream stream)
{
    public const byte Text = 1;
    public const byte Close = 8;
    public const byte Ping = 9;
    public const byte Pong = 10;

    private readonly byte[] _header = new byte[14];

    /// <returns>Null at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">The bytes are not a valid frame of a client.</exception>
    public async Task<(byte Opcode, bool IsFinal, byte[] Payload)?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await stream.ReadAtLeastAsync(_header.AsMemory(0, 2), 2, throwOnEndOfStream: false, cancellationToken) < 2)
        {
            return null;
        }

        var isFinal = (_header[0] & 0x80) != 0;
        var reserved = _header[0] & 0x70;
        var opcode = (byte)(_header[0] & 0x0F);
        var isMasked = (_header[1] & 0x80) != 0;
        var length = (long)(_header[1] & 0x7F);
        if (length >= 126)
        {
            var bytes = length == 126 ? 2 : 8;
            await stream.ReadExactlyAsync(_header.AsMemory(0, bytes), cancellationToken);
            length = bytes == 2 ? BinaryPrimitives.ReadUInt16BigEndian(_header) : BinaryPrimitives.ReadInt64BigEndian(_header);
        }

        if (!isMasked || reserved != 0 || length is < 0 or > 1_000_000 || (opcode >= Close && (length > 125 || !isFinal)))
        {
            throw new InvalidDataException("a frame that violates RFC 6455");
        }

        var mask = new byte[4];
        await stream.ReadExactlyAsync(mask, cancellationToken);
        var payload = new byte[length];
        await stream.ReadExactlyAsync(payload, cancellationToken);
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= mask[i % 4];
        }

        return (opcode, isFinal, payload);
    }

    /// <summary>Writes a text message in several frames, split at random positions, even within a character.</summary>
    public async Task WriteTextAsync(ReadOnlyMemory<byte> text, int frameCount, Random random, CancellationToken cancellationToken)
    {
        int[] cuts = [0, .. Enumerable.Range(1, frameCount - 1).Select(_ => random.Next(0, text.Length + 1)).Order(), text.Length];
        for (var i = 0; i < frameCount; i++)
        {
            await WriteAsync(i == 0 ? Text : (byte)0, i == frameCount - 1, text[cuts[i]..cuts[i + 1]], cancellationToken);

            // Control frames may occur between the fragments of a message: RFC 6455, section 5.4.
            if (i == 0 && frameCount > 1)
            {
                await WriteAsync(Ping, true, "Ping between fragments"u8.ToArray(), cancellationToken);
            }
        }
    }

    public async Task WriteAsync(byte opcode, bool isFinal, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var frame = new byte[payload.Length + 10];
        frame[0] = (byte)(opcode | (isFinal ? 0x80 : 0));
        var headerLength = 2;
        if (payload.Length < 126)
        {
            frame[1] = (byte)payload.Length;
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            frame[1] = 126;
            headerLength = 4;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }
        else
        {
            frame[1] = 127;
            headerLength = 10;
            BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), payload.Length);
        }

        payload.CopyTo(frame.AsMemory(headerLength));
        await stream.WriteAsync(frame.AsMemory(0, headerLength + payload.Length), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
