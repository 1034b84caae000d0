using System.Text.Json;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Gateway;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord;

/// <summary>Asks Discord who the bot is and what it lacks in each subscribed channel, without posting.</summary>
/// <param name="send"><see cref="DiscordRestClient.SendAsync"/>.</param>
internal sealed class DiscordProbe(Func<DiscordRequest, CancellationToken, Task<DiscordApiResult>> send, TimeProvider time)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    private readonly GuildCache _guilds = new(time);
    private readonly Dictionary<string, string?> _guildProblems = [];
    private string? _botUserId;

    /// <param name="channels">Ids of the subscribed channels.</param>
    /// <returns>A line for the bot, one with its invitation, one for each channel; where the token is refused, that alone.</returns>
    public async Task<IReadOnlyList<Result>> RunAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        var user = await GetAsync("users/@me", "users/@me", cancellationToken);
        if (user.Problem is not null || user.Body.Text("id") is not { } self)
        {
            return [new Result("discord", user.Problem ?? "Discord does not say who the bot is: look at discord.apiBaseUrl")];
        }

        _botUserId = self;
        _guilds.SetBotUserId(self);
        var lines = new List<Result> { new($"discord, as {DisplayText.Clean(user.Body.Text("username") ?? self)}", null),
            await CheckInvitationAsync(cancellationToken) };
        foreach (var channel in channels)
        {
            lines.Add(await CheckChannelAsync(channel, cancellationToken));
        }

        return lines;
    }

    private async Task<Result> CheckInvitationAsync(CancellationToken cancellationToken)
    {
        var application = await GetAsync("applications/@me", "applications/@me", cancellationToken);
        return application.Body.Text("id") is { } id
            ? new Result($"discord invitation: {DiscordInviteLink.Create(id)}", null)
            : new Result("discord invitation", application.Problem ?? "Discord does not say which application the bot belongs to");
    }

    private async Task<Result> CheckChannelAsync(string id, CancellationToken cancellationToken)
    {
        var channel = await GetChannelAsync(id, cancellationToken);
        if (channel.Problem is not null)
        {
            return new Result($"discord:{id}", channel.Problem);
        }

        if (channel.Body.Text("guild_id") is not { } guild)
        {
            return new Result($"discord:{id}", "it is no channel of a server");
        }

        if (await GuildProblemAsync(guild, cancellationToken) is { } problem)
        {
            return new Result($"discord:{id}", problem);
        }

        // A thread has the permissions of its channel.
        if (ChannelState.Parse(channel.Body) is { IsThread: true, ParentId: { } parent }
            && (await GetChannelAsync(parent, cancellationToken)).Body is { ValueKind: JsonValueKind.Object } above)
        {
            _guilds.Apply("CHANNEL_CREATE", above);
        }

        _guilds.Apply("CHANNEL_CREATE", channel.Body);
        return new Result(
            $"discord:{id}, #{DisplayText.Clean(_guilds.FindChannel(id)?.Name ?? id)} "
                + $"of {DisplayText.Clean(_guilds.FindGuildName(guild) ?? guild)}", _guilds.FindPostingProblem(id));
    }

    private Task<Response> GetChannelAsync(string channel, CancellationToken cancellationToken) =>
        GetAsync($"channels/{channel}", $"channels/{channel}", cancellationToken);

    private async Task<string?> GuildProblemAsync(string id, CancellationToken cancellationToken)
    {
        if (!_guildProblems.TryGetValue(id, out var problem))
        {
            problem = await LoadGuildAsync(id, cancellationToken);
            _guildProblems[id] = problem;
        }

        return problem;
    }

    private async Task<string?> LoadGuildAsync(string id, CancellationToken cancellationToken)
    {
        var guild = await GetAsync($"guilds/{id}", $"guilds/{id}", cancellationToken);
        var member = guild.Problem is null
            ? await GetAsync($"guilds/{id}/members/{{member}}", $"guilds/{id}/members/{_botUserId}", cancellationToken) : guild;
        if (member is { Problem: not null, IsUnsupported: false })
        {
            return member.Problem;
        }

        _guilds.Apply("GUILD_CREATE", guild.Body);
        if (!member.IsUnsupported)
        {
            _guilds.SetBotMember(id, member.Body);
        }

        return null;
    }

    private async Task<Response> GetAsync(string route, string path, CancellationToken cancellationToken) =>
        await send(new DiscordRequest(HttpMethod.Get, $"GET {route}", path) { IsIdempotent = true, MaxWait = MaxWait },
            cancellationToken) switch
        {
            DiscordApiResult.Succeeded done => new Response(done.Body, null),
            DiscordApiResult.Refused { Status: 401 } =>
                new Response(default, ((GatewayDisconnect.Refused)GatewayCloseCodes.Interpret(4004)).Reason),
            DiscordApiResult.Refused { Code: 10003 } =>
                new Response(default, "Discord knows no such channel: it was deleted, or the id under subscriptions is wrong"),
            DiscordApiResult.Refused { Code: 10004 } =>
                new Response(default, "AlertBot is not in this server: invite it with the link above"),
            DiscordApiResult.Refused { Code: 50001 } =>
                new Response(default,
                    "AlertBot cannot see it: invite it to the server with the link above, and give it View Channel there"),
            DiscordApiResult.Refused refused =>
                new Response(default, refused.Reason) { IsUnsupported = refused is { Status: 404, Code: 0 } },
            DiscordApiResult.Limited limited => new Response(default, limited.Reason),
            DiscordApiResult.NotSent notSent => new Response(default, WithoutPlatformName(notSent.Reason)),
            DiscordApiResult.Unclear unclear => new Response(default, WithoutPlatformName(unclear.Reason)),
            _ => throw new InvalidOperationException("An answer of an unknown kind"),
        };

    /// <summary>The line begins with the name of the platform.</summary>
    private static string WithoutPlatformName(string reason) =>
        reason.StartsWith("Discord: ", StringComparison.Ordinal) ? reason["Discord: ".Length..] : reason;

    /// <param name="Problem">Null: all is well.</param>
    internal sealed record Result(string Subject, string? Problem);

    private sealed record Response(JsonElement Body, string? Problem)
    {
        /// <summary>There is no such question here: what it would tell is not known, which is no fault of the bot's.</summary>
        public bool IsUnsupported { get; init; }
    }
}
