using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>Runs commands from Slack: checks the caller's permissions each time, and joins a channel after it was subscribed.</summary>
internal sealed class SlackCommandDispatcher(
    CommandDispatcher dispatcher, SlackPermissionChecker permissionChecker, SlackChannelJoiner joiner)
{
    public const string SubscribePath = "subscribe";

    public IReadOnlyList<CommandSpec> Specs => dispatcher.Specs;

    public async Task<SlackCaller> ResolveCallerAsync(SlackRequestContext context, CancellationToken cancellationToken)
    {
        var permissions = await permissionChecker.CheckAsync(context.UserId, context.IsExternalUser, cancellationToken);
        var channel = new DestinationAddress(SlackTraits.Id, context.ChannelId);
        return new SlackCaller(new Caller(context.TeamId, channel, context.UserId, permissions.IsManager), permissions.Problem);
    }

    /// <param name="canAsk">True: the reply may be a form.</param>
    public async Task<Reply> RunAsync(SlackCaller caller, string path, IReadOnlyDictionary<string, string> options, bool canAsk,
        CancellationToken cancellationToken)
    {
        var reply = await dispatcher.RunAsync(caller.Caller, path, options, canAsk, cancellationToken);
        if (reply.IsMistake)
        {
            return Specs.Any(spec => spec.Path == path && spec.RequiresManager) ? WithProblem(reply, caller) : reply;
        }

        return path == SubscribePath
            && reply.Form is null
            && await joiner.JoinAsync(caller.Caller.Channel.Address, cancellationToken) is { } instruction
            ? reply with { Blocks = [.. reply.Blocks, instruction] }
            : reply;
    }

    /// <param name="action">The value of the button; from outside, so it may be anything.</param>
    public async Task<Reply> RunButtonAsync(SlackCaller caller, string action, CancellationToken cancellationToken)
    {
        var reply = await dispatcher.HandleButtonAsync(caller.Caller, action, cancellationToken);
        return reply.IsMistake ? WithProblem(reply, caller) : reply;
    }

    private static Reply WithProblem(Reply reply, SlackCaller caller) =>
        caller.Problem is null ? reply : reply with { Blocks = [.. reply.Blocks, new ReplyBlock.Hint(caller.Problem)] };
}

/// <summary>The person who runs a command, presses a button or submits a form.</summary>
/// <param name="Problem">Why the permissions could not be checked; null: they were.</param>
internal sealed record SlackCaller(Caller Caller, RichText? Problem);
