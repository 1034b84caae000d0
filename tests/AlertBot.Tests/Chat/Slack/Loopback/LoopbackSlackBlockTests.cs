using System.Text.Json.Nodes;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Slack.Validation;

namespace AlertBot.Tests.Chat.Slack.Loopback;

/// <summary>The loopback Slack detects violations of Block Kit rules, with each limit at its boundary.</summary>
public class LoopbackSlackBlockTests
{
    [Theory]
    [InlineData("""{"type": "header", "text": {"type": "plain_text", "text": "$150"}}""")]
    [InlineData("""{"type": "section", "block_id": "$255", "text": {"type": "mrkdwn", "text": "$3000", "verbatim": true}}""")]
    [InlineData("""{"type": "section", "fields": [%10 {"type": "plain_text", "text": "$2000"}]}""")]
    [InlineData("""{"type": "context", "elements": [%10 {"type": "plain_text", "text": "$3000", "emoji": false}]}""")]
    [InlineData("""{"type": "context", "elements": [{"type": "image", "alt_text": "$2000", "image_url": "https://news.example/a.png"}]}""")]
    [InlineData("""{"type": "divider"}""")]
    [InlineData("""{"type": "actions", "elements": [%25 {"type": "button", "action_id": "#", "text": {"type": "plain_text", "text": "$75"}, "value": "$2000", "style": "danger"}]}""")]
    [InlineData("""{"type": "actions", "elements": [{"type": "button", "action_id": "$255", "text": {"type": "plain_text", "text": "x"}, "url": "https://news.example/"}]}""")]
    [InlineData("""{"type": "actions", "elements": [{"type": "overflow", "action_id": "o", "options": [%5 {"text": {"type": "plain_text", "text": "$75"}, "value": "#$140"}]}]}""")]
    [InlineData("""{"type": "section", "text": {"type": "plain_text", "text": "x"}, "accessory": {"type": "static_select", "placeholder": {"type": "plain_text", "text": "$150"}, "options": [%100 {"text": {"type": "plain_text", "text": "$75"}, "value": "#"}]}}""")]
    [InlineData("""{"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x"}, "confirm": {"title": {"type": "plain_text", "text": "$100"}, "text": {"type": "plain_text", "text": "$300"}, "confirm": {"type": "plain_text", "text": "$30"}, "deny": {"type": "plain_text", "text": "$30"}, "style": "danger"}}]}""")]
    [InlineData("""{"type": "input", "label": {"type": "plain_text", "text": "$2000"}, "hint": {"type": "plain_text", "text": "$2000"}, "optional": true, "dispatch_action": true, "element": {"type": "plain_text_input", "initial_value": "$3000", "multiline": true, "min_length": 0, "max_length": 3000, "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]}}}""")]
    [InlineData("""{"type": "image", "alt_text": "x", "image_url": "https://news.example/a.png", "title": {"type": "plain_text", "text": "$2000"}}""")]
    public async Task A_block_at_its_limits_is_accepted(string block)
    {
        Assert.Empty(await ProblemsAsync($"[{block}]"));
    }

