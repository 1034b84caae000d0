using System.Text.Json;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord;

/// <summary>Checks the bot's token and its permissions in each subscribed channel, without posting.</summary>
/// <param name="send"><see cref="DiscordRestClient.SendAsync"/>.</param>
internal sealed class DiscordProbe(Func<DiscordRequest, CancellationToken, Task<PlatformResult>> send, TimeProvider time)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    private readonly GuildCache _guilds = new(time);
    private readonly Dictionary<string, string?> _guildProblems = [];
    private string? _botUserId;

    /// <param name="channels">The ids of the subscribed channels.</param>
    /// <returns>A line for the bot, one with its invitation link, one for each channel; only the first where the token is
    /// refused.</returns>
    public async Task<IReadOnlyList<ProbeResult>> RunAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        var user = await GetAsync("users/@me", "users/@me", cancellationToken);
        if (user.Problem is not null || user.Body.Text("id") is not { } botUserId)
        {
            return [new ProbeResult("discord", user.Problem ?? "Discord did not name the bot: check discord.apiBaseUrl")];
        }

        _botUserId = botUserId;
        _guilds.SetBotUserId(botUserId);
        var lines = new List<ProbeResult>
        {
            new($"discord, as {DisplayText.Clean(user.Body.Text("username") ?? botUserId)}", null),
            await CheckInvitationAsync(cancellationToken),
        };
        foreach (var channel in channels)
        {
            lines.Add(await CheckChannelAsync(channel, cancellationToken));
        }

        return lines;
    }

    private async Task<ProbeResult> CheckInvitationAsync(CancellationToken cancellationToken)
    {
        var application = await GetAsync("applications/@me", "applications/@me", cancellationToken);
        return application.Body.Text("id") is { } id
            ? new ProbeResult($"discord invitation: {DiscordInviteLink.Create(id)}", null)
            : new ProbeResult("discord invitation", application.Problem ?? "Discord did not name the bot's application");
    }

    private async Task<ProbeResult> CheckChannelAsync(string id, CancellationToken cancellationToken)
    {
        var channel = await GetChannelAsync(id, cancellationToken);
        if (channel.Problem is not null)
        {
            return new ProbeResult($"discord:{id}", channel.Problem);
        }

        if (channel.Body.Text("guild_id") is not { } guild)
        {
            return new ProbeResult($"discord:{id}", "not a channel of a server");
        }

        if (await FindGuildProblemAsync(guild, cancellationToken) is { } problem)
        {
            return new ProbeResult($"discord:{id}", problem);
        }

        // The permissions of a thread are those of its channel.
        if (ChannelState.Parse(channel.Body) is { IsThread: true, ParentId: { } parentId }
            && (await GetChannelAsync(parentId, cancellationToken)).Body is { ValueKind: JsonValueKind.Object } parent)
        {
            _guilds.Apply("CHANNEL_CREATE", parent);
        }

        _guilds.Apply("CHANNEL_CREATE", channel.Body);
        var channelName = DisplayText.Clean(_guilds.FindChannel(id)?.Name ?? id);
        var guildName = DisplayText.Clean(_guilds.FindGuildName(guild) ?? guild);
        return new ProbeResult($"discord:{id}, #{channelName} of {guildName}", _guilds.FindPostingProblem(id));
    }

    private Task<Response> GetChannelAsync(string channel, CancellationToken cancellationToken) =>
        GetAsync($"channels/{channel}", $"channels/{channel}", cancellationToken);

    private async Task<string?> FindGuildProblemAsync(string id, CancellationToken cancellationToken)
    {
        if (!_guildProblems.TryGetValue(id, out var problem))
        {
            problem = await LoadGuildAsync(id, cancellationToken);
            _guildProblems[id] = problem;
        }

        return problem;
    }

    /// <returns>Why the guild could not be loaded; null: it was.</returns>
    private async Task<string?> LoadGuildAsync(string id, CancellationToken cancellationToken)
    {
        var guild = await GetAsync($"guilds/{id}", $"guilds/{id}", cancellationToken);
        var member = guild.Problem is null
            ? await GetAsync($"guilds/{id}/members/{{member}}", $"guilds/{id}/members/{_botUserId}", cancellationToken)
            : guild;
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

    private async Task<Response> GetAsync(string route, string path, CancellationToken cancellationToken)
    {
        var request = new DiscordRequest(HttpMethod.Get, $"GET {route}", path) { IsIdempotent = true, MaxWait = MaxWait };
        var result = await send(request, cancellationToken);
        return result is PlatformResult.Succeeded success
            ? new Response(success.Body, null)
            : new Response(default, DescribeProblem(result)) { IsUnsupported = result is DiscordRefusal { Status: 404, Code: 0 } };
    }

    private static string? DescribeProblem(PlatformResult result) => result switch
    {
        DiscordRefusal { Status: 401 } => DiscordErrorCodes.Unauthorized,
        DiscordRefusal { Code: DiscordErrorCodes.UnknownChannel } =>
            "Discord knows no such channel: it was deleted, or the id under subscriptions is wrong",
        DiscordRefusal { Code: DiscordErrorCodes.UnknownGuild } =>
            "AlertBot is not in this server: invite it with the link above",
        DiscordRefusal { Code: DiscordErrorCodes.MissingAccess } =>
            "AlertBot cannot see the channel: invite it to the server with the link above, and give it View Channel there",
        _ => ProbeResult.DescribeProblem(result, "Discord"),
    };

    /// <param name="Problem">Null: none.</param>
    private sealed record Response(JsonElement Body, string? Problem)
    {
        /// <summary>The server has no such endpoint, as an imitation of Discord may not: what it would answer is left unchecked.</summary>
        public bool IsUnsupported { get; init; }
    }
}
