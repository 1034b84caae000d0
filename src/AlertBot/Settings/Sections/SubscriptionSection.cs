using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;
using AlertBot.Text;

namespace AlertBot.Settings.Sections;

/// <summary>Reads the list of subscriptions, after the topics and webhooks that they name.</summary>
/// <param name="topics">The names of all topics, including invalid ones, which are reported once.</param>
/// <param name="webhooks">The names of all webhooks, including invalid ones.</param>
internal sealed class SubscriptionSection(SettingErrors errors, IReadOnlyList<string> topics, IReadOnlyList<string> webhooks)
{
    private const string EntryFix = "write - { to: console, topics: [ceasefire] }";

    private static readonly (string Word, DayOfWeek Value)[] DayNames =
    [
        ("mon", DayOfWeek.Monday), ("tue", DayOfWeek.Tuesday), ("wed", DayOfWeek.Wednesday), ("thu", DayOfWeek.Thursday),
        ("fri", DayOfWeek.Friday), ("sat", DayOfWeek.Saturday), ("sun", DayOfWeek.Sunday),
    ];

    private readonly Dictionary<(DestinationAddress To, string Topic), string> _firstUse = [];

    public IReadOnlyList<SubscriptionOptions> ReadSubscriptions(SettingSection root) =>
        [.. root.ReadList("subscriptions", EntryFix + " for each subscription")
            .Select((node, i) => ReadSubscription(SettingSection.Open(node, $"subscriptions[{i}]", errors, EntryFix)))
            .OfType<SubscriptionOptions>()];

    private SubscriptionOptions? ReadSubscription(SettingSection section)
    {
        var to = section.ReadRequired("to", text => DestinationParser.Parse(text, webhooks),
            "write a destination, such as console or webhook:NAME", isSecret: true);
        var named = ReadTopics(section, to);
        var subscription = new SubscriptionOptions(to ?? DestinationAddress.Console, named)
        {
            Ping = section.ReadOptional("ping", ParseMention),
            Routing = new RoutingOptions
            {
                Mode = section.ReadValue("mode", SubscriptionMode.Instant,
                    ValueParsers.OneOf(("instant", SubscriptionMode.Instant), ("digest", SubscriptionMode.Digest))),
                DigestAt = section.ReadValue("digestAt", OptionValueParser.ParseTimeOfDay),
                Days = [.. section.ReadList("days", ValueParsers.OneOf(DayNames)).Distinct()],
                TimeZone = section.ReadOptional("timeZone", OptionValueParser.ParseTimeZone)?.Id,
                Quiet = section.ReadOptional("quiet", OptionValueParser.ParseQuietHours),
                Updates = section.ReadValue("updates", AlertUpdates.Edit,
                    ValueParsers.OneOf(("edit", AlertUpdates.Edit), ("thread", AlertUpdates.Thread), ("off", AlertUpdates.Off))),
                MinSources = section.ReadValue("minSources", 1, ValueParsers.Number(1, 100)),
                Languages = section.ReadList("languages", ParseLanguage),
                Sources = section.ReadList("sources", ValueParsers.Line),
                ExcludedSources = section.ReadList("notSources", ValueParsers.Line),
                MaxPerHour = section.ReadValue("maxPerHour", RoutingOptions.DefaultMaxPerHour, ValueParsers.Number(1, 1000)),
                Notices = section.ReadValue("notices", false, ValueParsers.OnOff),
            },
        };
        section.ReportUnknownKeys();
        return to is null ? null : subscription;
    }

    private IReadOnlyList<string> ReadTopics(SettingSection section, DestinationAddress? to)
    {
        var named = section.ReadList("topics", text =>
            topics.FirstOrDefault(topic => topic.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } topic
                ? topic
                : ParseResult.Failure<string>("is not a topic" + SuggestTopic(text)));
        section.Require("topics", "write the names of topics, such as [ceasefire]");
        foreach (var topic in named.Where(_ => to is not null))
        {
            var first = _firstUse.GetValueOrDefault((to!, topic));
            if (first is not null)
            {
                section.AddError("topics",
                    $": {to} is already subscribed to {topic} {(first == section.Path ? "here" : $"by {first}")}; keep one");
            }

            _firstUse[(to!, topic)] = first ?? section.Path;
        }

        return [.. named.Distinct()];
    }

    private string SuggestTopic(string text) =>
        SpellingSuggestion.Find(text, topics) is { } nearest ? $"; did you mean {nearest}?"
        : topics.Count > 0 ? $"; topics has {string.Join(", ", topics.Take(20))}"
        : "; add it under topics";

    private static ParseResult<string> ParseMention(string text) =>
        PlatformTraits.All.Any(platform => platform.IsGroupId(text))
            ? text
            : ParseResult.Failure<string>("is not the id of a role (digits) or of a user group (such as S0123ABCD)");

    private static ParseResult<string> ParseLanguage(string text) =>
        text.Split('-') is [{ Length: 2 or 3 } main, .. var rest] && main.All(char.IsAsciiLetter)
            && rest.All(part => part.Length is > 0 and <= 8 && part.All(char.IsAsciiLetterOrDigit))
            ? text.ToLowerInvariant()
            : ParseResult.Failure<string>("is not a language code; write one such as en, de or pt-BR");
}
