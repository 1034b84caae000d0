using System.Text.RegularExpressions;

namespace AlertBot.Tests.EndToEnd;

/// <summary>The replies in the three recorded conversations are the same, apart from formatting.</summary>
public partial class ConversationGoldenTests
{
    /// <summary>
    /// Steps whose replies differ by platform: the console has no forms, and the number of alerts depends on the number of channels.
    /// </summary>
    private static readonly string[] PlatformSpecificSteps = ["topic add", "fills in", "status"];

    [Theory]
    [InlineData("slack", 22)]
    [InlineData("console", 10)]
    public void All_platforms_give_the_same_replies_as_Discord(string platform, int min)
    {
        var (discord, other) = (Steps("discord"), Steps(platform));

        var same = other.Where(
            step => discord.ContainsKey(step.Key) && !IsCard(discord[step.Key])
                && !PlatformSpecificSteps.Any(word => step.Key.Contains(word, StringComparison.Ordinal))).ToList();

        Assert.InRange(same.Count, min, 100);
        Assert.All(same, step => Assert.Equal(Words(discord[step.Key]), Words(step.Value)));
    }

    /// <summary>The parts of a card are compared, not their order, which is the platform's.</summary>
    [Theory]
    [InlineData("slack", 4)]
    [InlineData("console", 2)]
    public void Cards_have_the_same_headline_summary_and_quotes_on_all_platforms(string platform, int min)
    {
        var (discord, other) = (Steps("discord"), Steps(platform));

        var cards = other.Where(step => discord.TryGetValue(step.Key, out var reply) && IsCard(reply)).ToList();

        Assert.InRange(cards.Count, min, 100);
        Assert.All(cards,
            card => Assert.All(discord[card.Key].Where(line => line.TrimStart('|', ' ') is not ("Source" or "Sources")),
                line => Assert.Contains(Words([line]), Words(card.Value), StringComparison.OrdinalIgnoreCase)));
    }

    /// <returns>The lines of the reply to each step. A step that occurs again gets a number.</returns>
    private static Dictionary<string, List<string>> Steps(string platform)
    {
        var steps = new Dictionary<string, List<string>>();
        var reply = new List<string>();
        foreach (var line in Golden.Read($"chat/{platform}-conversation.txt").Split('\n'))
        {
            if (line.Length > 0 && line[0] != ' ')
            {
                reply = [];
                var name = Enumerable.Range(1, 100).Select(n => n == 1 ? line : $"{line} ({n})").First(name => !steps.ContainsKey(name));
                steps[name] = reply;
            }
            else if (line.Trim() is not ("" or "only they see:" or "all see:") && !Buttons().IsMatch(line))
            {
                reply.Add(line.Trim());
            }
        }

        return steps;
    }

    private static bool IsCard(List<string> reply) => reply.Any(line => line.StartsWith("| ", StringComparison.Ordinal));

    /// <summary>The words, without punctuation, links, times and channels.</summary>
    private static string Words(IEnumerable<string> lines) =>
        Marks().Replace(Place().Replace(Formatting().Replace(string.Join(' ', lines), " "), " here "), " ").Trim();

    [GeneratedRegex(@"^\s*(\[[^\]]+\] ?)+$")]
    private static partial Regex Buttons();

    /// <summary>URLs, and times in the form of each platform.</summary>
    [GeneratedRegex(@"\(?<?https?://[^\s|>)]+>?\)?|<t:[^>]*>|<!date[^>]*>|\bjust now\b|\b[0-9]+ min ago\b")]
    private static partial Regex Formatting();

    [GeneratedRegex("<#[0-9A-Z]+>|the console")]
    private static partial Regex Place();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex Marks();
}
