namespace AlertBot.Chat.Slack;

/// <summary>Asks Slack who the bot is, what its tokens lack and how each subscribed channel stands, without posting.</summary>
/// <param name="send"><see cref="ISlackApi.SendAsync"/>.</param>
internal sealed class SlackProbe(Func<SlackCall, CancellationToken, Task<SlackAnswer>> send, SlackOptions options)
{
    private readonly SlackSecrets _secrets = new(options);

    /// <param name="channels">Ids of the subscribed channels.</param>
    /// <returns>A line for the bot, others for its scopes and the app-level token, one for each channel; where the token is refused, that alone.</returns>
    public async Task<IReadOnlyList<Line>> TryAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        var answer = await send(SlackCalls.Self, cancellationToken);
        if (answer is not SlackAnswer.Done done)
        {
            return [new Line("slack", Problem(answer))];
        }

        if (SlackBot.Read(done.Body) is not { } bot)
        {
            return [new Line("slack", "Slack does not say who the bot is: look at slack.apiBaseUrl")];
        }

        var lines = new List<Line> { new($"slack, as {_secrets.Hide(bot.Name ?? bot.User)} in {_secrets.Hide(bot.TeamName ?? bot.Team)}", null) };
        lines.AddRange(Scopes(done.Scopes));
        if (options.AppToken is not null)
        {
            lines.Add(new Line("slack socket mode", Problem(await send(SlackCalls.OpenConnection, cancellationToken))));
        }

        foreach (var channel in channels)
        {
            lines.Add(await ChannelAsync(channel, cancellationToken));
        }

        return lines;
    }

    private IEnumerable<Line> Scopes(IReadOnlyList<string>? granted)
    {
        if (granted is null)
        {
            return [];
        }

        var missing = SlackScopes.WithReasons(options).Where(scope => !granted.Contains(scope.Name)).Select(scope => $"{scope.Name} ({scope.Reason})").ToList();
        return missing.Count == 0 ? [] : [new Line("slack scopes", $"missing {string.Join(", ", missing)}: add under OAuth & Permissions and reinstall the app")];
    }

    private async Task<Line> ChannelAsync(string id, CancellationToken cancellationToken)
    {
        if (!SlackIds.IsChannel(id))
        {
            return new Line($"slack:{id}", "it is no id of a channel: copy the one at the foot of the channel's details, C…");
        }

        var answer = await send(SlackCalls.Channel(id), cancellationToken);
        if (answer is not SlackAnswer.Done done)
        {
            return new Line($"slack:{id}", answer is SlackAnswer.Refused { Error: SlackErrors.ChannelNotFound }
                ? $"Slack knows no such channel, or it is private and AlertBot not in it: {SlackErrors.Invite}, or look at the id under subscriptions"
                : Problem(answer));
        }

        if (SlackChannel.Read(done.Body) is not { } channel)
        {
            return new Line($"slack:{id}", "Slack does not say how the channel stands: look at slack.apiBaseUrl");
        }

        var what = channel.Name is { } name ? $"slack:{id}, #{_secrets.Hide(name)}" : $"slack:{id}";
        return channel switch
        {
            { IsArchived: true } => new Line(what, "the channel is archived: unarchive it, or subscribe another"),
            { IsMember: true } => new Line(what, null),
            { IsPrivate: true } => new Line(what, $"AlertBot is not in the channel: {SlackErrors.Invite}"),
            _ => new Line($"{what} (AlertBot joins by itself at the first post)", null),
        };
    }

    private static string? Problem(SlackAnswer answer) => answer switch
    {
        SlackAnswer.Done => null,
        SlackAnswer.Refused refused => refused.Reason,
        SlackAnswer.Limited limited => limited.Reason,
        SlackAnswer.NotSent notSent => Bare(notSent.Reason),
        SlackAnswer.Unclear unclear => Bare(unclear.Reason),
        _ => throw new InvalidOperationException("An answer of an unknown kind"),
    };

    /// <summary>The line begins with the name of the platform.</summary>
    private static string Bare(string reason) => reason.StartsWith("Slack: ", StringComparison.Ordinal) ? reason["Slack: ".Length..] : reason;

    /// <param name="Problem">Null: all is well.</param>
    internal sealed record Line(string What, string? Problem);
}
