using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat.Discord;
using AlertBot.Tests.Chat.Loopback.Discord;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Discord;

public class DiscordGuildsTests
{
    private const string Bot = "77";
    private const long View = 1L << 10;
    private const long Send = 1L << 11;
    private const long Embed = 1L << 14;
    private const long InThreads = 1L << 38;

    private readonly FakeTimeProvider _time = new(ABrief.Now);
    private readonly DiscordGuilds _guilds;
    private readonly LoopbackGuild _guild = new() { Id = "1", Name = "Harbour Desk" };

    public DiscordGuildsTests()
    {
        _guilds = new DiscordGuilds(_time);
        Take("READY", new JsonObject { ["user"] = new JsonObject { ["id"] = Bot }, ["guilds"] = new JsonArray(new JsonObject { ["id"] = "1", ["unavailable"] = true }) });
    }

    [Fact]
    public void A_channel_of_a_guild_is_known_by_its_name_and_may_be_posted_to()
    {
        Create(new LoopbackChannel("10", "news"));

        Assert.Equal(new DiscordChannel("10", "1", "news", IsForum: false), _guilds.Find("10"));
        Assert.Null(_guilds.WhyNotPost("10"));
        Assert.Null(_guilds.Find("11"));
        Assert.Null(_guilds.WhyNotPost("11"));
    }

    [Theory]
    [InlineData(Send | Embed, "AlertBot may not post in #news: give it View Channel")]
    [InlineData(View | Embed, "AlertBot may not post in #news: give it Send Messages")]
    [InlineData(View, "AlertBot may not post in #news: give it Send Messages and Embed Links")]
    [InlineData(0, "AlertBot may not post in #news: give it View Channel, Send Messages and Embed Links")]
    public void What_is_missing_is_said_exactly_and_by_the_channels_name(long allowed, string expected)
    {
        Create(new LoopbackChannel("10", "news") { Permissions = allowed });

        Assert.Equal(expected, _guilds.WhyNotPost("10"));
    }

    [Fact]
    public void Where_the_guild_does_not_tell_its_roles_nothing_is_held_to_be_missing()
    {
        _guild.Channels.Add(new LoopbackChannel("10", "news") { Permissions = 0 });
        var bare = LoopbackGuildJson.Created(_guild, Bot);
        bare["roles"] = new JsonArray();
        Take("GUILD_CREATE", bare);

        Assert.Null(_guilds.WhyNotPost("10"));
    }

    [Fact]
    public void A_forum_needs_the_permission_to_create_posts()
    {
        Create(new LoopbackChannel("10", "stories", 15) { Permissions = View | Embed });

        Assert.True(_guilds.Find("10")!.IsForum);
        Assert.Equal(["Create Posts"], _guilds.MissingPermissions("10"));
    }

    [Fact]
    public void A_thread_has_its_channels_permissions_and_needs_that_for_threads_instead_of_that_for_messages()
    {
        _guild.Threads.Add(new LoopbackChannel("20", "talks", 11) { ParentId = "10" });
        _guild.Threads.Add(new LoopbackChannel("21", "storms", 11) { ParentId = "11" });
        Create(new LoopbackChannel("10", "news") { Permissions = View | Embed | InThreads }, new LoopbackChannel("11", "weather") { Permissions = View | Embed | Send });

        Assert.Null(_guilds.WhyNotPost("20"));
        Assert.Equal("AlertBot may not post in #storms: give it Send Messages in Threads", _guilds.WhyNotPost("21"));
    }

    [Fact]
    public void A_locked_thread_takes_nothing()
    {
        _guild.Threads.Add(new LoopbackChannel("20", "talks", 11) { ParentId = "10", IsLocked = true });
        Create(new LoopbackChannel("10", "news"));

        Assert.Equal("the thread #talks is locked: unlock it, or subscribe another channel", _guilds.WhyNotPost("20"));
    }

