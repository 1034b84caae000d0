using System.Text.RegularExpressions;

namespace AlertBot.Tests.EndToEnd;

/// <summary>What the three recorded conversations say is the same but for formatting.</summary>
public partial class ConversationGoldenTests
{
    /// <summary>Without forms a missing query is given at once, and one place has fewer alerts than two.</summary>
    private static readonly string[] ByPlatform = ["topic add", "fills in", "status"];

    [Theory]
    [InlineData("slack", 22)]
    [InlineData("console", 10)]
    public void All_platforms_give_the_same_replies_as_Discord(string platform, int least)
    {
        var (discord, other) = (Steps("discord"), Steps(platform));

        var same = other.Where(
            step => discord.ContainsKey(step.Key) && !IsCard(discord[step.Key])
                && !ByPlatform.Any(word => step.Key.Contains(word, StringComparison.Ordinal))).ToList();

        Assert.InRange(same.Count, least, 100);
        Assert.All(same, step => Assert.Equal(Words(discord[step.Key]), Words(step.Value)));
    }

    /// <summary>A story looks as the platform's cards do: its pieces are compared, not their order.</summary>
    [Theory]
    [InlineData("slack", 4)]
    [InlineData("console", 2)]
    public void Cards_have_the_same_headline_summary_and_quotes_on_all_platforms(string platform, int least)
    {
        var (discord, other) = (Steps("discord"), Steps(platform));

        var cards = other.Where(step => discord.TryGetValue(step.Key, out var said) && IsCard(said)).ToList();

        Assert.InRange(cards.Count, least, 100);
        Assert.All(cards,
            card => Assert.All(discord[card.Key].Where(line => line.TrimStart('|', ' ') is not ("Source" or "Sources")),
                line => Assert.Contains(Words([line]), Words(card.Value), StringComparison.OrdinalIgnoreCase)));
    }

    /// <returns>What followed each step; one that is taken twice is told apart by its number.</returns>
    private static Dictionary<string, List<string>> Steps(string platform)
    {
        var steps = new Dictionary<string, List<string>>();
        var said = new List<string>();
        foreach (var line in Golden.Read($"chat/{platform}-conversation.txt").Split('\n'))
        {
            if (line.Length > 0 && line[0] != ' ')
            {
                said = [];
                var name = Enumerable.Range(1, 100).Select(n => n == 1 ? line : $"{line} ({n})").First(name => !steps.ContainsKey(name));
                steps[name] = said;
            }
            else if (line.Trim() is not ("" or "only they see:" or "all see:") && !Buttons().IsMatch(line))
            {
                said.Add(line.Trim());
            }
        }

        return steps;
    }

    private static bool IsCard(List<string> said) => said.Any(line => line.StartsWith("| ", StringComparison.Ordinal));

    /// <summary>Letters and digits alone, without links, times and places.</summary>
    private static string Words(IEnumerable<string> lines) =>
        Marks().Replace(Place().Replace(Formatting().Replace(string.Join(' ', lines), " "), " here "), " ").Trim();

    [GeneratedRegex(@"^\s*(\[[^\]]+\] ?)+$")]
    private static partial Regex Buttons();

    /// <summary>Addresses, and times as each platform writes them.</summary>
    [GeneratedRegex(@"\(?<?https?://[^\s|>)]+>?\)?|<t:[^>]*>|<!date[^>]*>|\bjust now\b|\b[0-9]+ min ago\b")]
    private static partial Regex Formatting();

    [GeneratedRegex("<#[0-9A-Z]+>|this console")]
    private static partial Regex Place();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex Marks();
}
