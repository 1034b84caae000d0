using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack;

/// <summary>Asks Slack who the bot is, what its tokens lack and how each subscribed channel stands, without posting.</summary>
/// <param name="send"><see cref="ISlackApi.SendAsync"/>.</param>
internal sealed class SlackProbe(Func<SlackCall, CancellationToken, Task<SlackApiResult>> send, SlackOptions options)
{
    private readonly SlackSecretRedactor _redactor = new(options);

    /// <param name="channels">Ids of the subscribed channels.</param>
    /// <returns>A line for the bot, others for its scopes and the app-level token, one for each channel; where the token is refused, that
    /// alone.</returns>
    public async Task<IReadOnlyList<Result>> RunAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        var answer = await send(SlackMethods.AuthTest, cancellationToken);
        if (answer is not SlackApiResult.Succeeded done)
        {
            return [new Result("slack", Problem(answer))];
        }

        if (SlackBot.Read(done.Body) is not { } bot)
        {
            return [new Result("slack", "Slack does not say who the bot is: look at slack.apiBaseUrl")];
        }

        var lines = new List<Result> { new(
            $"slack, as {_redactor.Redact(bot.Name ?? bot.UserId)} in {_redactor.Redact(bot.TeamName ?? bot.TeamId)}", null) };
        lines.AddRange(CheckScopes(done.Scopes));
        if (options.AppToken is not null)
        {
            lines.Add(new Result("slack socket mode", Problem(await send(SlackMethods.OpenConnection, cancellationToken))));
        }

        foreach (var channel in channels)
        {
            lines.Add(await CheckChannelAsync(channel, cancellationToken));
        }

        return lines;
    }

    private IEnumerable<Result> CheckScopes(IReadOnlyList<string>? granted)
    {
        if (granted is null)
        {
            return [];
        }

        var missing = SlackScopes.ReasonsFor(options).Where(scope => !granted.Contains(scope.Name))
            .Select(scope => $"{scope.Name} ({scope.Reason})").ToList();
        return missing.Count == 0 ? []
            : [new Result("slack scopes", $"missing {string.Join(", ", missing)}: add under OAuth & Permissions and reinstall the app")];
    }

    private async Task<Result> CheckChannelAsync(string id, CancellationToken cancellationToken)
    {
        if (!SlackIds.IsChannelId(id))
        {
            return new Result($"slack:{id}", "it is no id of a channel: copy the one at the foot of the channel's details, C…");
        }

        var answer = await send(SlackMethods.ChannelInfo(id), cancellationToken);
        if (answer is not SlackApiResult.Succeeded done)
        {
            return new Result($"slack:{id}", answer is SlackApiResult.Refused { Error: SlackErrorCodes.ChannelNotFound }
                ? $"Slack knows no such channel, or it is private and AlertBot not in "
                    + $"it: {SlackErrorCodes.InviteInstruction}, or look at the id under subscriptions"
                : Problem(answer));
        }

        if (SlackChannel.Read(done.Body) is not { } channel)
        {
            return new Result($"slack:{id}", "Slack does not say how the channel stands: look at slack.apiBaseUrl");
        }

        var what = channel.Name is { } name ? $"slack:{id}, #{_redactor.Redact(name)}" : $"slack:{id}";
        return channel switch
        {
            { IsArchived: true } => new Result(what, "the channel is archived: unarchive it, or subscribe another"),
            { IsMember: true } => new Result(what, null),
            { IsPrivate: true } => new Result(what, $"AlertBot is not in the channel: {SlackErrorCodes.InviteInstruction}"),
            _ => new Result($"{what} (AlertBot joins by itself at the first post)", null),
        };
    }

    private static string? Problem(SlackApiResult answer) => answer switch
    {
        SlackApiResult.Succeeded => null,
        SlackApiResult.Refused refused => refused.Reason,
        SlackApiResult.Limited limited => limited.Reason,
        SlackApiResult.NotSent notSent => WithoutPlatformName(notSent.Reason),
        SlackApiResult.Unclear unclear => WithoutPlatformName(unclear.Reason),
        _ => throw new InvalidOperationException("An answer of an unknown kind"),
    };

    /// <summary>The line begins with the name of the platform.</summary>
    private static string WithoutPlatformName(string reason) =>
        reason.StartsWith("Slack: ", StringComparison.Ordinal) ? reason["Slack: ".Length..] : reason;

    /// <param name="Problem">Null: all is well.</param>
    internal sealed record Result(string Subject, string? Problem);
}
