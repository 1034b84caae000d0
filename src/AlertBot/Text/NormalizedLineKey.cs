namespace AlertBot.Text;

/// <summary>
/// The letters and digits of a line in lower case: equal for two lines that differ only in case, spaces and punctuation.
/// </summary>
internal static class NormalizedLineKey
{
    public static string From(ReadOnlySpan<char> text)
    {
        var key = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                key[length++] = char.ToLowerInvariant(c);
            }
        }

        return new string(key[..length]);
    }
}
