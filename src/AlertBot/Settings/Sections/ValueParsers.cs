using System.Globalization;
using System.Net;
using AlertBot.Alerts.Subscriptions;

namespace AlertBot.Settings.Sections;

/// <summary>Parses numbers, sizes, words and texts. <see cref="OptionValueParser"/> parses what can also be typed in chat.</summary>
internal static class ValueParsers
{
    public static Func<string, ParseResult<int>> Number(int min, int max) => text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : ParseResult.Failure<int>($"is not a whole number from {min} to {max}");

    public static Func<string, ParseResult<long>> Size(long min, long max) => text =>
    {
        var unit = text switch
        {
            _ when text.EndsWith("KB", StringComparison.OrdinalIgnoreCase) => 1_000L,
            _ when text.EndsWith("MB", StringComparison.OrdinalIgnoreCase) => 1_000_000L,
            _ when text.EndsWith("GB", StringComparison.OrdinalIgnoreCase) => 1_000_000_000L,
            _ => 0L,
        };
        return unit == 0 || !int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? ParseResult.Failure<long>("is not a size; write one such as 512KB or 10MB")
            : count * unit < min || count * unit > max
                ? ParseResult.Failure<long>($"is not between {min / 1000}KB and {max / 1_000_000}MB")
                : count * unit;
    };

    public static ParseResult<bool> OnOff(string text) => text.ToUpperInvariant() switch
    {
        "ON" or "TRUE" or "YES" => true,
        "OFF" or "FALSE" or "NO" => false,
        _ => ParseResult.Failure<bool>("is not on or off"),
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

        return ParseResult.Failure<T>($"is not valid here; write {string.Join(" or ", choices.Select(choice => choice.Word))}");
    };

    /// <summary>Parses a name shown to people: one line, at most 200 characters.</summary>
    public static ParseResult<string> Line(string text) =>
        text.Trim() is { Length: > 0 and <= 200 } line && !line.Any(char.IsControl)
            ? line
            : ParseResult.Failure<string>("is empty, has several lines or is longer than 200 characters");

    public static ParseResult<string> Text(string text) =>
        text.Trim() is { Length: > 0 } trimmed ? trimmed : ParseResult.Failure<string>("is empty");

    /// <summary>Parses the value of a request header: visible ASCII.</summary>
    public static ParseResult<string> HeaderValue(string text) =>
        text.Length is > 0 and <= 4096 && text.All(c => c is >= ' ' and <= '~') && text[0] != ' ' && text[^1] != ' '
            ? text
            : ParseResult.Failure<string>(
                "is empty, begins or ends with a space, or contains a line break or a character that is not ASCII");

    public static ParseResult<IPNetwork> IpRange(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        // IPNetwork refuses an address with bits set after the prefix, such as 10.0.0.1/8, which is a common mistake.
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 && IPAddress.TryParse(text, out var single)
            ? ParseResult.Failure<IPNetwork>(
                $"is not a range; write {single}/{(single.GetAddressBytes().Length == 4 ? 32 : 128)} for one address")
            : ParseResult.Failure<IPNetwork>(
                "is not a CIDR range; write one such as 127.0.0.0/8, in which all bits after the prefix are zero");
    }
}
