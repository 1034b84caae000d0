using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Discord.Guilds;

public class GuildCacheTests
{
    private const string Bot = "77";
    private const long View = 1L << 10;
    private const long Send = 1L << 11;
    private const long Embed = 1L << 14;
    private const long InThreads = 1L << 38;

    private readonly FakeTimeProvider _time = new(ABrief.Now);
    private readonly GuildCache _guilds;
    private readonly LoopbackGuild _guild = new() { Id = "1", Name = "Harbour Desk" };

    public GuildCacheTests()
    {
        _guilds = new GuildCache(_time);
        Apply("READY", new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = Bot },
            ["guilds"] = new JsonArray(new JsonObject { ["id"] = "1", ["unavailable"] = true }),
        });
    }

    [Fact]
    public void A_guild_channel_is_known_by_name_and_can_be_posted_to()
    {
        Create(new LoopbackGuildChannel("10", "news"));

        Assert.Equal(new DiscordChannel("10", "1", "news", IsForum: false), _guilds.FindChannel("10"));
        Assert.Null(_guilds.FindPostingProblem("10"));
        Assert.Null(_guilds.FindChannel("11"));
        Assert.Null(_guilds.FindPostingProblem("11"));
    }

    [Theory]
    [InlineData(Send | Embed, "AlertBot may not post in #news: give it View Channel")]
    [InlineData(View | Embed, "AlertBot may not post in #news: give it Send Messages")]
    [InlineData(View, "AlertBot may not post in #news: give it Send Messages and Embed Links")]
    [InlineData(0, "AlertBot may not post in #news: give it View Channel, Send Messages and Embed Links")]
    public void Missing_permissions_are_listed_with_the_channel_name(long allowed, string expected)
    {
        Create(new LoopbackGuildChannel("10", "news") { Permissions = allowed });

        Assert.Equal(expected, _guilds.FindPostingProblem("10"));
    }

    [Fact]
    public void Without_role_data_no_permission_is_reported_as_missing()
    {
        _guild.Channels.Add(new LoopbackGuildChannel("10", "news") { Permissions = 0 });
        var bare = LoopbackGuildJson.GuildCreate(_guild, Bot);
        bare["roles"] = new JsonArray();
        Apply("GUILD_CREATE", bare);

        Assert.Null(_guilds.FindPostingProblem("10"));
    }

    [Fact]
    public void A_forum_needs_the_permission_to_create_posts()
    {
        Create(new LoopbackGuildChannel("10", "stories", 15) { Permissions = View | Embed });

        Assert.True(_guilds.FindChannel("10")!.IsForum);
        Assert.Equal(["Create Posts"], _guilds.MissingPermissions("10"));
    }

    [Fact]
    public void A_thread_inherits_its_channels_permissions_and_needs_Send_Messages_in_Threads()
    {
        _guild.Threads.Add(new LoopbackGuildChannel("20", "talks", 11) { ParentId = "10" });
        _guild.Threads.Add(new LoopbackGuildChannel("21", "storms", 11) { ParentId = "11" });
        Create(new LoopbackGuildChannel("10", "news") { Permissions = View | Embed | InThreads },
            new LoopbackGuildChannel("11", "weather") { Permissions = View | Embed | Send });

        Assert.Null(_guilds.FindPostingProblem("20"));
        Assert.Equal("AlertBot may not post in #storms: give it Send Messages in Threads", _guilds.FindPostingProblem("21"));
    }

    [Fact]
    public void A_locked_thread_cannot_be_posted_to()
    {
        _guild.Threads.Add(new LoopbackGuildChannel("20", "talks", 11) { ParentId = "10", IsLocked = true });
        Create(new LoopbackGuildChannel("10", "news"));

        Assert.Equal("the thread #talks is locked: unlock it, or subscribe another channel", _guilds.FindPostingProblem("20"));
    }

    [Fact]
    public void Role_overwrites_override_everyone_and_member_overwrites_override_roles()
    {
        _guild.BotRoles.AddRange(["5", "6"]);
        _guild.Roles.AddRange(
            [new LoopbackRole("5", "bots", 0), new LoopbackRole("6", "press", 0), new LoopbackRole("7", "others", 1 << 3)]);
        Create(
            Channel("10", new LoopbackPermissionOverwrite("1", 0, 0, Send)),
            Channel("11", new LoopbackPermissionOverwrite("1", 0, 0, Send), new LoopbackPermissionOverwrite("5", 0, Send, 0)),
            Channel("12", new LoopbackPermissionOverwrite("5", 0, Send, 0), new LoopbackPermissionOverwrite("6", 0, 0, Send)),
            Channel("13", new LoopbackPermissionOverwrite("5", 0, Send, 0), new LoopbackPermissionOverwrite(Bot, 1, 0, Send)),
            Channel("14", new LoopbackPermissionOverwrite(Bot, 1, Send, 0), new LoopbackPermissionOverwrite("5", 0, 0, Send)),
            Channel("15", new LoopbackPermissionOverwrite("7", 0, 0, Send)));

        Assert.Equal(["Send Messages"], _guilds.MissingPermissions("10"));
        Assert.Empty(_guilds.MissingPermissions("11"));

        // One of the bot's roles allows it and another denies it: allowed wins.
        Assert.Empty(_guilds.MissingPermissions("12"));
        Assert.Equal(["Send Messages"], _guilds.MissingPermissions("13"));
        Assert.Empty(_guilds.MissingPermissions("14"));
        Assert.Empty(_guilds.MissingPermissions("15"));
    }

    [Fact]
    public void The_owner_and_an_administrator_may_do_everything()
    {
        _guild.EveryonePermissions = 0;
        _guild.Roles.Add(new LoopbackRole("5", "bots", 1 << 3));
        _guild.BotRoles.Add("5");
        Create(Channel("10", new LoopbackPermissionOverwrite("5", 0, 0, View | Send)));
        Assert.Null(_guilds.FindPostingProblem("10"));

        _guild.BotRoles.Clear();
        Create();
        Assert.NotNull(_guilds.FindPostingProblem("10"));

        _guild.OwnerId = Bot;
        Create();
        Assert.Null(_guilds.FindPostingProblem("10"));
    }

    [Fact]
    public void Changes_to_channels_roles_and_the_bots_member_are_applied()
    {
        _guild.EveryonePermissions = View | Embed;
        Create(Channel("10"));
        Assert.NotNull(_guilds.FindPostingProblem("10"));

        Apply("GUILD_ROLE_CREATE",
            new JsonObject { ["guild_id"] = "1", ["role"] = LoopbackGuildJson.Role(new LoopbackRole("5", "bots", Send)) });
        Assert.NotNull(_guilds.FindPostingProblem("10"));

        ApplyMember(Bot, "5");
        Assert.Null(_guilds.FindPostingProblem("10"));

        Apply("GUILD_ROLE_UPDATE",
            new JsonObject { ["guild_id"] = "1", ["role"] = LoopbackGuildJson.Role(new LoopbackRole("5", "bots", 0)) });
        Assert.NotNull(_guilds.FindPostingProblem("10"));

        Apply("CHANNEL_UPDATE",
            LoopbackGuildJson.Channel(_guild, Channel("10", new LoopbackPermissionOverwrite(Bot, 1, Send, 0)) with { Name = "wire" }, Bot));
        Assert.Null(_guilds.FindPostingProblem("10"));
        Assert.Equal("wire", _guilds.FindChannel("10")!.Name);

        ApplyMember("78");
        Apply("GUILD_ROLE_DELETE", new JsonObject { ["guild_id"] = "1", ["role_id"] = "5" });
        Assert.Null(_guilds.FindPostingProblem("10"));
    }

    [Fact]
    public void A_timed_out_bot_may_post_after_the_timeout()
    {
        Create(new LoopbackGuildChannel("10", "news"));

        var member = LoopbackGuildJson.Member([], Bot);
        member["guild_id"] = "1";
        member["communication_disabled_until"] = "2026-12-24T12:00:00+00:00";
        Apply("GUILD_MEMBER_UPDATE", member);
        Assert.Equal(["Send Messages", "Embed Links"], _guilds.MissingPermissions("10"));

        _time.SetUtcNow(new DateTimeOffset(2026, 12, 24, 12, 0, 1, TimeSpan.Zero));
        Assert.Empty(_guilds.MissingPermissions("10"));
    }

    [Fact]
    public void An_unavailable_guild_is_not_removed()
    {
        Create(new LoopbackGuildChannel("10", "news"));

        Apply("GUILD_DELETE", new JsonObject { ["id"] = "1", ["unavailable"] = true });
        Assert.NotNull(_guilds.FindChannel("10"));

        Apply("GUILD_DELETE", new JsonObject { ["id"] = "1" });
        Assert.Null(_guilds.FindChannel("10"));
        Assert.Empty(_guilds.GuildIds());
    }

    [Fact]
    public void A_deleted_channel_removes_its_threads_and_a_guild_missing_from_READY_is_removed()
    {
        _guild.Threads.Add(new LoopbackGuildChannel("20", "talks", 11) { ParentId = "10" });
        Create(new LoopbackGuildChannel("10", "news"), new LoopbackGuildChannel("11", "weather"));

        Assert.Equal(["10", "20"], _guilds.ChannelAndThreadIds("10"));
        Apply("CHANNEL_DELETE", LoopbackGuildJson.Channel(_guild, _guild.Channels[0], Bot));
        Assert.Null(_guilds.FindChannel("10"));
        Assert.Null(_guilds.FindChannel("20"));
        Assert.NotNull(_guilds.FindChannel("11"));

        Apply("READY", new JsonObject { ["guilds"] = new JsonArray() });
        Assert.Null(_guilds.FindChannel("11"));
    }

    [Fact]
    public void A_refusal_is_remembered_until_the_guild_changes_or_for_ten_minutes()
    {
        Create(new LoopbackGuildChannel("10", "news"));
        _guilds.RecordRefusal("10", "the verification level");
        _guilds.RecordRefusal("99", "not known");

        Assert.Equal("the verification level", _guilds.FindPostingProblem("10"));
        Assert.Equal("not known", _guilds.FindPostingProblem("99"));
        ApplyMember(Bot);
        Assert.Null(_guilds.FindPostingProblem("10"));

        _guilds.RecordRefusal("10", "again");
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("again", _guilds.FindPostingProblem("10"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(_guilds.FindPostingProblem("10"));
    }

    [Fact]
    public void Channels_are_listed_in_client_order_without_categories()
    {
        _guild.Threads.Add(new LoopbackGuildChannel("5", "talks", 11) { ParentId = "10" });
        Create(new LoopbackGuildChannel("30", "Desks", 4), new LoopbackGuildChannel("20", "news"),
            new LoopbackGuildChannel("10", "weather"));

        Assert.Equal(["news", "weather", "talks"], _guilds.PostableChannels("1").Select(channel => channel.Name));
        Assert.True(_guilds.PostableChannels("1")[2].IsThread);
        Assert.Equal("Desks holds channels, not messages: choose one of its channels", _guilds.FindPostingProblem("30"));
        Assert.Equal("Harbour Desk", _guilds.FindGuildName("1"));
    }

    [Fact]
    public void The_greeting_goes_to_the_system_channel_or_the_first_writable_text_channel()
    {
        Create(new LoopbackGuildChannel("10", "rules") { Permissions = View }, new LoopbackGuildChannel("11", "news"),
            new LoopbackGuildChannel("12", "lobby"));
        Assert.Equal("11", _guilds.FindGreetingChannel("1")!.Id);

        _guild.SystemChannelId = "12";
        Create();
        Assert.Equal("12", _guilds.FindGreetingChannel("1")!.Id);

        _guild.SystemChannelId = "10";
        Create();
        Assert.Equal("11", _guilds.FindGreetingChannel("1")!.Id);
        Assert.Null(_guilds.FindGreetingChannel("2"));
    }

    [Fact]
    public void Malformed_events_are_ignored()
    {
        Create(new LoopbackGuildChannel("10", "news"));

        foreach (var name in (string[])["GUILD_CREATE", "GUILD_UPDATE", "CHANNEL_UPDATE", "THREAD_LIST_SYNC", "GUILD_ROLE_UPDATE",
            "GUILD_ROLE_DELETE", "GUILD_MEMBER_UPDATE", "CHANNEL_DELETE", "NEVER_HEARD_OF"])
        {
            Apply(name, new JsonObject());
            Apply(name, new JsonObject
            {
                ["id"] = 5,
                ["guild_id"] = "1",
                ["roles"] = "x",
                ["channels"] = 3,
                ["role"] = new JsonArray(),
                ["user"] = "y",
                ["threads"] = new JsonArray(1, "a", null),
            });
            _guilds.Apply(name, JsonDocument.Parse("null").RootElement);
            _guilds.Apply(name, JsonDocument.Parse("[]").RootElement);
        }

        Assert.NotNull(_guilds.FindChannel("10"));
    }

    private static LoopbackGuildChannel Channel(string id, params LoopbackPermissionOverwrite[] overwrites) =>
        new(id, "news") { Overwrites = overwrites };

    private void Create(params LoopbackGuildChannel[] channels)
    {
        _guild.Channels.AddRange(channels);
        Apply("GUILD_CREATE", LoopbackGuildJson.GuildCreate(_guild, Bot));
    }

    private void ApplyMember(string user, params string[] roles)
    {
        var member = LoopbackGuildJson.Member(roles, user);
        member["guild_id"] = "1";
        Apply("GUILD_MEMBER_UPDATE", member);
    }

    private void Apply(string name, JsonObject data) => _guilds.Apply(name, JsonDocument.Parse(data.ToJsonString()).RootElement);
}
