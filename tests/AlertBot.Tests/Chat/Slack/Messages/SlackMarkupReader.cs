using System.Text;
using System.Text.RegularExpressions;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Tests.Chat.Slack.Messages;

/// <summary>
/// Parses text as Slack's client does, as far as documented: https://docs.slack.dev/messaging/formatting-message-text. In doubt, it
/// reports a mark: what it returns as text is certainly text.
/// </summary>
internal sealed partial class SlackMarkupReader
{
    private readonly StringBuilder _text = new();
    private readonly List<SlackMark> _marks = [];
    private readonly bool _verbatim;

    private SlackMarkupReader(bool verbatim) => _verbatim = verbatim;

    public static SlackMarkupReading Read(SlackTextObject text) =>
        text.Type == "plain_text" ? Plain(text.Text, text.Emoji != false) : Marked(text.Text, text.Verbatim == true);

    /// <summary>Parses only the three entities and, unless disabled, emoji names.</summary>
    public static SlackMarkupReading Plain(string text, bool emoji)
    {
        var marks = emoji ? Emoji().Matches(text).Select(match => new SlackMark("emoji", match.Groups[1].Value)) : [];

        // Slack does not document that plain text keeps such sequences, so they count as marks.
        marks = marks.Concat(Bracketed().Matches(text).Select(match => new SlackMark("raw", match.Groups[1].Value)));
        return new SlackMarkupReading(Decode(text),
            [.. marks, .. Unescaped().Matches(text).Select(match => new SlackMark("unescaped", match.Value))]);
    }

    /// <param name="verbatim">False: Slack turns addresses and names in the text into links.</param>
    public static SlackMarkupReading Marked(string text, bool verbatim)
    {
        var reader = new SlackMarkupReader(verbatim);
        reader.Parse(text);
        return new SlackMarkupReading(reader._text.ToString(), reader._marks);
    }

    private void Parse(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var isLineStart = at == 0 || text[at - 1] == '\n';
            at += isLineStart && LineQuote().Match(text, at) is { Success: true } quote ? Mark("quote", "", quote.Length)
                : Special(text, at) is > 0 and var special ? special
                : Formatted(text, at) is > 0 and var format ? format
                : !_verbatim && AutoLink().Match(text, at) is { Success: true } found && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                    ? Mark("found", found.Value, found.Length)
                : EntityHere().Match(text, at) is { Success: true } entity ? Show(Decode(entity.Value), entity.Length)
                : text[at] is '<' or '>' or '&' ? Mark("unescaped", text[at].ToString(), 1)
                : Show(text[at].ToString(), 1);
        }
    }

    /// <summary>Parses a sequence between &lt; and &gt;.</summary>
    private int Special(string text, int at)
    {
        if (text[at] != '<' || Bracketed().Match(text, at) is not { Success: true } match || match.Index != at)
        {
            return 0;
        }

        var target = match.Groups[1].Value;
        var label = match.Groups[2].Success ? match.Groups[2].Value : null;
        var kind = target switch
        {
            ['@', ..] => "user",
            ['#', ..] => "channel",
            ['!', ..] when target.StartsWith("!subteam^", StringComparison.Ordinal) => "group",
            ['!', ..] when target.StartsWith("!date^", StringComparison.Ordinal) => "date",
            ['!', ..] => "broadcast",
            _ => "link",
        };
        _marks.Add(new SlackMark(kind, Decode(target)));
        return Show(Decode(label ?? target), match.Length);
    }

    private int Formatted(string text, int at)
    {
        foreach (var (kind, pattern) in Formats)
        {
            if (pattern.Match(text, at) is not { Success: true } match)
            {
                continue;
            }

            var inner = kind is "code" or "emoji" ? new SlackMarkupReading(Decode(match.Groups[1].Value), [])
                : Marked(match.Groups[1].Value, _verbatim);
            _marks.Add(new SlackMark(kind, inner.Text));
            _marks.AddRange(inner.Marks);
            return Show(inner.Text, match.Length);
        }

        return 0;
    }

    private int Mark(string kind, string value, int length)
    {
        _marks.Add(new SlackMark(kind, value));
        return Show(value, length);
    }

    private int Show(string text, int length)
    {
        _text.Append(text);
        return length;
    }

    /// <summary>Decodes once: “&amp;amp;lt;” becomes “&amp;lt;”.</summary>
    private static string Decode(string text) =>
        Entity().Replace(text, match => match.Value switch { "&lt;" => "<", "&gt;" => ">", _ => "&" });

    private static readonly (string Kind, Regex Pattern)[] Formats =
    [
        ("code", Block()), ("code", Code()), ("bold", Bold()), ("italic", Italic()), ("strike", Strike()), ("emoji", EmojiHere()),
    ];

    private const string Inside = @"((?:<[^<>]*>|[^<\n])+?)";

    [GeneratedRegex("<([^<>|]+)(?:\\|([^<>]*))?>")]
    private static partial Regex Bracketed();

    [GeneratedRegex("&(?:amp|lt|gt);")]
    private static partial Regex Entity();

    [GeneratedRegex(@"\G&(?:amp|lt|gt);")]
    private static partial Regex EntityHere();

    [GeneratedRegex("[<>]|&(?!amp;|lt;|gt;)")]
    private static partial Regex Unescaped();

    [GeneratedRegex(@"\G\s*(?:>|&gt;)+ ?")]
    private static partial Regex LineQuote();

    [GeneratedRegex(@"\G```([\s\S]+?)```")]
    private static partial Regex Block();

    [GeneratedRegex(@"\G`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\G\*" + Inside + @"\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\G_" + Inside + "_")]
    private static partial Regex Italic();

    [GeneratedRegex(@"\G~" + Inside + "~")]
    private static partial Regex Strike();

    [GeneratedRegex(@"\G:([\w+'-]+):")]
    private static partial Regex EmojiHere();

    [GeneratedRegex(@":([\w+'-]+):")]
    private static partial Regex Emoji();

    [GeneratedRegex(@"\G(?:[a-z][a-z0-9+.-]*://[^\s<>]+|mailto:\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?"
        + @"|[@#][\w.-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex AutoLink();
}

/// <param name="Text">The visible text.</param>
/// <param name="Marks">Formatting, links and mentions, in order.</param>
internal sealed record SlackMarkupReading(string Text, IReadOnlyList<SlackMark> Marks);

/// <param name="Kind">E.g. <c>broadcast</c>, <c>link</c>, <c>bold</c>; <c>unescaped</c> where an entity is missing.</param>
/// <param name="Value">The mentioned id, the address, or the formatted text.</param>
internal readonly record struct SlackMark(string Kind, string Value);