    [Fact]
    public void A_role_allows_what_everyone_is_denied_and_the_members_own_overwrite_has_the_last_word()
    {
        _guild.BotRoles.AddRange(["5", "6"]);
        _guild.Roles.AddRange([new LoopbackRole("5", "bots", 0), new LoopbackRole("6", "press", 0), new LoopbackRole("7", "others", 1 << 3)]);
        Create(
            Channel("10", new LoopbackOverwrite("1", 0, 0, Send)),
            Channel("11", new LoopbackOverwrite("1", 0, 0, Send), new LoopbackOverwrite("5", 0, Send, 0)),
            Channel("12", new LoopbackOverwrite("5", 0, Send, 0), new LoopbackOverwrite("6", 0, 0, Send)),
            Channel("13", new LoopbackOverwrite("5", 0, Send, 0), new LoopbackOverwrite(Bot, 1, 0, Send)),
            Channel("14", new LoopbackOverwrite(Bot, 1, Send, 0), new LoopbackOverwrite("5", 0, 0, Send)),
            Channel("15", new LoopbackOverwrite("7", 0, 0, Send)));

        Assert.Equal(["Send Messages"], _guilds.MissingPermissions("10"));
        Assert.Empty(_guilds.MissingPermissions("11"));

        // Of the bot's roles one allows it and one denies it: allowed wins.
        Assert.Empty(_guilds.MissingPermissions("12"));
        Assert.Equal(["Send Messages"], _guilds.MissingPermissions("13"));
        Assert.Empty(_guilds.MissingPermissions("14"));
        Assert.Empty(_guilds.MissingPermissions("15"));
    }

    [Fact]
    public void The_owner_and_an_administrator_may_do_everything()
    {
        _guild.Everyone = 0;
        _guild.Roles.Add(new LoopbackRole("5", "bots", 1 << 3));
        _guild.BotRoles.Add("5");
        Create(Channel("10", new LoopbackOverwrite("5", 0, 0, View | Send)));
        Assert.Null(_guilds.WhyNotPost("10"));

        _guild.BotRoles.Clear();
        Create();
        Assert.NotNull(_guilds.WhyNotPost("10"));

        _guild.OwnerId = Bot;
        Create();
        Assert.Null(_guilds.WhyNotPost("10"));
    }

    [Fact]
    public void Changes_of_channel_role_and_own_member_are_taken_up()
    {
        _guild.Everyone = View | Embed;
        Create(Channel("10"));
        Assert.NotNull(_guilds.WhyNotPost("10"));

        Take("GUILD_ROLE_CREATE", new JsonObject { ["guild_id"] = "1", ["role"] = LoopbackGuildJson.Role(new LoopbackRole("5", "bots", Send)) });
        Assert.NotNull(_guilds.WhyNotPost("10"));

        TakeMember(Bot, "5");
        Assert.Null(_guilds.WhyNotPost("10"));

        Take("GUILD_ROLE_UPDATE", new JsonObject { ["guild_id"] = "1", ["role"] = LoopbackGuildJson.Role(new LoopbackRole("5", "bots", 0)) });
        Assert.NotNull(_guilds.WhyNotPost("10"));

        Take("CHANNEL_UPDATE", LoopbackGuildJson.Channel(_guild, Channel("10", new LoopbackOverwrite(Bot, 1, Send, 0)) with { Name = "wire" }, Bot));
        Assert.Null(_guilds.WhyNotPost("10"));
        Assert.Equal("wire", _guilds.Find("10")!.Name);

        TakeMember("78");
        Take("GUILD_ROLE_DELETE", new JsonObject { ["guild_id"] = "1", ["role_id"] = "5" });
        Assert.Null(_guilds.WhyNotPost("10"));
    }

    [Fact]
    public void A_silenced_bot_may_post_again_when_the_time_is_over()
    {
        Create(new LoopbackChannel("10", "news"));

        var member = LoopbackGuildJson.Member([], Bot);
        member["guild_id"] = "1";
        member["communication_disabled_until"] = "2026-12-24T12:00:00+00:00";
        Take("GUILD_MEMBER_UPDATE", member);
        Assert.Equal(["Send Messages", "Embed Links"], _guilds.MissingPermissions("10"));

        _time.SetUtcNow(new DateTimeOffset(2026, 12, 24, 12, 0, 1, TimeSpan.Zero));
        Assert.Empty(_guilds.MissingPermissions("10"));
    }

    [Fact]
    public void An_unavailable_guild_is_not_a_removed_one()
    {
        Create(new LoopbackChannel("10", "news"));

        Take("GUILD_DELETE", new JsonObject { ["id"] = "1", ["unavailable"] = true });
        Assert.NotNull(_guilds.Find("10"));

        Take("GUILD_DELETE", new JsonObject { ["id"] = "1" });
        Assert.Null(_guilds.Find("10"));
        Assert.Empty(_guilds.Guilds());
    }

