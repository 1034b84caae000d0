using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Reading;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary><c>/news settings</c>: how alerts are posted in this channel.</summary>
internal sealed class SettingsCommand(SubscriptionStore subscriptions, NewsOptions news, TimeProvider time) : INewsCommand
{
    private const string Off = "off";

    /// <summary>Characters of a time zone's id; the longest IANA id has 32.</summary>
    private const int MaxTimeZoneLength = 64;

    public CommandSpec Spec { get; } = new(
        "settings",
        "Show or change how alerts are posted in this channel",
        [
            new OptionSpec("updates", "edit: update an alert as its story grows; off: leave it as posted", OptionKind.Choice)
            {
                Choices = ["edit", Off],
            },
            new OptionSpec("quiet", "Hours without alerts, such as 22:00-07:00 or 22:00-07:00 Europe/Kyiv; or off", OptionKind.Text)
            {
                MaxLength = MaxTimeZoneLength + 20,
                TakesSeveralWords = true,
            },
            new OptionSpec("time-zone", "Time zone of the quiet hours, such as Europe/Kyiv", OptionKind.Text)
            {
                MaxLength = MaxTimeZoneLength,
            },
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
            return new Reply([new ReplyBlock.Heading("Alerts in this channel"), .. ListOptions(state.Options), ChangeHint]);
        }

        var change = ParseChange(call);
        if (change.Error is { } mistake)
        {
            return Reply.Mistake($"{mistake}. Nothing changed.");
        }

        var before = await subscriptions.ChangeOptionsAsync(
            call.Workspace, call.Caller.Channel, change.Value.ApplyTo, now, cancellationToken);
        var after = change.Value.ApplyTo(before);
        return before == after
            ? new Reply([ReplyBlock.Paragraph.Of("This channel already has these settings. Nothing changed."), .. ListOptions(after)])
            : new Reply(
            [
                ReplyBlock.Paragraph.Of("Changed the settings of this channel:"),
                .. ListOptions(after),
                CommandUsage.UndoHint($"settings{FormatUndo(change.Value, before)}"),
            ]);
    }

    private static ParseResult<Change> ParseChange(CommandCall call)
    {
        var (hours, zoneAfterHours) = SplitTimeZone(call["quiet"]);
        QuietHours? quiet = null;
        if (hours is not null && !hours.Equals(Off, StringComparison.OrdinalIgnoreCase))
        {
            var parsed = OptionValueParser.ParseQuietHours(hours);
            if (parsed.Error is { } error)
            {
                return ParseResult.Failure<Change>($"quiet: “{hours}” {error}, or off");
            }

            quiet = parsed.Value;
        }

        if (zoneAfterHours is not null && call["time-zone"] is not null)
        {
            return ParseResult.Failure<Change>("The time zone is given twice");
        }

        TimeZoneInfo? zone = null;
        if ((zoneAfterHours ?? call["time-zone"]) is { } id)
        {
            var parsed = OptionValueParser.ParseTimeZone(id);
            if (parsed.Error is { } error)
            {
                return ParseResult.Failure<Change>($"time-zone: “{id}” {error}");
            }

            zone = parsed.Value;
        }

        return new Change(call["updates"], hours is not null, quiet, zone?.Id);
    }

    /// <summary>Splits “23:00-06:30 Asia/Tokyo” into the hours and the time zone. Spaces around the dash belong to the hours.</summary>
    private static (string? Hours, string? TimeZone) SplitTimeZone(string? quiet)
    {
        var lastSpace = quiet?.LastIndexOf(' ') ?? -1;
        return lastSpace > 0 && char.IsAsciiLetter(quiet![lastSpace + 1])
            ? (quiet[..lastSpace].TrimEnd(), quiet[(lastSpace + 1)..])
            : (quiet, null);
    }

    private IEnumerable<ReplyBlock> ListOptions(DestinationOptions options) =>
    [
        ToItem("updates", FormatUpdates(options),
            options.Edits == false ? "an alert stays as it was posted" : "an alert is updated as its story grows"),
        ToItem("quiet", FormatQuiet(options), options.Quiet is null ? "alerts are posted at any hour" : "no alerts in these hours"),
        ToItem("time-zone", FormatTimeZone(options), "the time zone of the quiet hours"),
    ];

    private static ReplyBlock ToItem(string name, string value, string meaning) =>
        ReplyBlock.Item.Of($"{name}: ", new Span.Strong(value), $" ({meaning})");

    private static ReplyBlock ChangeHint => ReplyBlock.Hint.Of(
        "To change them: ", CommandUsage.ToCode("settings quiet:22:00-07:00 time-zone:Europe/Kyiv"), " or ",
        CommandUsage.ToCode("settings updates:off"));

    private string FormatUndo(Change change, DestinationOptions before) =>
        (change.Updates is null ? "" : $" updates:{FormatUpdates(before)}")
        + (change.ChangesQuiet ? $" quiet:{FormatQuiet(before)}" : "")
        + (change.TimeZone is null ? "" : $" time-zone:{FormatTimeZone(before)}");

    private static string FormatUpdates(DestinationOptions options) => options.Edits == false ? Off : "edit";

    private static string FormatQuiet(DestinationOptions options) =>
        options.Quiet is { } quiet ? $"{quiet.Start:HH:mm}-{quiet.End:HH:mm}" : Off;

    private string FormatTimeZone(DestinationOptions options) => options.TimeZone ?? news.TimeZone.Id;

    /// <summary>What the caller wants to change.</summary>
    /// <param name="Updates">Null: unchanged.</param>
    /// <param name="Quiet">Null: no quiet hours, if <paramref name="ChangesQuiet"/> is true.</param>
    /// <param name="TimeZone">An IANA id. Null: unchanged.</param>
    private sealed record Change(string? Updates, bool ChangesQuiet, QuietHours? Quiet, string? TimeZone)
    {
        public DestinationOptions ApplyTo(DestinationOptions options) => options with
        {
            Edits = Updates is null ? options.Edits : Updates != Off,
            Quiet = ChangesQuiet ? Quiet : options.Quiet,
            TimeZone = TimeZone ?? options.TimeZone,
        };
    }
}
