using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;

namespace AlertBot.Tests.Chat.Slack;

public class SlackProbeTests
{
    private readonly ScriptedSlackApi _slack = new();

    [Fact]
    public async Task The_bot_and_team_are_named_and_both_tokens_are_checked()
    {
        Assert.Equal(
            [new ProbeResult("slack, as alertbot in Harbour Desk", null), new ProbeResult("slack socket mode", null)],
            await RunAsync());

        Assert.Equal(["auth.test", "apps.connections.open"], _slack.Methods);
    }

    [Fact]
    public async Task Missing_scopes_are_named_with_the_fix()
    {
        _slack.Scopes = [.. SlackScopes.NamesFor(new SlackOptions()).Except(["channels:history", "commands"]), "chat:write.public"];

        Assert.Equal(
            "missing commands (to receive /news), channels:history (to find its own message after an unclear failure instead of posting "
                + "it twice): add under OAuth & Permissions and reinstall the app",
            (await RunAsync())[1].Problem);
    }

    [Fact]
    public async Task The_users_scope_is_required_only_with_admins_as_managers()
    {
        var results = await RunAsync(new SlackOptions { BotToken = "xoxb-1", Managers = new SlackManagers.Admins() });

        Assert.StartsWith("missing users:read (", Assert.Single(results, result => result.Subject == "slack scopes").Problem,
            StringComparison.Ordinal);
        Assert.DoesNotContain("apps.connections.open", _slack.Methods);
    }

    [Fact]
    public async Task The_state_of_each_channel_is_reported()
    {
        _slack.Channels["C0OLD"] = new("old") { IsMember = true, IsArchived = true };
        _slack.Channels["C0SEEN"] = new("seen") { IsPrivate = true };
        _slack.InjectFault("conversations.info", ScriptedSlackApi.Succeeded(
            """{"ok": true, "channel": {"id": "C0SEEN", "name": "seen", "is_private": true, "is_member": false}}"""));

        var results = await RunAsync(null, "C0SEEN", "C0NEWS", "C0OPEN", "C0OLD", "G0DESK", "#news");

        Assert.Equal(
            [
                new("slack:C0SEEN, #seen", "AlertBot is not in the channel: invite it with /invite @AlertBot"),
                new("slack:C0NEWS, #news", null),
                new("slack:C0OPEN, #open (AlertBot joins when it posts there for the first time)", null),
                new("slack:C0OLD, #old", "the channel is archived: unarchive it, or subscribe another channel"),
                new("slack:G0DESK",
                    "the channel does not exist, or it is private and AlertBot is not a member: invite it with /invite @AlertBot, or "
                        + "check the id under subscriptions"),
                new ProbeResult("slack:#news", "not a valid channel id: copy the id (C…) from the bottom of the channel's details"),
            ],
            results.Skip(2));
    }

    [Fact]
    public async Task A_rejected_token_is_the_only_problem_reported()
    {
        _slack.InjectFault("auth.test", ScriptedSlackApi.Refused("invalid_auth"));

        Assert.Contains("slack.botToken", Assert.Single(await RunAsync(null, "C0NEWS")).Problem, StringComparison.Ordinal);

        Assert.Single(_slack.Calls);
    }

    [Fact]
    public async Task An_app_level_token_without_its_scope_is_reported()
    {
        _slack.InjectFault("auth.test", ScriptedSlackApi.Succeeded("""{"ok": true, "team_id": "T1", "user_id": "U1"}"""));
        _slack.InjectFault("apps.connections.open", ScriptedSlackApi.Refused("missing_scope"));

        Assert.Contains("lacks the scope", (await RunAsync()).Single(result => result.Subject == "slack socket mode").Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_and_terminal_sequences_in_names_are_removed()
    {
        _slack.InjectFault("auth.test",
            ScriptedSlackApi.Succeeded(
                """{"ok": true, "team_id": "T1", "user_id": "U1", "user": "bot xoxb-1-of-mine", "team": "a\u001b[2Jb\nc"}"""));

        Assert.Equal("slack, as bot [hidden] in a[2Jb c", (await RunAsync())[0].Subject);
    }

    private Task<IReadOnlyList<ProbeResult>> RunAsync(SlackOptions? options = null, params string[] channels) =>
        new SlackProbe(_slack.SendAsync, options ?? new SlackOptions { BotToken = "xoxb-1", AppToken = "xapp-1" }).RunAsync(channels,
            CancellationToken.None);
}
