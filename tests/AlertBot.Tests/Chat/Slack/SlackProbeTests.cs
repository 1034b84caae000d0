using AlertBot.Chat;
using AlertBot.Chat.Slack;

namespace AlertBot.Tests.Chat.Slack;

public class SlackProbeTests
{
    private readonly ScriptedSlack _slack = new();

    [Fact]
    public async Task The_bot_is_named_with_its_team_and_both_tokens_are_tried()
    {
        Assert.Equal([new SlackProbe.Line("slack, as alertbot in Harbour Desk", null), new SlackProbe.Line("slack socket mode", null)], await TryAsync());

        Assert.Equal(["auth.test", "apps.connections.open"], _slack.Methods);
    }

    [Fact]
    public async Task Missing_scopes_are_named_with_the_mend()
    {
        _slack.Scopes = [.. SlackScopes.Of(new SlackOptions()).Except(["channels:history", "commands"]), "chat:write.public"];

        Assert.Equal(
            "missing commands (to take /news), channels:history (to find its own message after an unclear failure instead of posting it twice): add under OAuth & Permissions and reinstall the app",
            (await TryAsync())[1].Problem);
    }

    [Fact]
    public async Task Only_where_admins_manage_the_people_must_be_readable()
    {
        var lines = await TryAsync(new SlackOptions { BotToken = "xoxb-1", Managers = new SlackManagers.Admins() });

        Assert.StartsWith("missing users:read (", Assert.Single(lines, line => line.What == "slack scopes").Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("apps.connections.open", _slack.Methods);
    }

    [Fact]
    public async Task For_each_channel_it_is_said_how_it_stands()
    {
        _slack.Channels["C0OLD"] = new("old") { IsMember = true, IsArchived = true };
        _slack.Channels["C0SEEN"] = new("seen") { IsPrivate = true };
        _slack.Next("conversations.info", ScriptedSlack.Done("""{"ok": true, "channel": {"id": "C0SEEN", "name": "seen", "is_private": true, "is_member": false}}"""));

        var lines = await TryAsync(null, "C0SEEN", "C0NEWS", "C0OPEN", "C0OLD", "G0DESK", "#news");

        Assert.Equal(
            [
                new("slack:C0SEEN, #seen", "AlertBot is not in the channel: invite me with /invite @AlertBot"),
                new("slack:C0NEWS, #news", null),
                new("slack:C0OPEN, #open (AlertBot joins by itself at the first post)", null),
                new("slack:C0OLD, #old", "the channel is archived: unarchive it, or subscribe another"),
                new("slack:G0DESK", "Slack knows no such channel, or it is private and AlertBot not in it: invite me with /invite @AlertBot, or look at the id under subscriptions"),
                new SlackProbe.Line("slack:#news", "it is no id of a channel: copy the one at the foot of the channel's details, C…"),
            ],
            lines.Skip(2));
    }

    [Fact]
    public async Task A_token_that_Slack_refuses_is_the_one_thing_said()
    {
        _slack.Next("auth.test", ScriptedSlack.Refused("invalid_auth"));

        Assert.Contains("slack.botToken", Assert.Single(await TryAsync(null, "C0NEWS")).Problem, StringComparison.Ordinal);

        Assert.Single(_slack.Calls);
    }

    [Fact]
    public async Task An_app_level_token_without_its_scope_is_said()
    {
        _slack.Next("auth.test", ScriptedSlack.Done("""{"ok": true, "team_id": "T1", "user_id": "U1"}"""));
        _slack.Next("apps.connections.open", ScriptedSlack.Refused("missing_scope"));

        Assert.Contains("lacks the scope", (await TryAsync()).Single(line => line.What == "slack socket mode").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_holds_a_secret_or_a_command_of_the_terminal_is_shown_without()
    {
        _slack.Next("auth.test", ScriptedSlack.Done("""{"ok": true, "team_id": "T1", "user_id": "U1", "user": "bot xoxb-1-of-mine", "team": "a\u001b[2Jb\nc"}"""));

        Assert.Equal("slack, as bot [hidden] in a[2Jb c", (await TryAsync())[0].What);
    }

    private Task<IReadOnlyList<SlackProbe.Line>> TryAsync(SlackOptions? options = null, params string[] channels) =>
        new SlackProbe(_slack.SendAsync, options ?? new SlackOptions { BotToken = "xoxb-1", AppToken = "xapp-1" }).TryAsync(channels, CancellationToken.None);
}
