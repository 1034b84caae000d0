using System.Text;
using System.Text.RegularExpressions;

namespace AlertBot.Testing.Hosts;

/// <summary>Collects what people type and see in a conversation, as text that is the same in every run.</summary>
/// <param name="news">The address of the news server, which differs from run to run.</param>
internal sealed partial class ConversationTranscript(Uri news)
{
    private readonly StringBuilder _text = new();

    public void Write(string line) => _text.Append(line).Append('\n');

    /// <summary>Writes several lines, each with the indentation and without trailing spaces.</summary>
    public void Write(IEnumerable<string> lines, string indent)
    {
        foreach (var line in lines)
        {
            Write($"{indent}{line}".TrimEnd());
        }
    }

    /// <summary>Writes who does what, after an empty line.</summary>
    public void WriteAction(ConversationPerson person, string channel, string action) =>
        Write($"\n{(person == ConversationPerson.Manager ? "A manager" : "A member")} in #{channel}{action}");

    /// <summary>A command as it is typed with all options named: <c>/news subscribe topic:ceasefire</c>.</summary>
    public static string Command(string path, IEnumerable<(string Name, string Value)> options) =>
        $"/news {path}{string.Concat(options.Select(option => $" {option.Name}:{option.Value}"))}";

    /// <summary>The options as people type them: a query or a name is the rest of the line, without its option's name.</summary>
    public static string TypedOptions(IEnumerable<(string Name, string Value)> options) => string.Concat(
        options.Select(option => option.Name is "query" or "name" ? $" {option.Value}" : $" {option.Name}:{option.Value}"));

    /// <summary>Replaces the news server's address, times and durations.</summary>
    public override string ToString()
    {
        var text = _text.ToString().Replace(news.Authority, "news.example", StringComparison.Ordinal);
        text = DiscordTimestamp().Replace(text, "<t:…:$1>");
        text = SlackTimestamp().Replace(text, "<!date…>");
        return TimeOfDay().Replace(Duration().Replace(text, "… s"), "…").TrimStart();
    }

    [GeneratedRegex("<t:[0-9]+:([Rt])>")]
    private static partial Regex DiscordTimestamp();

    [GeneratedRegex(@"<!date\^[0-9]+\^[^<>]*>")]
    private static partial Regex SlackTimestamp();

    /// <summary>With the colon escaped, as in Discord's Markdown, or not.</summary>
    [GeneratedRegex(@"[0-9]+ [A-Z][a-z]+, [0-9]+\\?:[0-9]+")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"(?<![0-9])[0-9]+(\.[0-9]+)? s\b")]
    private static partial Regex Duration();
}
