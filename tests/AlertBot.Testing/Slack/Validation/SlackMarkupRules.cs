using System.Text.RegularExpressions;

namespace AlertBot.Testing.Slack.Validation;

/// <summary>
/// What stands between &lt; and &gt; in a text, and whether the client may have put it there; Slack would take more:
/// https://docs.slack.dev/messaging/formatting-message-text
/// </summary>
internal sealed partial class SlackMarkupRules(LoopbackSlack slack)
{
    /// <summary>User groups that may be mentioned, <c>S…</c>; none by itself.</summary>
    public HashSet<string> AllowedUserGroups { get; } = [];

    /// <summary>A mrkdwn text: links, dates and channels are ours, and a group that a test allows.</summary>
    public void CheckMrkdwn(string text, string place)
    {
        var rest = OurMarks().Replace(text, "");
        foreach (Match group in Group().Matches(rest))
        {
            if (AllowedUserGroups.Contains(group.Groups[1].Value))
            {
                rest = rest.Replace(group.Value, "", StringComparison.Ordinal);
            }
        }

        Check(rest, text, place);
    }

    /// <summary>A plain text, which has no marks at all.</summary>
    public void CheckPlain(string text, string place) => Check(text, text, place);

    /// <summary>Without verbatim Slack makes links of names and addresses by itself.</summary>
    public void ReportAutoLinking(string place) =>
        slack.AddViolation($"{place}: mrkdwn without verbatim, in which Slack links names and addresses");

    private void Check(string rest, string text, string place)
    {
        if (rest.AsSpan().ContainsAny('<', '>'))
        {
            slack.AddViolation($"{place}: a mark that the client may not make, or text that is not escaped: {rest}");
        }

        if (StrayAmpersand().IsMatch(text))
        {
            slack.AddViolation($"{place}: an & that is not escaped: {text}");
        }
    }

    [GeneratedRegex(@"<https?://[^\s<>|]+(\|[^<>|]+)?>|<!date\^\d+\^[^<>|^]+(\^https?://[^\s<>|^]+)?\|[^<>|]+>|<#[CG][A-Z0-9]+(\|[^<>"
        + @"|]*)?>")]
    private static partial Regex OurMarks();

    [GeneratedRegex(@"<!subteam\^(S[A-Z0-9]+)(\|[^<>|]*)?>")]
    private static partial Regex Group();

    [GeneratedRegex("&(?!amp;|lt;|gt;)")]
    private static partial Regex StrayAmpersand();
}
