using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.Interactions;

public class SlackPermissionCheckerTests
{
    private readonly RecordingSlackApi _slack = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task With_everyone_as_managers_no_request_is_sent()
    {
        Assert.True((await CheckAsync(new SlackManagers.Everyone(), "U1")).IsManager);
        Assert.Empty(_slack.Calls);
    }

    [Fact]
    public async Task Managers_can_be_listed_in_the_settings()
    {
        var managers = new SlackManagers.Users(["U1", "U2"]);

        Assert.True((await CheckAsync(managers, "U2")).IsManager);
        Assert.False((await CheckAsync(managers, "U3")).IsManager);
        Assert.False((await CheckAsync(managers, "u1")).IsManager);
    }

    [Theory]
    [InlineData("""{"user":{"is_admin":true}}""", true)]
    [InlineData("""{"user":{"is_admin":false,"is_owner":true}}""", true)]
    [InlineData("""{"user":{"is_primary_owner":true}}""", true)]
    [InlineData("""{"user":{"is_admin":false}}""", false)]
    [InlineData("""{"user":{"is_admin":"true"}}""", false)]
    [InlineData("""{"user":{"is_admin":true,"deleted":true}}""", false)]
    [InlineData("""{"user":{"is_admin":true,"is_stranger":true}}""", false)]
    [InlineData("""{"user":[1]}""", false)]
    [InlineData("{}", false)]
    public async Task Admin_status_comes_from_Slack(string body, bool isManager)
    {
        _slack.Answers = (_, _) => RecordingSlackApi.Done(body);

        var permissions = await CheckAsync(new SlackManagers.Admins(), "U1");

        Assert.Equal(isManager, permissions.IsManager);
        var (method, json, form) = Assert.Single(_slack.Calls);
        Assert.Equal(("users.info", null), (method, json));
        Assert.Equal([new("user", "U1")], form);
    }

    [Fact]
    public async Task A_user_of_another_team_is_a_manager_only_when_listed()
    {
        _slack.Answers = (_, _) => RecordingSlackApi.Done("""{"user":{"is_admin":true}}""");

        Assert.False((await CheckAsync(new SlackManagers.Everyone(), "U1", isExternal: true)).IsManager);
        Assert.False((await CheckAsync(new SlackManagers.Admins(), "U1", isExternal: true)).IsManager);
        Assert.True((await CheckAsync(new SlackManagers.Users(["U1"]), "U1", isExternal: true)).IsManager);
    }

    [Fact]
    public async Task Admin_status_is_cached_for_a_minute()
    {
        var checker = new SlackPermissionChecker(new SlackOptions { Managers = new SlackManagers.Admins() }, _slack, _time);
        _slack.Answers = (_, _) => RecordingSlackApi.Done("""{"user":{"is_admin":true}}""");
        await checker.CheckAsync("U1", false, CancellationToken.None);
        _slack.Answers = (_, _) => RecordingSlackApi.Done("""{"user":{"is_admin":false}}""");

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.True((await checker.CheckAsync("U1", false, CancellationToken.None)).IsManager);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False((await checker.CheckAsync("U1", false, CancellationToken.None)).IsManager);
    }

    [Fact]
    public async Task A_user_whose_status_cannot_be_read_is_not_a_manager_and_the_fix_is_named()
    {
        _slack.Answers = (_, _) => RecordingSlackApi.Refused("missing_scope");
        var permissions = await CheckAsync(new SlackManagers.Admins(), "U1");
        Assert.False(permissions.IsManager);
        var problem = SlackFallbackMarkup.CreateRenderer(DateTimeOffset.UnixEpoch).Render(permissions.Problem!, 1_000);
        Assert.Contains("users:read", problem, StringComparison.Ordinal);

        _slack.Answers = (_, _) => new PlatformResult.NotSent("no connection");
        permissions = await CheckAsync(new SlackManagers.Admins(), "U1");
        Assert.False(permissions.IsManager);
        Assert.NotNull(permissions.Problem);
    }

    private Task<SlackPermissions> CheckAsync(SlackManagers managers, string user, bool isExternal = false) =>
        new SlackPermissionChecker(new SlackOptions { Managers = managers }, _slack, _time).CheckAsync(user, isExternal,
            CancellationToken.None);
}
