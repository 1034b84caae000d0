using System.Security.Cryptography;
using System.Text;

namespace AlertBot.Feeds.WebSub;

/// <summary>
/// Checks <c>X-Hub-Signature</c>: method, "=", HMAC of the body in hexadecimal. https://www.w3.org/TR/websub/#signing-content
/// </summary>
internal static class PushSignature
{
    public const string Header = "X-Hub-Signature";

    /// <summary>Whether the value is well-formed. Otherwise the body need not be read.</summary>
    public static bool IsWellFormed(string? header) => Parse(header) is not null;

    public static bool IsValid(string? header, string secret, byte[] body)
    {
        if (Parse(header) is not var (method, given))
        {
            return false;
        }

        var key = Encoding.UTF8.GetBytes(secret);
        return CryptographicOperations.FixedTimeEquals(given, CryptographicOperations.HmacData(method, key, body));
    }

    private static (HashAlgorithmName Method, byte[] Given)? Parse(string? header)
    {
        if (header is not { Length: < 300 } || header.Split('=', 2) is not [var name, var hex])
        {
            return null;
        }

        (HashAlgorithmName Method, int Length)? known = name.Trim().ToUpperInvariant() switch
        {
            "SHA1" => (HashAlgorithmName.SHA1, SHA1.HashSizeInBytes),
            "SHA256" => (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
            "SHA384" => (HashAlgorithmName.SHA384, SHA384.HashSizeInBytes),
            "SHA512" => (HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
            _ => null,
        };
        var digits = hex.Trim();
        return known is var (method, length) && digits.Length == 2 * length && digits.All(char.IsAsciiHexDigit)
            ? (method, Convert.FromHexString(digits)) : null;
    }
}
