using System.Buffers;

namespace AlertBot.Http;

/// <summary>Reads a response body up to a limit of decompressed bytes, which also stops compression bombs.</summary>
internal static class BoundedBody
{
    /// <returns>The body, or null when it is longer than <paramref name="limit"/>.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContent content, long limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }

        await using var stream =
            await ContentDecoder.DecodeAsync(await content.ReadAsStreamAsync(cancellationToken), content, cancellationToken);
        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            int count;
            while ((count = await ReadAsync(stream, buffer, cancellationToken)) > 0)
            {
                if (body.Length + count > limit)
                {
                    return null;
                }

                body.Write(buffer, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.ToArray();
    }

    private static async ValueTask<int> ReadAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            // BrotliStream throws InvalidOperationException where GZipStream throws InvalidDataException.
            throw new InvalidDataException("the body does not match its Content-Encoding", e);
        }
    }
}
