using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack;

/// <summary>
/// Checks the Slack connection for <c>alertbot check</c>: the tokens, their scopes and each subscribed channel. Posts nothing.
/// </summary>
/// <param name="send"><see cref="ISlackApi.SendAsync"/>.</param>
internal sealed class SlackProbe(Func<SlackCall, CancellationToken, Task<PlatformResult>> send, SlackOptions options)
{
    private readonly SlackSecretRedactor _redactor = new(options);

    /// <param name="channels">The ids of the subscribed channels.</param>
    /// <returns>
    /// A line for the bot, one for missing scopes, one for the app-level token, and one for each channel. If the bot token is refused,
    /// that line alone.
    /// </returns>
    public async Task<IReadOnlyList<ProbeResult>> RunAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        var response = await send(SlackMethods.AuthTest, cancellationToken);
        if (response is not PlatformResult.Succeeded succeeded)
        {
            return [new ProbeResult("slack", ProbeResult.DescribeProblem(response, "Slack"))];
        }

        if (SlackBot.Read(succeeded.Body) is not { } bot)
        {
            return [new ProbeResult("slack", "Slack's response to auth.test does not name the bot: check slack.apiBaseUrl")];
        }

        var results = new List<ProbeResult>
        {
            new($"slack, as {_redactor.Redact(bot.Name ?? bot.UserId)} in {_redactor.Redact(bot.TeamName ?? bot.TeamId)}", null),
        };
        results.AddRange(CheckScopes(succeeded.Scopes));
        if (options.AppToken is not null)
        {
            var connection = await send(SlackMethods.OpenConnection, cancellationToken);
            results.Add(new ProbeResult("slack socket mode", ProbeResult.DescribeProblem(connection, "Slack")));
        }

        foreach (var channel in channels)
        {
            results.Add(await CheckChannelAsync(channel, cancellationToken));
        }

        return results;
    }

    private IEnumerable<ProbeResult> CheckScopes(IReadOnlyList<string>? granted)
    {
        if (granted is null)
        {
            return [];
        }

        var missing = SlackScopes.ReasonsFor(options).Where(scope => !granted.Contains(scope.Name))
            .Select(scope => $"{scope.Name} ({scope.Reason})").ToList();
        if (missing.Count == 0)
        {
            return [];
        }

        var problem = $"missing {string.Join(", ", missing)}: add under OAuth & Permissions and reinstall the app";
        return [new ProbeResult("slack scopes", problem)];
    }

    private async Task<ProbeResult> CheckChannelAsync(string id, CancellationToken cancellationToken)
    {
        if (!SlackIds.IsChannelId(id))
        {
            return new ProbeResult($"slack:{id}", "not a valid channel id: copy the id (C…) from the bottom of the channel's details");
        }

        var response = await send(SlackMethods.ChannelInfo(id), cancellationToken);
        if (response is not PlatformResult.Succeeded succeeded)
        {
            return new ProbeResult($"slack:{id}", response is SlackRefusal { Error: SlackErrorCodes.ChannelNotFound }
                ? "the channel does not exist, or it is private and AlertBot is not a member: "
                    + $"{SlackErrorCodes.InviteInstruction}, or check the id under subscriptions"
                : ProbeResult.DescribeProblem(response, "Slack"));
        }

        if (SlackChannelInfo.Read(succeeded.Body) is not { } channel)
        {
            return new ProbeResult($"slack:{id}", "Slack's response does not describe the channel: check slack.apiBaseUrl");
        }

        var subject = channel.Name is { } name ? $"slack:{id}, #{_redactor.Redact(name)}" : $"slack:{id}";
        return channel switch
        {
            { IsArchived: true } => new ProbeResult(subject, "the channel is archived: unarchive it, or subscribe another channel"),
            { IsMember: true } => new ProbeResult(subject, null),
            { IsPrivate: true } => new ProbeResult(subject, $"AlertBot is not in the channel: {SlackErrorCodes.InviteInstruction}"),
            _ => new ProbeResult($"{subject} (AlertBot joins when it posts there for the first time)", null),
        };
    }
}
