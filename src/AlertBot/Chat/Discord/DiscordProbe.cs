using System.Text.Json;

namespace AlertBot.Chat.Discord;

/// <summary>Asks Discord who the bot is and what it lacks in each subscribed channel, without posting.</summary>
/// <param name="send"><see cref="DiscordRest.SendAsync"/>.</param>
internal sealed class DiscordProbe(Func<DiscordCall, CancellationToken, Task<DiscordAnswer>> send, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DiscordGuilds _guilds = new(time);
    private readonly Dictionary<string, string?> _guildProblems = [];
    private string? _self;

    /// <param name="channels">Ids of the subscribed channels.</param>
    /// <returns>A line for the bot, one with its invitation, one for each channel; where the token is refused, that alone.</returns>
    public async Task<IReadOnlyList<Line>> TryAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        var user = await AskAsync("users/@me", "users/@me", cancellationToken);
        if (user.Problem is not null || user.Body.Text("id") is not { } self)
        {
            return [new Line("discord", user.Problem ?? "Discord does not say who the bot is: look at discord.apiBaseUrl")];
        }

        _self = self;
        _guilds.Know(self);
        var lines = new List<Line> { new($"discord, as {PlainText.Clean(user.Body.Text("username") ?? self)}", null), await InviteAsync(cancellationToken) };
        foreach (var channel in channels)
        {
            lines.Add(await ChannelAsync(channel, cancellationToken));
        }

        return lines;
    }

    private async Task<Line> InviteAsync(CancellationToken cancellationToken)
    {
        var application = await AskAsync("applications/@me", "applications/@me", cancellationToken);
        return application.Body.Text("id") is { } id
            ? new Line($"discord invitation: {DiscordInvite.Link(id)}", null)
            : new Line("discord invitation", application.Problem ?? "Discord does not say which application the bot belongs to");
    }

    private async Task<Line> ChannelAsync(string id, CancellationToken cancellationToken)
    {
        var channel = await LookAsync(id, cancellationToken);
        if (channel.Problem is not null)
        {
            return new Line($"discord:{id}", channel.Problem);
        }

        if (channel.Body.Text("guild_id") is not { } guild)
        {
            return new Line($"discord:{id}", "it is no channel of a server");
        }

        if (await GuildProblemAsync(guild, cancellationToken) is { } problem)
        {
            return new Line($"discord:{id}", problem);
        }

        // A thread has the permissions of its channel.
        if (ChannelMemory.Read(channel.Body) is { IsThread: true, Parent: { } parent } && (await LookAsync(parent, cancellationToken)).Body is { ValueKind: JsonValueKind.Object } above)
        {
            _guilds.Take("CHANNEL_CREATE", above);
        }

        _guilds.Take("CHANNEL_CREATE", channel.Body);
        return new Line($"discord:{id}, #{PlainText.Clean(_guilds.Find(id)?.Name ?? id)} of {PlainText.Clean(_guilds.GuildName(guild) ?? guild)}", _guilds.WhyNotPost(id));
    }

    private Task<Answer> LookAsync(string channel, CancellationToken cancellationToken) => AskAsync($"channels/{channel}", $"channels/{channel}", cancellationToken);

    private async Task<string?> GuildProblemAsync(string id, CancellationToken cancellationToken)
    {
        if (!_guildProblems.TryGetValue(id, out var problem))
        {
            problem = await TakeGuildAsync(id, cancellationToken);
            _guildProblems[id] = problem;
        }

        return problem;
    }

    private async Task<string?> TakeGuildAsync(string id, CancellationToken cancellationToken)
    {
        var guild = await AskAsync($"guilds/{id}", $"guilds/{id}", cancellationToken);
        var member = guild.Problem is null ? await AskAsync($"guilds/{id}/members/{{member}}", $"guilds/{id}/members/{_self}", cancellationToken) : guild;
        if (member is { Problem: not null, IsUnanswered: false })
        {
            return member.Problem;
        }

        _guilds.Take("GUILD_CREATE", guild.Body);
        if (!member.IsUnanswered)
        {
            _guilds.TakeSelf(id, member.Body);
        }

        return null;
    }

    private async Task<Answer> AskAsync(string route, string path, CancellationToken cancellationToken) =>
        await send(new DiscordCall(HttpMethod.Get, $"GET {route}", path) { IsRepeatable = true, Patience = Patience }, cancellationToken) switch
        {
            DiscordAnswer.Done done => new Answer(done.Body, null),
            DiscordAnswer.Refused { Status: 401 } => new Answer(default, ((GatewayEnd.Refused)GatewayClose.Meaning(4004)).Reason),
            DiscordAnswer.Refused { Code: 10003 } => new Answer(default, "Discord knows no such channel: it was deleted, or the id under subscriptions is wrong"),
            DiscordAnswer.Refused { Code: 10004 } => new Answer(default, "AlertBot is not in this server: invite it with the link above"),
            DiscordAnswer.Refused { Code: 50001 } => new Answer(default, "AlertBot cannot see it: invite it to the server with the link above, and give it View Channel there"),
            DiscordAnswer.Refused refused => new Answer(default, refused.Reason) { IsUnanswered = refused is { Status: 404, Code: 0 } },
            DiscordAnswer.Limited limited => new Answer(default, limited.Reason),
            DiscordAnswer.NotSent notSent => new Answer(default, Bare(notSent.Reason)),
            DiscordAnswer.Unclear unclear => new Answer(default, Bare(unclear.Reason)),
            _ => throw new InvalidOperationException("An answer of an unknown kind"),
        };

    /// <summary>The line begins with the name of the platform.</summary>
    private static string Bare(string reason) => reason.StartsWith("Discord: ", StringComparison.Ordinal) ? reason["Discord: ".Length..] : reason;

    /// <param name="Problem">Null: all is well.</param>
    internal sealed record Line(string What, string? Problem);

    private sealed record Answer(JsonElement Body, string? Problem)
    {
        /// <summary>There is no such question here: what it would tell is not known, which is no fault of the bot's.</summary>
        public bool IsUnanswered { get; init; }
    }
}