    [Theory]
    [InlineData("""{"type": "header", "text": {"type": "plain_text", "text": "$151"}}""",
        "no more than 150 characters [json-pointer:/blocks/0/text/text]")]
    [InlineData("""{"type": "header", "text": {"type": "plain_text", "text": ""}}""", "more than 0 characters")]
    [InlineData("""{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}""", "mrkdwn is not an allowed text type")]
    [InlineData("""{"type": "header"}""", "missing required field: text")]
    [InlineData("""{"type": "header", "text": "x"}""", "not an allowed text type")]
    [InlineData("""{"type": "header", "text": {"type": "plain_text", "text": "x", "verbatim": true}}""",
        "invalid additional property: verbatim")]
    [InlineData("""{"type": "header", "text": {"type": "plain_text", "text": "x"}, "block_id": null}""", "must not be null")]
    [InlineData("""{"type": "header", "text": {"type": "plain_text", "text": "x"}, "block_id": "$256"}""", "no more than 255")]
    [InlineData("""{"type": "section"}""", "missing required field: text")]
    [InlineData("""{"type": "section", "text": {"type": "mrkdwn", "text": "$3001", "verbatim": true}}""", "no more than 3000")]
    [InlineData("""{"type": "section", "text": {"type": "mrkdwn", "text": 1, "verbatim": true}}""", "must be a string")]
    [InlineData("""{"type": "section", "text": {"type": "mrkdwn", "text": "x", "verbatim": "yes"}}""", "must be a boolean")]
    [InlineData("""{"type": "section", "fields": [%11 {"type": "plain_text", "text": "x"}]}""", "no more than 10 items")]
    [InlineData("""{"type": "section", "fields": [{"type": "plain_text", "text": "$2001"}]}""", "no more than 2000")]
    [InlineData("""{"type": "section", "text": {"type": "plain_text", "text": "x"}, "accessory": {"type": "plain_text_input"}}""",
        "unsupported type: plain_text_input")]
    [InlineData("""{"type": "context", "elements": []}""", "at least 1")]
    [InlineData("""{"type": "context", "elements": [%11 {"type": "plain_text", "text": "x"}]}""", "no more than 10 items")]
    [InlineData("""{"type": "context", "elements": [{"type": "image", "image_url": "https://news.example/a.png"}]}""",
        "missing required field: alt_text")]
    [InlineData("""{"type": "context", "elements": [{"type": "image", "alt_text": "x", "image_url": "data:image/png"}]}""", "valid URL")]
    [InlineData("""{"type": "divider", "text": "x"}""", "invalid additional property: text")]
    [InlineData("""{"type": "rule"}""", "unsupported type: rule")]
    [InlineData("""{"text": "x"}""", "unsupported type")]
    [InlineData("\"divider\"", "unsupported type")]
    [InlineData("""{"type": "actions", "elements": []}""", "at least 1")]
    [InlineData("""{"type": "actions", "elements": [%26 {"type": "button", "action_id": "#", "text": {"type": "plain_text", "text": "x"}}]}""", "no more than 25 items")]
    [InlineData("""{"type": "actions", "elements": [%2 {"type": "button", "action_id": "same", "text": {"type": "plain_text", "text": "x"}}]}""", "`action_id` already exists")]
    [InlineData("""{"type": "actions", "elements": [{"type": "button", "action_id": "$256", "text": {"type": "plain_text", "text": "x"}}]}""", "no more than 255")]
    [InlineData("""{"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "$76"}}]}""",
        "no more than 75")]
    [InlineData("""{"type": "actions", "elements": [{"type": "button", "text": {"type": "mrkdwn", "text": "x"}}]}""",
        "not an allowed text type")]
    [InlineData("""{"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x"}, "value": "$2001"}]}""", "no more than 2000")]
    [InlineData("""{"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x"}, "style": "default"}]}""", "one of primary, danger")]
    [InlineData("""{"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x"}, "url": "news"}]}""",
        "valid URL")]
    [InlineData("""{"type": "actions", "elements": [{"type": "overflow", "options": []}]}""", "at least 1")]
    [InlineData("""{"type": "actions", "elements": [{"type": "overflow", "options": [%6 {"text": {"type": "plain_text", "text": "x"}, "value": "#"}]}]}""", "no more than 5 items")]
    [InlineData("""{"type": "actions", "elements": [{"type": "overflow", "options": [{"text": {"type": "plain_text", "text": "$76"}, "value": "x"}]}]}""", "no more than 75")]
    [InlineData("""{"type": "actions", "elements": [{"type": "overflow", "options": [{"text": {"type": "plain_text", "text": "x"}, "value": "$151"}]}]}""", "no more than 150")]
    [InlineData("""{"type": "actions", "elements": [{"type": "overflow", "options": [%2 {"text": {"type": "plain_text", "text": "x"}, "value": "same"}]}]}""", "must be unique")]
    [InlineData("""{"type": "actions", "elements": [{"type": "static_select", "options": [%101 {"text": {"type": "plain_text", "text": "x"}, "value": "#"}]}]}""", "no more than 100 items")]
    [InlineData("""{"type": "actions", "elements": [{"type": "static_select", "placeholder": {"type": "plain_text", "text": "$151"}, "options": [{"text": {"type": "plain_text", "text": "x"}, "value": "x"}]}]}""", "no more than 150")]
    [InlineData("""{"type": "actions", "elements": [{"type": "static_select", "initial_option": {"text": {"type": "plain_text", "text": "y"}, "value": "x"}, "options": [{"text": {"type": "plain_text", "text": "x"}, "value": "x"}]}]}""", "exactly one of the options")]
    [InlineData("""{"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x"}, "confirm": {"title": {"type": "plain_text", "text": "x"}, "text": {"type": "plain_text", "text": "x"}, "confirm": {"type": "plain_text", "text": "x"}}}]}""", "missing required field: deny")]
    [InlineData("""{"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x"}, "confirm": {"title": {"type": "plain_text", "text": "$101"}, "text": {"type": "plain_text", "text": "x"}, "confirm": {"type": "plain_text", "text": "x"}, "deny": {"type": "plain_text", "text": "x"}}}]}""", "no more than 100")]
    [InlineData("""{"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x"}, "confirm": {"title": {"type": "plain_text", "text": "x"}, "text": {"type": "plain_text", "text": "$301"}, "confirm": {"type": "plain_text", "text": "x"}, "deny": {"type": "plain_text", "text": "x"}}}]}""", "no more than 300")]
    [InlineData("""{"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x"}, "confirm": {"title": {"type": "plain_text", "text": "x"}, "text": {"type": "plain_text", "text": "x"}, "confirm": {"type": "plain_text", "text": "$31"}, "deny": {"type": "plain_text", "text": "x"}}}]}""", "no more than 30 ")]
    [InlineData("""{"type": "input", "element": {"type": "plain_text_input"}}""", "missing required field: label")]
    [InlineData("""{"type": "input", "label": {"type": "plain_text", "text": "$2001"}, "element": {"type": "plain_text_input"}}""",
        "no more than 2000")]
    [InlineData("""{"type": "input", "label": {"type": "plain_text", "text": "x"}, "element": {"type": "button", "text": {"type": "plain_text", "text": "x"}}}""", "unsupported type: button")]
    [InlineData("""{"type": "input", "label": {"type": "plain_text", "text": "x"}, "element": {"type": "plain_text_input", "max_length": 3001}}""", "between 1 and 3000")]
    [InlineData("""{"type": "input", "label": {"type": "plain_text", "text": "x"}, "element": {"type": "plain_text_input", "initial_value": "$3001"}}""", "no more than 3000")]
    [InlineData("""{"type": "input", "label": {"type": "plain_text", "text": "x"}, "element": {"type": "plain_text_input", "initial_value": "$11", "max_length": 10}}""", "no more than max_length")]
    [InlineData("""{"type": "input", "label": {"type": "plain_text", "text": "x"}, "element": {"type": "plain_text_input", "dispatch_action_config": {"trigger_actions_on": ["on_blur"]}}}""", "on_enter_pressed or on_character_entered")]
    public async Task An_invalid_block_is_reported_with_its_path(string block, string expected)
    {
        Assert.Contains(await ProblemsAsync($"[{block}]"), problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_has_at_most_50_blocks_with_distinct_ids()
    {
        var fifty = string.Join(',', Enumerable.Repeat("""{"type": "divider"}""", 50));

        Assert.Empty(await ProblemsAsync($"[{fifty}]"));
        Assert.Contains("no more than 50 items", Assert.Single(await ProblemsAsync($$"""[{{fifty}}, {"type": "divider"}]""")),
            StringComparison.Ordinal);
        Assert.Contains("`block_id` already exists",
            Assert.Single(await ProblemsAsync("""[{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}]""")),
            StringComparison.Ordinal);
        Assert.Contains("must be an array", Assert.Single(await ProblemsAsync("""{"type": "divider"}""")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mrkdwn", "a <b> c", "unescaped text")]
    [InlineData("mrkdwn", "R&D", "an unescaped &")]
    [InlineData("mrkdwn", "&nbsp;", "an unescaped &")]
    [InlineData("mrkdwn", "<!channel>", "<!channel>")]
    [InlineData("mrkdwn", "<!date^1700000000^{ago}^https://a.example<b|x>", "unescaped text")]
    [InlineData("mrkdwn", "<javascript:alert(1)|x>", "javascript")]
    [InlineData("plain_text", "<https://news.example/|x>", "unescaped text")]
    [InlineData("plain_text", "a & b", "an unescaped &")]
    public async Task Unescaped_text_in_blocks_is_recorded(string type, string text, string expected)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        var verbatim = type == "mrkdwn" ? ", \"verbatim\": true" : "";

        SlackMessageRules.FindBlockErrors(slack,
            JsonNode.Parse($$"""[{"type": "section", "text": {"type": "{{type}}", "text": "{{text}}"{{verbatim}} } }]""")!, "a message");

        Assert.Contains(expected, Assert.Single(slack.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mrkdwn_that_Slack_would_auto_link_is_recorded()
    {
        await using var slack = await LoopbackSlack.StartAsync();

        SlackMessageRules.FindBlockErrors(slack,
            JsonNode.Parse("""[{"type": "section", "text": {"type": "mrkdwn", "text": "evil.example"}}]""")!, "a message");

        Assert.Contains("without verbatim", Assert.Single(slack.Violations), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(string blocks)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        return SlackMessageRules.FindBlockErrors(slack, JsonNode.Parse(Expand(blocks))!, "a message");
    }

    /// <summary>
    /// Expands <c>$n</c> to n characters outside the basic plane, and <c>%n {…}</c> to n copies of the object, with <c>#</c> as its number.
    /// </summary>
    private static string Expand(string json)
    {
        var at = json.IndexOf('%', StringComparison.Ordinal);
        if (at >= 0)
        {
            var space = json.IndexOf(' ', at);
            var count = int.Parse(json[(at + 1)..space], System.Globalization.CultureInfo.InvariantCulture);
            var end = End(json, space + 1);
            var template = json[(space + 1)..end];
            json = json[..at]
                + string.Join(", ", Enumerable.Range(0, count).Select(i => template.Replace("#", $"n{i}", StringComparison.Ordinal)))
                + json[end..];
        }

        return System.Text.RegularExpressions.Regex.Replace(json, @"\$(\d+)",
            match => string.Concat(
                Enumerable.Repeat("😀", int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static int End(string json, int start)
    {
        var depth = 0;
        var at = start;
        do
        {
            depth += json[at] switch { '{' => 1, '}' => -1, _ => 0 };
            at++;
        }
        while (depth > 0);

        return at;
    }
}
