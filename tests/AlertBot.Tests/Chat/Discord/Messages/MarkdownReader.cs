using System.Text;
using System.Text.RegularExpressions;

namespace AlertBot.Tests.Chat.Discord.Messages;

/// <summary>
/// Reads markdown as Discord's client does, as far as that is documented (https://docs.discord.com/developers/reference#message-formatting,
/// https://support.discord.com/hc/en-us/articles/210298617). In doubt it finds a mark: what it reads as text certainly is text.
/// </summary>
internal sealed partial class MarkdownReader
{
    private readonly StringBuilder _text = new();
    private readonly List<MarkdownMark> _marks = [];

    private MarkdownReader()
    {
    }

    public static MarkdownReading Read(string text)
    {
        var reader = new MarkdownReader();
        reader.Parse(text, atLineStart: true);
        return new MarkdownReading(reader._text.ToString(), reader._marks);
    }

    private void Parse(string text, bool atLineStart)
    {
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            var isLineStart = at == 0 ? atLineStart : text[at - 1] == '\n';
            at += isLineStart && LineMark(text, at) is > 0 and var line ? line
                : rest.Length > 1 && rest[0] == '\\' && !char.IsAsciiLetterOrDigit(rest[1]) && !char.IsWhiteSpace(rest[1])
                    ? Plain(text.Substring(at + 1, 1), 2)
                : Mark(text, at) is > 0 and var mark ? mark
                : Plain(text.Substring(at, 1), 1);
        }
    }

    private int LineMark(string text, int at)
    {
        var match = LineStart().Match(text, at);
        if (!match.Success)
        {
            return 0;
        }

        var kind = match.Value.Trim();
        _marks.Add(new MarkdownMark(kind switch { ">" => "quote", "-#" => "small", _ => $"line {kind}" }, ""));

        // A block quote may start with another mark.
        return match.Length + (kind == ">" && at + match.Length < text.Length ? LineMark(text, at + match.Length) : 0);
    }

    private int Mark(string text, int at)
    {
        foreach (var (kind, pattern) in Patterns)
        {
            var match = pattern.Match(text, at);
            if (!match.Success)
            {
                continue;
            }

            if (kind is "strong" or "strong em" or "underline" or "strike" or "spoiler" or "em" or "link")
            {
                var inner = Read(match.Groups[1].Value);
                _marks.Add(new MarkdownMark(kind, kind == "link" ? match.Groups[2].Value : inner.Text));
                _marks.AddRange(inner.Marks);
                return Plain(inner.Text, match.Length);
            }

            _marks.Add(new MarkdownMark(kind, match.Groups[1].Value));
            return Plain(kind is "code" ? match.Groups[1].Value : "", match.Length);
        }

        return 0;
    }

    private int Plain(string text, int length)
    {
        _text.Append(text);
        return length;
    }

    private static readonly (string Kind, Regex Pattern)[] Patterns =
    [
        ("code block", CodeBlock()), ("code", DoubleCode()), ("code", Code()),
        ("timestamp", Timestamp()), ("mention", Mention()), ("emoji", CustomEmoji()), ("command", SlashCommand()), ("guide", Guide()),
        ("phone", Phone()),
        ("link", Link()), ("address", Bracketed()), ("address", Address()), ("invite", Invite()), ("ping", Ping()), ("emoji", Emoji()),
        ("strong em", StrongEm()), ("strong", Strong()), ("underline", Underline()), ("em", Star()), ("em", Underscore()),
        ("strike", Strike()), ("spoiler", Spoiler()),
    ];

    private const string Inside = @"((?:\\[\s\S]|[^\\])+?)";

    [GeneratedRegex(@"\G *(?:>>> ?|> |#{1,3} |-# |[-*+] |\d+[.)] )")]
    private static partial Regex LineStart();

    [GeneratedRegex(@"\G```([\s\S]*?)```")]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\G``(?!`)\s?([\s\S]*?[^`\s])\s?``(?!`)")]
    private static partial Regex DoubleCode();

    [GeneratedRegex(@"\G`(?!`)([^`]+)`(?!`)")]
    private static partial Regex Code();

    [GeneratedRegex(@"\G<t:(-?\d+(?::[a-zA-Z])?)>")]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"\G<(@[!&]?\d+|#\d+)>")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\G<(a?:\w+:\d+)>")]
    private static partial Regex CustomEmoji();

    [GeneratedRegex(@"\G<(/[^>:]+:\d+)>")]
    private static partial Regex SlashCommand();

    [GeneratedRegex(@"\G<(id:\w+)>")]
    private static partial Regex Guide();

    [GeneratedRegex(@"\G<(\+\d+)>")]
    private static partial Regex Phone();

    /// <summary>Brackets in the label are matched; backslashes do not escape them.</summary>
    [GeneratedRegex(@"\G\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\)<>]|\\.)*)>?(?:\s+[""'][^)]*)?\s*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\G<((?:[a-z][a-z0-9+.-]*:|mailto:)[^\s>]+)>", RegexOptions.IgnoreCase)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\G((?:https?|steam|discord)://[^\s<]+|mailto:\S+@\S+)", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\G((?:discord(?:app)?\.(?:gg|com/invite|gift|new))/[\w-]+|(?:[\w-]+\.)+[a-z]{2,}/\S+)", RegexOptions.IgnoreCase)]
    private static partial Regex Invite();

    [GeneratedRegex(@"\G@(everyone|here)")]
    private static partial Regex Ping();

    [GeneratedRegex(@"\G:([\w+-]+):")]
    private static partial Regex Emoji();

    [GeneratedRegex(@"\G\*\*\*" + Inside + @"\*\*\*")]
    private static partial Regex StrongEm();

    [GeneratedRegex(@"\G\*\*" + Inside + @"\*\*(?!\*)")]
    private static partial Regex Strong();

    [GeneratedRegex(@"\G__" + Inside + "__(?!_)")]
    private static partial Regex Underline();

    [GeneratedRegex(@"\G\*(?!\s)" + Inside + @"\*")]
    private static partial Regex Star();

    [GeneratedRegex(@"\G_" + Inside + "_")]
    private static partial Regex Underscore();

    [GeneratedRegex(@"\G~~" + Inside + "~~")]
    private static partial Regex Strike();

    [GeneratedRegex(@"\G\|\|" + Inside + @"\|\|")]
    private static partial Regex Spoiler();
}

/// <param name="Text">The text that readers see.</param>
/// <param name="Marks">The formats, links and mentions, in order.</param>
internal sealed record MarkdownReading(string Text, IReadOnlyList<MarkdownMark> Marks);

/// <param name="Kind">E.g. <c>strong</c>.</param>
/// <param name="Value">The text inside, or the URL.</param>
internal readonly record struct MarkdownMark(string Kind, string Value);
