using System.Buffers;
using System.Text;

namespace AlertBot.Text.Charsets;

/// <summary>
/// Decodes UTF-8 that has single bytes of Windows-1252 in it, or the reverse: software that concatenates texts of several sources leaves
/// both.
/// No sequence of UTF-8 makes sense as Windows-1252, so each is read as what it is.
/// </summary>
internal static class MixedUtf8
{
    public static string Decode(ReadOnlySpan<byte> body)
    {
        var windows1252 = Encoding.GetEncoding(1252);
        var text = new StringBuilder(body.Length);
        while (!body.IsEmpty)
        {
            var asciiLength = body.IndexOfAnyExceptInRange((byte)0, (byte)127);
            text.Append(Encoding.ASCII.GetString(asciiLength < 0 ? body : body[..asciiLength]));
            body = asciiLength < 0 ? default : body[asciiLength..];
            if (!body.IsEmpty)
            {
                var isRune = Rune.DecodeFromUtf8(body, out var rune, out var length) == OperationStatus.Done;
                text.Append(isRune ? rune.ToString() : windows1252.GetString(body[..length]));
                body = body[length..];
            }
        }

        return text.ToString();
    }
}
