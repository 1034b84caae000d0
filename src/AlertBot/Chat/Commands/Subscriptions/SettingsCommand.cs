using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Reading;
using static AlertBot.Chat.Content.RichText;
using Written = AlertBot.Alerts.Subscriptions.OptionValueParser;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary><c>/news settings</c>: how alerts come to this channel.</summary>
internal sealed class SettingsCommand(SubscriptionStore subscriptions, NewsOptions news, TimeProvider time) : INewsCommand
{
    private const string Off = "off";

    public CommandSpec Spec { get; } = new(
        "settings",
        "Shows or changes how alerts come to this channel",
        [
            new OptionSpec("updates", "edit: an alert is kept up to date as its story grows; off: it stays as posted",
                OptionKind.Choice) { Choices = ["edit", Off] },
            new OptionSpec("quiet", "Hours without alerts, such as 22:00-07:00, or off", OptionKind.Text) { MaxLength = 20 },
            new OptionSpec("time-zone", "Where the hours are meant, such as Europe/Kyiv", OptionKind.Text) { MaxLength = 64 },
        ])
    {
        RequiresManager = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (call.Options.Count == 0)
        {
            var state = await subscriptions.GetStateAsync(call.Caller.Channel, now, cancellationToken);
            return new Reply([new ReplyBlock.Heading("How alerts come to this channel"), .. Items(state.Options), Hint()]);
        }

        var (change, mistake) = Read(call);
        if (change is null)
        {
            return Reply.Mistake($"{mistake}. Nothing was changed.");
        }

        var before = await subscriptions.ChangeOptionsAsync(call.Workspace, call.Caller.Channel, change, now, cancellationToken);
        var after = change(before);
        return before == after
            ? new Reply([new ReplyBlock.Paragraph("It is so already: nothing changed."), .. Items(after)])
            : new Reply(
            [
                new ReplyBlock.Paragraph("Changed for this channel:"),
                .. Items(after),
                new ReplyBlock.Hint(RichText.Of("Undo: ", CommandUsage.ToCode($"settings{Undo(call, before)}"))),
            ]);
    }

    private static (Func<DestinationOptions, DestinationOptions>? Change, string? Mistake) Read(CommandCall call)
    {
        QuietHours? quiet = null;
        if (call["quiet"] is { } hours && !IsOff(hours))
        {
            var read = Written.ParseQuietHours(hours);
            if (read.Error is { } wrong)
            {
                return (null, $"quiet: “{hours}” {wrong}, or off");
            }

            quiet = read.Value;
        }

        string? zone = null;
        if (call["time-zone"] is { } id)
        {
            var read = Written.ParseTimeZone(id);
            if (read.Error is { } wrong)
            {
                return (null, $"time-zone: “{id}” {wrong}");
            }

            zone = read.Value.Id;
        }

        return (before => before with
        {
            Edits = call["updates"] is { } updates ? updates != Off : before.Edits,
            Quiet = call["quiet"] is null ? before.Quiet : quiet,
            TimeZone = zone ?? before.TimeZone,
        }, null);
    }

    private IEnumerable<ReplyBlock> Items(DestinationOptions options) =>
    [
        Item("updates", Updates(options),
            options.Edits == false ? "an alert stays as it was posted" : "an alert is kept up to date as its story grows"),
        Item("quiet", Quiet(options), options.Quiet is null ? "alerts come at any hour" : "no alerts in these hours"),
        Item("time-zone", options.TimeZone ?? news.TimeZone.Id, "where the hours are meant"),
    ];

    private static ReplyBlock Item(string name, string value, string meaning) =>
        new ReplyBlock.Item(RichText.Of($"{name}: ", new Span.Strong(value), $" ({meaning})"));

    private static ReplyBlock Hint() =>
        new ReplyBlock.Hint(
            RichText.Of("To change: ", CommandUsage.ToCode("settings quiet:22:00-07:00 time-zone:Europe/Kyiv"), " or ",
                CommandUsage.ToCode("settings updates:off"), "."));

    private string Undo(CommandCall call, DestinationOptions before) =>
        (call["updates"] is null ? "" : $" updates:{Updates(before)}")
        + (call["quiet"] is null ? "" : $" quiet:{Quiet(before)}")
        + (call["time-zone"] is null ? "" : $" time-zone:{before.TimeZone ?? news.TimeZone.Id}");

    private static string Updates(DestinationOptions options) => options.Edits == false ? Off : "edit";

    private static string Quiet(DestinationOptions options) => options.Quiet is { } quiet ? $"{quiet.Start:HH:mm}-{quiet.End:HH:mm}" : Off;

    private static bool IsOff(string text) => text.Equals(Off, StringComparison.OrdinalIgnoreCase);
}
