using System.Globalization;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Reading;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary><c>/news settings</c>: how alerts are posted in this channel.</summary>
internal sealed class SettingsCommand(SubscriptionStore subscriptions, NewsOptions news, TimeProvider time) : INewsCommand
{
    private const string On = "on";
    private const string Off = "off";

    /// <summary>Characters of a time zone's id; the longest IANA id has 32.</summary>
    private const int MaxTimeZoneLength = 64;

    public CommandSpec Spec { get; } = new(
        "settings",
        "Show or change how alerts are posted in this channel",
        [
            new OptionSpec("updates", "edit: update alerts as stories grow; thread: also reply in a thread; off: never", OptionKind.Choice)
            {
                Choices = ["edit", "thread", Off],
            },
            new OptionSpec("quiet", "Hours without alerts, such as 22:00-07:00 or 22:00-07:00 Europe/Kyiv; or off", OptionKind.Text)
            {
                MaxLength = MaxTimeZoneLength + 20,
                TakesSeveralWords = true,
            },
            new OptionSpec("time-zone", "Time zone of quiet hours and digests, such as Europe/Kyiv", OptionKind.Text)
            {
                MaxLength = MaxTimeZoneLength,
            },
            new OptionSpec("digest-at", "Time of the daily digest, such as 08:00", OptionKind.Text) { MaxLength = 10 },
            new OptionSpec("max-per-hour", "Maximum messages per hour; further alerts are combined into one digest", OptionKind.Number)
            {
                Min = 1,
                Max = 1000,
            },
            new OptionSpec("notices", "on: notify this channel when a feed fails or a topic falls silent", OptionKind.Choice)
            {
                Choices = [On, Off],
            },
        ])
    {
        RequiresManager = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var defaults = (await subscriptions.ListAsync(call.Caller.Channel, cancellationToken))
            .Select(subscription => subscription.Options).FirstOrDefault() ?? new RoutingOptions();
        if (call.Options.Count == 0)
        {
            var state = await subscriptions.GetStateAsync(call.Caller.Channel, now, cancellationToken);
            return new Reply(
                [new ReplyBlock.Heading("Alerts in this channel"), .. ListOptions(defaults.OverriddenBy(state.Options)), ChangeHint]);
        }

        var change = ParseChange(call);
        if (change.Error is { } mistake)
        {
            return Reply.Mistake($"{mistake}. Nothing changed.");
        }

        var before = await subscriptions.ChangeOptionsAsync(
            call.Workspace, call.Caller.Channel, change.Value.ApplyTo, now, cancellationToken);
        var (old, changed) = (defaults.OverriddenBy(before), defaults.OverriddenBy(change.Value.ApplyTo(before)));
        return before == change.Value.ApplyTo(before)
            ? new Reply([ReplyBlock.Paragraph.Of("This channel already has these settings. Nothing changed."), .. ListOptions(changed)])
            : new Reply(
            [
                ReplyBlock.Paragraph.Of("Changed the settings of this channel:"),
                .. ListOptions(changed),
                CommandUsage.UndoHint($"settings{FormatUndo(change.Value, old)}"),
            ]);
    }

