using System.Globalization;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Reading;
using static AlertBot.Chat.Content.RichText;
using Written = AlertBot.Alerts.Subscriptions.OptionValueParser;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary><c>/news pause</c>.</summary>
internal sealed class PauseCommand(SubscriptionStore subscriptions, NewsOptions news, TimeProvider time) : INewsCommand
{
    private static readonly Func<string, ParseResult<TimeSpan>> AnyDuration = Written.ParseDuration(TimeSpan.Zero, TimeSpan.MaxValue);
    private static readonly Func<string, ParseResult<TimeSpan>> AllowedDuration =
        Written.ParseDuration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));

    public CommandSpec Spec { get; } = new(
        "pause",
        "Stops all alerts in this channel, for a while or until resumed",
        [new OptionSpec("for", "How long, such as 30m, 2h or 3d; until resumed where left out", OptionKind.Text) { MaxLength = 20,
            TakesRemainingText = true }])
    {
        RequiresManager = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var until = DestinationState.UntilResumed;
        var now = time.GetUtcNow();
        if (call["for"] is { } typed)
        {
            var written = typed.Replace(" ", "", StringComparison.Ordinal);
            var read = AllowedDuration(written);
            if (read.Error is { } mistake)
            {
                return Reply.Mistake(
                    $"“{typed}” {(AnyDuration(written).Error is null ? mistake : "is no length of time: write it as 30m, 2h or 3d")}. Nothing was changed.");
            }

            until = now + read.Value;
        }

        await subscriptions.PauseAsync(call.Workspace, call.Caller.Channel, until, cancellationToken);
        var state = await subscriptions.GetStateAsync(call.Caller.Channel, now, cancellationToken);
        return Reply.Of(
            new ReplyBlock.Paragraph(
                RichText.Of("No alerts come to ", new Span.DestinationLink(call.Caller.Channel),
                    until == DestinationState.UntilResumed ? " until they are resumed." : $" until {FormatTime(until, state.Options)}.")),
            new ReplyBlock.Hint(
                RichText.Of("Undo: ", CommandUsage.ToCode("resume"), ". Commands such as ", CommandUsage.ToCode("latest"),
                    " answer as before.")));
    }

    private string FormatTime(DateTimeOffset at, DestinationOptions options)
    {
        var zone = options.TimeZone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var own) ? own : news.TimeZone;
        return TimeZoneInfo.ConvertTime(at, zone).ToString("d MMMM, HH:mm", CultureInfo.InvariantCulture) + $" ({zone.Id})";
    }
}
