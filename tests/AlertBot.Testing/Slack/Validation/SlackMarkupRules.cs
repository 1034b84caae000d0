using System.Text.RegularExpressions;

namespace AlertBot.Testing.Slack.Validation;

/// <summary>
/// Checks the special sequences between &lt; and &gt; in a text. Stricter than Slack: only those that AlertBot itself may create are
/// allowed. https://docs.slack.dev/messaging/formatting-message-text
/// </summary>
internal sealed partial class SlackMarkupRules(LoopbackSlack slack)
{
    /// <summary>The ids of user groups that may be mentioned (<c>S…</c>). Default: none.</summary>
    public HashSet<string> AllowedUserGroups { get; } = [];

    /// <summary>Checks mrkdwn: links, dates, channels and mentions of allowed user groups are valid.</summary>
    public void CheckMrkdwn(string text, string place)
    {
        var rest = AllowedSequences().Replace(text, "");
        foreach (Match group in Group().Matches(rest))
        {
            if (AllowedUserGroups.Contains(group.Groups[1].Value))
            {
                rest = rest.Replace(group.Value, "", StringComparison.Ordinal);
            }
        }

        Check(rest, text, place);
    }

    /// <summary>Checks plain text, in which no special sequence is valid.</summary>
    public void CheckPlain(string text, string place) => Check(text, text, place);

    /// <summary>Records mrkdwn without <c>verbatim</c>, in which Slack turns names and addresses into links.</summary>
    public void ReportAutoLinking(string place) =>
        slack.AddViolation($"{place}: mrkdwn without verbatim, in which Slack creates links from names and addresses");

    private void Check(string rest, string text, string place)
    {
        if (rest.AsSpan().ContainsAny('<', '>'))
        {
            slack.AddViolation($"{place}: a special sequence that the client may not create, or unescaped text: {rest}");
        }

        if (StrayAmpersand().IsMatch(text))
        {
            slack.AddViolation($"{place}: an unescaped &: {text}");
        }
    }

    [GeneratedRegex(@"<https?://[^\s<>|]+(\|[^<>|]+)?>|<!date\^\d+\^[^<>|^]+(\^https?://[^\s<>|^]+)?\|[^<>|]+>|<#[CG][A-Z0-9]+(\|[^<>"
        + @"|]*)?>")]
    private static partial Regex AllowedSequences();

    [GeneratedRegex(@"<!subteam\^(S[A-Z0-9]+)(\|[^<>|]*)?>")]
    private static partial Regex Group();

    [GeneratedRegex("&(?!amp;|lt;|gt;)")]
    private static partial Regex StrayAmpersand();
}
