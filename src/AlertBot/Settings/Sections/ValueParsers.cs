using System.Globalization;
using System.Net;
using AlertBot.Alerts.Subscriptions;

namespace AlertBot.Settings.Sections;

/// <summary>How the values of settings are written: sizes, numbers, texts; durations, times and zones are read as in chat.</summary>
internal static class ValueParsers
{
    public static Func<string, ParseResult<int>> Number(int least, int most) => text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : ParseResult.Failure<int>($"is no whole number from {least} to {most}");

    public static Func<string, ParseResult<long>> Size(long least, long most) => text =>
    {
        var unit = text switch
        {
            _ when text.EndsWith("KB", StringComparison.OrdinalIgnoreCase) => 1_000L,
            _ when text.EndsWith("MB", StringComparison.OrdinalIgnoreCase) => 1_000_000L,
            _ when text.EndsWith("GB", StringComparison.OrdinalIgnoreCase) => 1_000_000_000L,
            _ => 0L,
        };
        return unit == 0 || !int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? ParseResult.Failure<long>("is no size; write 512KB or 10MB")
            : count * unit < least || count * unit > most
                ? ParseResult.Failure<long>($"is not between {least / 1000}KB and {most / 1_000_000}MB")
                : count * unit;
    };

    public static ParseResult<bool> OnOff(string text) => text.ToUpperInvariant() switch
    {
        "ON" or "TRUE" or "YES" => true,
        "OFF" or "FALSE" or "NO" => false,
        _ => ParseResult.Failure<bool>("is neither on nor off"),
    };

    public static Func<string, ParseResult<T>> OneOf<T>(params (string Word, T Value)[] choices) => text =>
    {
        foreach (var (word, value) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return ParseResult.Failure<T>($"is not possible here; write {string.Join(" or ", choices.Select(choice => choice.Word))}");
    };

    /// <summary>Shown to people: one line, not longer than a headline.</summary>
    public static ParseResult<string> Line(string text) =>
        text.Trim() is { Length: > 0 and <= 200 } line && !line.Any(char.IsControl)
            ? line
            : ParseResult.Failure<string>("is empty, longer than 200 characters or of several lines");

    public static ParseResult<string> Text(string text) =>
        text.Trim() is { Length: > 0 } trimmed ? trimmed : ParseResult.Failure<string>("is empty");

    /// <summary>What goes into a request header: visible ASCII.</summary>
    public static ParseResult<string> HeaderValue(string text) =>
        text.Length is > 0 and <= 4096 && text.All(c => c is >= ' ' and <= '~') && text[0] != ' ' && text[^1] != ' '
            ? text
            : ParseResult.Failure<string>("is empty, begins or ends with a space, or holds a line break or a character beyond ASCII");

    public static ParseResult<string> Token(string text) =>
        text.Length is > 0 and <= 4096 && text.All(c => c is > ' ' and <= '~')
            ? text
            : ParseResult.Failure<string>("holds a space, a line break or a character beyond ASCII; copy it again");

    public static Func<string, ParseResult<string>> TokenWithPrefix(string prefix) => text =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? Token(text)
            : ParseResult.Failure<string>($"is another kind of token; this one begins with {prefix}");

    public static ParseResult<IPNetwork> IpRange(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        // The parser refuses a base address with bits beyond the prefix, which people write often.
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 && IPAddress.TryParse(text, out var single)
            ? ParseResult.Failure<IPNetwork>(
                $"is no range; write {single}/{(single.GetAddressBytes().Length == 4 ? 32 : 128)} for one address")
            : ParseResult.Failure<IPNetwork>("is no CIDR range; write 127.0.0.0/8, with only zeros after the given bits");
    }
}
