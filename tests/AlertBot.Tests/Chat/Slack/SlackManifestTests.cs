using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Events;
using AlertBot.Testing;
using YamlDotNet.RepresentationModel;

namespace AlertBot.Tests.Chat.Slack;

/// <summary>Checks config/slack-manifest.yaml, from which the app is created: https://docs.slack.dev/reference/app-manifest</summary>
public class SlackManifestTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(SourceTree.Root, "config", "slack-manifest.yaml"));

    private readonly YamlMappingNode _manifest = Read(Text);

    [Fact]
    public void It_requests_exactly_the_scopes_and_events_the_bot_uses()
    {
        Assert.Equal(SlackScopes.NamesFor(new SlackOptions()), Words(_manifest, "oauth_config", "scopes", "bot"));
        Assert.Equal(SlackEventTypes.All, Words(_manifest, "settings", "event_subscriptions", "bot_events"));
        Assert.DoesNotContain(SlackEventTypes.All, name => name.StartsWith("message", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_command_escapes_channels_and_users_to_ids()
    {
        var command = Assert.IsType<YamlMappingNode>(
            Assert.Single(Assert.IsType<YamlSequenceNode>(Node(_manifest, "features", "slash_commands")).Children));

        Assert.Equal(("/news", "true"), (Word(command, "command"), Word(command, "should_escape")));
        Assert.InRange(Word(command, "description").Length, 1, 2_000);
        Assert.InRange(Word(command, "usage_hint").Length, 1, 1_000);
    }

    [Fact]
    public void It_uses_Socket_Mode_in_one_workspace_without_token_rotation()
    {
        Assert.Equal(("true", "true"),
            (Word(_manifest, "settings", "socket_mode_enabled"), Word(_manifest, "settings", "interactivity", "is_enabled")));
        Assert.Equal(("false", "false"),
            (Word(_manifest, "settings", "org_deploy_enabled"), Word(_manifest, "settings", "token_rotation_enabled")));
        Assert.DoesNotContain("url: ", string.Join('\n', Text.Split('\n').Select(line => line.Split('#')[0])));
    }

    [Fact]
    public void Its_texts_are_within_manifest_limits()
    {
        Assert.InRange(Word(_manifest, "display_information", "name").Length, 1, 35);
        Assert.InRange(Word(_manifest, "display_information", "description").Length, 1, 140);
        Assert.InRange(Word(_manifest, "display_information", "long_description").Length, 175, 4_000);
        Assert.InRange(Word(_manifest, "features", "bot_user", "display_name").Length, 1, 80);
    }

    [Fact]
    public void HTTP_and_admin_options_are_enabled_by_uncommenting_lines()
    {
        var http = Read(string.Join('\n', Text.Split('\n').Select(Uncomment)));

        Assert.Equal(SlackScopes.NamesFor(new SlackOptions { Managers = new SlackManagers.Admins() }),
            Words(http, "oauth_config", "scopes", "bot"));
        Assert.EndsWith("/slack/events", Word(http, "settings", "event_subscriptions", "request_url"));
        Assert.EndsWith("/slack/interactivity", Word(http, "settings", "interactivity", "request_url"));
        Assert.EndsWith("/slack/commands", Word(Assert.IsType<YamlSequenceNode>(Node(http, "features", "slash_commands"))[0], "url"));
    }

    [Fact]
    public void The_guide_lists_each_scope_with_its_reason()
    {
        var guide = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "slack.md"));

        Assert.All(SlackScopes.Required.Append(SlackScopes.UsersRead),
            scope => Assert.Contains($"| `{scope.Name}` | {scope.Reason}", guide));
        Assert.Contains("connections:write", guide);
    }

    private static string Uncomment(string line) =>
        line.TrimStart() is ['#', ' ', ..] text
            && (text.Contains("url: ", StringComparison.Ordinal) || text.StartsWith("# - ", StringComparison.Ordinal))
            ? line[..^text.Length] + text[2..]
            : line;

    private static YamlMappingNode Read(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return Assert.IsType<YamlMappingNode>(Assert.Single(yaml.Documents).RootNode);
    }

    private static YamlNode Node(YamlNode node, params string[] path) => path.Aggregate(node, (at, name) => at[name]);

    private static string Word(YamlNode node, params string[] path) => Assert.IsType<YamlScalarNode>(Node(node, path)).Value!;

    private static List<string> Words(YamlNode node, params string[] path) =>
        [.. Assert.IsType<YamlSequenceNode>(Node(node, path)).Select(word => Word(word))];
}
