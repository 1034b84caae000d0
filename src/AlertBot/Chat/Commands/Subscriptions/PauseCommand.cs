using System.Globalization;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Reading;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary><c>/news pause</c>.</summary>
internal sealed class PauseCommand(SubscriptionStore subscriptions, NewsOptions news, TimeProvider time) : INewsCommand
{
    private static readonly Func<string, ParseResult<TimeSpan>> ParseAnyDuration =
        OptionValueParser.ParseDuration(TimeSpan.Zero, TimeSpan.MaxValue);

    /// <summary>A longer pause is one until resumed; a shorter one would be over before the next poll.</summary>
    private static readonly Func<string, ParseResult<TimeSpan>> ParseAllowedDuration =
        OptionValueParser.ParseDuration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));

    public CommandSpec Spec { get; } = new(
        "pause",
        "Pause all alerts in this channel, for a while or until resumed",
        [
            new OptionSpec("for", "How long, such as 30m, 2h or 3d; if left out, until resumed", OptionKind.Text)
            {
                MaxLength = 20,
                TakesRemainingText = true,
            },
        ])
    {
        RequiresManager = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = DestinationState.UntilResumed;
        if (call["for"] is { } typed)
        {
            var compact = typed.Replace(" ", "", StringComparison.Ordinal);
            var duration = ParseAllowedDuration(compact);
            if (duration.Error is { } error)
            {
                var mistake = ParseAnyDuration(compact).Error is null ? error : "is not a duration; write 30m, 2h or 3d";
                return Reply.Mistake($"“{typed}” {mistake}. Nothing changed.");
            }

            until = now + duration.Value;
        }

        await subscriptions.PauseAsync(call.Workspace, call.Caller.Channel, until, cancellationToken);
        var state = await subscriptions.GetStateAsync(call.Caller.Channel, now, cancellationToken);
        return Reply.Of(
            ReplyBlock.Paragraph.Of(
                "Paused all alerts in ", new Span.DestinationLink(call.Caller.Channel),
                until == DestinationState.UntilResumed ? " until they are resumed." : $" until {FormatTime(until, state.Options)}."),
            ReplyBlock.Hint.Of(
                "Commands such as ", CommandUsage.ToCode("latest"), " still work. Undo: ", CommandUsage.ToCode("resume")));
    }

    private string FormatTime(DateTimeOffset at, DestinationOptions options)
    {
        var zone = options.ResolvedTimeZone ?? news.TimeZone;
        return TimeZoneInfo.ConvertTime(at, zone).ToString("d MMMM, HH:mm", CultureInfo.InvariantCulture) + $" ({zone.Id})";
    }
}
