namespace AlertBot.Text;

/// <summary>What two writings of one line share: its letters and digits, small.</summary>
internal static class NormalizedLineKey
{
    public static string From(ReadOnlySpan<char> text)
    {
        var loose = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                loose[length++] = char.ToLowerInvariant(c);
            }
        }

        return new string(loose[..length]);
    }
}
