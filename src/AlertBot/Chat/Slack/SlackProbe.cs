using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack;

/// <summary>
/// Checks the Slack connection for <c>alertbot check</c>: the tokens, their scopes and each subscribed channel. Posts nothing.
/// </summary>
/// <param name="send"><see cref="ISlackApi.SendAsync"/>.</param>
internal sealed class SlackProbe(Func<SlackCall, CancellationToken, Task<SlackApiResult>> send, SlackOptions options)
{
    private readonly SlackSecretRedactor _redactor = new(options);

    /// <param name="channels">The ids of the subscribed channels.</param>
    /// <returns>
    /// A line for the bot, one for missing scopes, one for the app-level token, and one for each channel. If the bot token is refused,
    /// that line alone.
    /// </returns>
    public async Task<IReadOnlyList<Result>> RunAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        var response = await send(SlackMethods.AuthTest, cancellationToken);
        if (response is not SlackApiResult.Succeeded succeeded)
        {
            return [new Result("slack", Problem(response))];
        }

        if (SlackBot.Read(succeeded.Body) is not { } bot)
        {
            return [new Result("slack", "Slack's response to auth.test does not name the bot: check slack.apiBaseUrl")];
        }

        var results = new List<Result>
        {
            new($"slack, as {_redactor.Redact(bot.Name ?? bot.UserId)} in {_redactor.Redact(bot.TeamName ?? bot.TeamId)}", null),
        };
        results.AddRange(CheckScopes(succeeded.Scopes));
        if (options.AppToken is not null)
        {
            results.Add(new Result("slack socket mode", Problem(await send(SlackMethods.OpenConnection, cancellationToken))));
        }

        foreach (var channel in channels)
        {
            results.Add(await CheckChannelAsync(channel, cancellationToken));
        }

        return results;
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
            return new Result($"slack:{id}", "not a valid channel id: copy the id (C…) from the bottom of the channel's details");
        }

        var response = await send(SlackMethods.ChannelInfo(id), cancellationToken);
        if (response is not SlackApiResult.Succeeded succeeded)
        {
            return new Result($"slack:{id}", response is SlackApiResult.Refused { Error: SlackErrorCodes.ChannelNotFound }
                ? "the channel does not exist, or it is private and AlertBot is not a member: "
                    + $"{SlackErrorCodes.InviteInstruction}, or check the id under subscriptions"
                : Problem(response));
        }

        if (SlackChannelInfo.Read(succeeded.Body) is not { } channel)
        {
            return new Result($"slack:{id}", "Slack's response does not describe the channel: check slack.apiBaseUrl");
        }

        var subject = channel.Name is { } name ? $"slack:{id}, #{_redactor.Redact(name)}" : $"slack:{id}";
        return channel switch
        {
            { IsArchived: true } => new Result(subject, "the channel is archived: unarchive it, or subscribe another channel"),
            { IsMember: true } => new Result(subject, null),
            { IsPrivate: true } => new Result(subject, $"AlertBot is not in the channel: {SlackErrorCodes.InviteInstruction}"),
            _ => new Result($"{subject} (AlertBot joins when it posts there for the first time)", null),
        };
    }

    private static string? Problem(SlackApiResult response) => response switch
    {
        SlackApiResult.Succeeded => null,
        SlackApiResult.Refused refused => refused.Reason,
        SlackApiResult.Limited limited => limited.Reason,
        SlackApiResult.NotSent notSent => WithoutPlatformName(notSent.Reason),
        SlackApiResult.Unclear unclear => WithoutPlatformName(unclear.Reason),
        _ => throw new InvalidOperationException($"Unexpected result: {response.GetType().Name}"),
    };

    /// <summary>The line already begins with the name of the platform.</summary>
    private static string WithoutPlatformName(string reason) =>
        reason.StartsWith("Slack: ", StringComparison.Ordinal) ? reason["Slack: ".Length..] : reason;

    /// <param name="Problem">What is wrong and how to fix it; null: the check passed.</param>
    internal sealed record Result(string Subject, string? Problem);
}
