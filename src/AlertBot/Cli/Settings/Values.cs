using System.Globalization;
using System.Net;
using AlertBot.Alerts;

namespace AlertBot.Cli.Settings;

/// <summary>How the values of settings are written: sizes, numbers, texts; durations, times and zones are read as in chat.</summary>
internal static class Values
{
    public static Func<string, Parsed<int>> Number(int least, int most) => text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Mistaken.As<int>($"is no whole number from {least} to {most}");

    public static Func<string, Parsed<long>> Size(long least, long most) => text =>
    {
        var unit = text switch
        {
            _ when text.EndsWith("KB", StringComparison.OrdinalIgnoreCase) => 1_000L,
            _ when text.EndsWith("MB", StringComparison.OrdinalIgnoreCase) => 1_000_000L,
            _ when text.EndsWith("GB", StringComparison.OrdinalIgnoreCase) => 1_000_000_000L,
            _ => 0L,
        };
        return unit == 0 || !int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? Mistaken.As<long>("is no size; write 512KB or 10MB")
            : count * unit < least || count * unit > most
                ? Mistaken.As<long>($"is not between {least / 1000}KB and {most / 1_000_000}MB")
                : count * unit;
    };

    public static Parsed<bool> Switch(string text) => text.ToUpperInvariant() switch
    {
        "ON" or "TRUE" or "YES" => true,
        "OFF" or "FALSE" or "NO" => false,
        _ => Mistaken.As<bool>("is neither on nor off"),
    };

    public static Func<string, Parsed<T>> OneOf<T>(params (string Word, T Value)[] choices) => text =>
    {
        foreach (var (word, value) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return Mistaken.As<T>($"is not possible here; write {string.Join(" or ", choices.Select(choice => choice.Word))}");
    };

    /// <summary>Shown to people: one line, not longer than a headline.</summary>
    public static Parsed<string> Line(string text) =>
        text.Trim() is { Length: > 0 and <= 200 } line && !line.Any(char.IsControl)
            ? line
            : Mistaken.As<string>("is empty, longer than 200 characters or of several lines");

    public static Parsed<string> Text(string text) =>
        text.Trim() is { Length: > 0 } trimmed ? trimmed : Mistaken.As<string>("is empty");

    /// <summary>What goes into a request header: visible ASCII.</summary>
    public static Parsed<string> Ascii(string text) =>
        text.Length is > 0 and <= 4096 && text.All(c => c is >= ' ' and <= '~') && text[0] != ' ' && text[^1] != ' '
            ? text
            : Mistaken.As<string>("is empty, begins or ends with a space, or holds a line break or a character beyond ASCII");

    public static Parsed<string> Token(string text) =>
        text.Length is > 0 and <= 4096 && text.All(c => c is > ' ' and <= '~')
            ? text
            : Mistaken.As<string>("holds a space, a line break or a character beyond ASCII; copy it again");

    public static Func<string, Parsed<string>> TokenBeginningWith(string prefix) => text =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? Token(text) : Mistaken.As<string>($"is another kind of token; this one begins with {prefix}");

    public static Parsed<IPNetwork> Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        // The parser refuses a base address with bits beyond the prefix, which people write often.
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 && IPAddress.TryParse(text, out var single)
            ? Mistaken.As<IPNetwork>($"is no range; write {single}/{(single.GetAddressBytes().Length == 4 ? 32 : 128)} for one address")
            : Mistaken.As<IPNetwork>("is no CIDR range; write 127.0.0.0/8, with only zeros after the given bits");
    }
}
