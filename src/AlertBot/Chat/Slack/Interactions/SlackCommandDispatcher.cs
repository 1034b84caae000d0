using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>The desk as it is used from Slack: who asks is looked up each time, and a channel that is subscribed is joined.</summary>
internal sealed class SlackCommandDispatcher(CommandDispatcher desk, SlackPermissionChecker people, SlackChannelJoiner joining)
{
    public const string SubscribePath = "subscribe";

    public IReadOnlyList<CommandSpec> Specs => desk.Specs;

    public async Task<SlackCaller> ResolveCallerAsync(SlackRequestContext asking, CancellationToken cancellationToken)
    {
        var person = await people.CheckAsync(asking.UserId, asking.IsExternalUser, cancellationToken);
        return new SlackCaller(
            new Caller(asking.TeamId, new DestinationAddress("slack", asking.ChannelId), asking.UserId, person.IsManager), person.Problem);
    }

    /// <param name="canAsk">A form can be shown.</param>
    public async Task<Reply> RunAsync(SlackCaller asker, string path, IReadOnlyDictionary<string, string> options, bool canAsk,
        CancellationToken cancellationToken)
    {
        var reply = await desk.RunAsync(asker.Caller, path, options, canAsk, cancellationToken);
        if (reply.IsMistake)
        {
            return Specs.Any(spec => spec.Path == path && spec.RequiresManager) ? WithProblem(reply, asker) : reply;
        }

        return path == SubscribePath && reply.Form is null
            && await joining.JoinAsync(asker.Caller.Channel.Address, cancellationToken) is { } todo
            ? reply with { Blocks = [.. reply.Blocks, todo] }
            : reply;
    }

    /// <param name="action">What the button carries: from outside, so anything.</param>
    public async Task<Reply> RunButtonAsync(SlackCaller asker, string action, CancellationToken cancellationToken)
    {
        var reply = await desk.HandleButtonAsync(asker.Caller, action, cancellationToken);
        return reply.IsMistake ? WithProblem(reply, asker) : reply;
    }

    private static Reply WithProblem(Reply reply, SlackCaller asker) =>
        asker.Problem is null ? reply : reply with { Blocks = [.. reply.Blocks, new ReplyBlock.Hint(asker.Problem)] };
}

/// <summary>Someone who asks.</summary>
/// <param name="Problem">Why it is not known what they may do; null: it is known.</param>
internal sealed record SlackCaller(Caller Caller, RichText? Problem);