    private static ParseResult<Change> ParseChange(CommandCall call)
    {
        var (hours, zoneAfterHours) = SplitTimeZone(call["quiet"]);
        if (zoneAfterHours is not null && call["time-zone"] is not null)
        {
            return ParseResult.Failure<Change>("You gave the time zone twice");
        }

        QuietHours? quiet = null;
        if (hours is not null)
        {
            var parsed = hours.Equals(Off, StringComparison.OrdinalIgnoreCase) ? QuietHours.None : OptionValueParser.ParseQuietHours(hours);
            if (parsed.Error is { } error)
            {
                return ParseResult.Failure<Change>($"quiet: “{hours}” {error} or off");
            }

            quiet = parsed.Value;
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

        TimeOnly? digestAt = null;
        if (call["digest-at"] is { } timeOfDay)
        {
            var parsed = OptionValueParser.ParseTimeOfDay(timeOfDay);
            if (parsed.Error is { } error)
            {
                return ParseResult.Failure<Change>($"digest-at: “{timeOfDay}” {error}");
            }

            digestAt = parsed.Value;
        }

        return new Change(ParseUpdates(call["updates"]), quiet, zone?.Id, digestAt,
            call["max-per-hour"] is { } max ? int.Parse(max, CultureInfo.InvariantCulture) : null,
            call["notices"] is { } notices ? notices == On : null);
    }

    private static AlertUpdates? ParseUpdates(string? typed) => typed switch
    {
        null => null,
        "edit" => AlertUpdates.Edit,
        "thread" => AlertUpdates.Thread,
        _ => AlertUpdates.Off,
    };

    /// <summary>Splits “23:00-06:30 Asia/Tokyo” into the hours and the time zone. Spaces around the dash belong to the hours.</summary>
    private static (string? Hours, string? TimeZone) SplitTimeZone(string? quiet)
    {
        var lastSpace = quiet?.LastIndexOf(' ') ?? -1;
        return lastSpace > 0 && char.IsAsciiLetter(quiet![lastSpace + 1])
            ? (quiet[..lastSpace].TrimEnd(), quiet[(lastSpace + 1)..])
            : (quiet, null);
    }

    private IEnumerable<ReplyBlock> ListOptions(RoutingOptions options) =>
    [
        ToItem("updates", FormatUpdates(options.Updates), options.Updates switch
        {
            AlertUpdates.Off => "an alert stays as it was posted",
            AlertUpdates.Thread => "an alert is updated as its story grows, and new developments are replies in its thread",
            _ => "an alert is updated as its story grows",
        }),
        ToItem("quiet", FormatQuiet(options), FormatQuiet(options) == Off
            ? "alerts are posted at any hour"
            : "no alerts in these hours; they are posted together afterwards"),
        ToItem("time-zone", FormatTimeZone(options), "the time zone of quiet hours and digests"),
        ToItem("digest-at", FormatDigestTime(options), "the time of the digest, for subscriptions with mode:digest"),
        ToItem("max-per-hour", FormatLimit(options), "further alerts are combined into one digest"),
        ToItem("notices", options.Notices ? On : Off, options.Notices
            ? "failing feeds and silent topics are reported here"
            : "failing feeds and silent topics are not reported here"),
    ];

    private static ReplyBlock ToItem(string name, string value, string meaning) =>
        ReplyBlock.Item.Of($"{name}: ", new Span.Strong(value), $" ({meaning})");

    private static ReplyBlock ChangeHint => ReplyBlock.Hint.Of(
        "To change them: ", CommandUsage.ToCode("settings quiet:22:00-07:00 time-zone:Europe/Kyiv"), " or ",
        CommandUsage.ToCode("settings updates:off"));

    private string FormatUndo(Change change, RoutingOptions before) =>
        (change.Updates is null ? "" : $" updates:{FormatUpdates(before.Updates)}")
        + (change.Quiet is null ? "" : $" quiet:{FormatQuiet(before)}")
        + (change.TimeZone is null ? "" : $" time-zone:{FormatTimeZone(before)}")
        + (change.DigestAt is null ? "" : $" digest-at:{FormatDigestTime(before)}")
        + (change.MaxPerHour is null ? "" : $" max-per-hour:{FormatLimit(before)}")
        + (change.Notices is null ? "" : $" notices:{(before.Notices ? On : Off)}");

    private static string FormatUpdates(AlertUpdates updates) => updates switch
    {
        AlertUpdates.Off => Off,
        AlertUpdates.Thread => "thread",
        _ => "edit",
    };

    private static string FormatQuiet(RoutingOptions options) =>
        options.Quiet is { } quiet && quiet != QuietHours.None ? $"{quiet.Start:HH:mm}-{quiet.End:HH:mm}" : Off;

    private static string FormatDigestTime(RoutingOptions options) =>
        (options.DigestAt ?? RoutingOptions.DefaultDigestTime).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string FormatLimit(RoutingOptions options) => options.MaxPerHour.ToString(CultureInfo.InvariantCulture);

    private string FormatTimeZone(RoutingOptions options) => options.ResolveTimeZone(news.TimeZone).Id;

    /// <summary>What the caller wants to change; null: unchanged.</summary>
    /// <param name="Quiet"><see cref="QuietHours.None"/>: no quiet hours.</param>
    /// <param name="TimeZone">An IANA id.</param>
    private sealed record Change(AlertUpdates? Updates, QuietHours? Quiet, string? TimeZone, TimeOnly? DigestAt, int? MaxPerHour,
        bool? Notices)
    {
        public DestinationOptions ApplyTo(DestinationOptions options) => options with
        {
            Updates = Updates ?? options.Updates,
            Quiet = Quiet ?? options.Quiet,
            TimeZone = TimeZone ?? options.TimeZone,
            DigestAt = DigestAt ?? options.DigestAt,
            MaxPerHour = MaxPerHour ?? options.MaxPerHour,
            Notices = Notices ?? options.Notices,
        };
    }
}