    [Fact]
    public void A_deleted_channel_goes_with_its_threads_and_a_guild_that_READY_does_not_name_goes_too()
    {
        _guild.Threads.Add(new LoopbackChannel("20", "talks", 11) { ParentId = "10" });
        Create(new LoopbackChannel("10", "news"), new LoopbackChannel("11", "weather"));

        Assert.Equal(["10", "20"], _guilds.WithThreads("10"));
        Take("CHANNEL_DELETE", LoopbackGuildJson.Channel(_guild, _guild.Channels[0], Bot));
        Assert.Null(_guilds.Find("10"));
        Assert.Null(_guilds.Find("20"));
        Assert.NotNull(_guilds.Find("11"));

        Take("READY", new JsonObject { ["guilds"] = new JsonArray() });
        Assert.Null(_guilds.Find("11"));
    }

    [Fact]
    public void A_refusal_holds_until_the_guild_changes_or_ten_minutes_are_over()
    {
        Create(new LoopbackChannel("10", "news"));
        _guilds.NoteRefused("10", "the verification level");
        _guilds.NoteRefused("99", "not known");

        Assert.Equal("the verification level", _guilds.WhyNotPost("10"));
        Assert.Equal("not known", _guilds.WhyNotPost("99"));
        TakeMember(Bot);
        Assert.Null(_guilds.WhyNotPost("10"));

        _guilds.NoteRefused("10", "again");
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("again", _guilds.WhyNotPost("10"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(_guilds.WhyNotPost("10"));
    }

    [Fact]
    public void Channels_come_as_members_see_them_ordered_without_categories()
    {
        _guild.Threads.Add(new LoopbackChannel("5", "talks", 11) { ParentId = "10" });
        Create(new LoopbackChannel("30", "Desks", 4), new LoopbackChannel("20", "news"), new LoopbackChannel("10", "weather"));

        Assert.Equal(["news", "weather", "talks"], _guilds.Channels("1").Select(channel => channel.Name));
        Assert.True(_guilds.Channels("1")[2].IsThread);
        Assert.Equal("Desks holds channels, not messages: choose one of its channels", _guilds.WhyNotPost("30"));
        Assert.Equal("Harbour Desk", _guilds.GuildName("1"));
    }

    [Fact]
    public void The_greeting_goes_to_the_system_channel_or_the_first_text_channel_that_takes_it()
    {
        Create(new LoopbackChannel("10", "rules") { Permissions = View }, new LoopbackChannel("11", "news"), new LoopbackChannel("12", "lobby"));
        Assert.Equal("11", _guilds.Greeting("1")!.Id);

        _guild.SystemChannelId = "12";
        Create();
        Assert.Equal("12", _guilds.Greeting("1")!.Id);

        _guild.SystemChannelId = "10";
        Create();
        Assert.Equal("11", _guilds.Greeting("1")!.Id);
        Assert.Null(_guilds.Greeting("2"));
    }

    [Fact]
    public void Nonsense_in_an_event_breaks_nothing()
    {
        Create(new LoopbackChannel("10", "news"));

        foreach (var name in (string[])["GUILD_CREATE", "GUILD_UPDATE", "CHANNEL_UPDATE", "THREAD_LIST_SYNC", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE", "GUILD_MEMBER_UPDATE", "CHANNEL_DELETE", "NEVER_HEARD_OF"])
        {
            Take(name, new JsonObject());
            Take(name, new JsonObject { ["id"] = 5, ["guild_id"] = "1", ["roles"] = "x", ["channels"] = 3, ["role"] = new JsonArray(), ["user"] = "y", ["threads"] = new JsonArray(1, "a", null) });
            _guilds.Take(name, JsonDocument.Parse("null").RootElement);
            _guilds.Take(name, JsonDocument.Parse("[]").RootElement);
        }

        Assert.NotNull(_guilds.Find("10"));
    }

    private static LoopbackChannel Channel(string id, params LoopbackOverwrite[] overwrites) => new(id, "news") { Overwrites = overwrites };

    private void Create(params LoopbackChannel[] channels)
    {
        _guild.Channels.AddRange(channels);
        Take("GUILD_CREATE", LoopbackGuildJson.Created(_guild, Bot));
    }

    private void TakeMember(string user, params string[] roles)
    {
        var member = LoopbackGuildJson.Member(roles, user);
        member["guild_id"] = "1";
        Take("GUILD_MEMBER_UPDATE", member);
    }

    private void Take(string name, JsonObject data) => _guilds.Take(name, JsonDocument.Parse(data.ToJsonString()).RootElement);
}
