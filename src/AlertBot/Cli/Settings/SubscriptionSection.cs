using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Cli.Settings;

/// <summary>Reads the list of subscriptions; what they name has been read before.</summary>
/// <param name="topics">The names that exist; those of topics with a mistake among them, which is said once.</param>
/// <param name="webhooks">Likewise.</param>
internal sealed class SubscriptionSection(Mistakes mistakes, IReadOnlyList<string> topics, IReadOnlyList<string> webhooks)
{
    private static readonly (string Word, DayOfWeek Value)[] Days =
    [
        ("mon", DayOfWeek.Monday), ("tue", DayOfWeek.Tuesday), ("wed", DayOfWeek.Wednesday), ("thu", DayOfWeek.Thursday),
        ("fri", DayOfWeek.Friday), ("sat", DayOfWeek.Saturday), ("sun", DayOfWeek.Sunday),
    ];

    private readonly Dictionary<(DestinationAddress To, string Topic), string> _first = [];

    public IReadOnlyList<SubscriptionOptions> Subscriptions(Section root) =>
        [.. root.List("subscriptions")
            .Select((node, i) => Subscription(Section.Of(node, $"subscriptions[{i}]", mistakes)))
            .OfType<SubscriptionOptions>()];

    private SubscriptionOptions? Subscription(Section section)
    {
        var to = section.Required("to", text => DestinationForm.Parse(text, webhooks), "write where to, e.g. console or webhook:NAME", isSecret: true);
        var named = Topics(section, to);
        var subscription = new SubscriptionOptions(to ?? DestinationAddress.Console, named)
        {
            Ping = section.Reference("ping", Ping),
            Mode = section.Value("mode", SubscriptionMode.Instant, Values.OneOf(("instant", SubscriptionMode.Instant), ("digest", SubscriptionMode.Digest))),
            DigestAt = section.Value("digestAt", OptionText.TimeOfDay),
            Days = [.. section.List("days", Values.OneOf(Days)).Distinct()],
            TimeZone = section.Reference("timeZone", OptionText.TimeZone),
            Quiet = section.Reference("quiet", OptionText.Quiet),
            Updates = section.Value("updates", AlertUpdates.Edit, Values.OneOf(("edit", AlertUpdates.Edit), ("thread", AlertUpdates.Thread), ("off", AlertUpdates.Off))),
            MinSources = section.Value("minSources", 1, Values.Number(1, 100)),
            Languages = section.List("languages", Language),
            Sources = section.List("sources", Values.Line),
            NotSources = section.List("notSources", Values.Line),
            MaxPerHour = section.Value("maxPerHour", SubscriptionOptions.DefaultMaxPerHour, Values.Number(1, 1000)),
            Notices = section.Value("notices", true, Values.Switch),
        };
        section.Close();
        return to is null ? null : subscription;
    }

    private IReadOnlyList<string> Topics(Section section, DestinationAddress? to)
    {
        var named = section.List("topics", text =>
            topics.FirstOrDefault(topic => topic.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } topic
                ? topic
                : Mistaken.As<string>("is no topic" + TopicMend(text)));
        section.RequireGiven("topics", "write the names of topics, e.g. [ceasefire]");
        foreach (var topic in named.Where(_ => to is not null))
        {
            var first = _first.GetValueOrDefault((to!, topic));
            if (first is not null)
            {
                section.Refuse("topics", $": {to} gets {topic} {(first == section.Path ? "twice here" : $"by {first} already")}; keep one");
            }

            _first[(to!, topic)] = first ?? section.Path;
        }

        return [.. named.Distinct()];
    }

    private string TopicMend(string text) =>
        NearestName.Of(text, topics) is { } nearest ? $"; did you mean {nearest}?"
        : topics.Count > 0 ? $"; there {(topics.Count == 1 ? "is" : "are")} {string.Join(", ", topics.Take(20))}"
        : "; there is none yet: add it under topics";

    private static Parsed<string> Ping(string text) =>
        text.Length is > 1 and <= 20 && (text.All(char.IsAsciiDigit) || (text[0] == 'S' && text.All(char.IsAsciiLetterOrDigit)))
            ? text
            : Mistaken.As<string>("is no id of a role (digits) or of a user group (S0123ABCD)");

    private static Parsed<string> Language(string text) =>
        text.Split('-') is [{ Length: 2 or 3 } main, .. var rest] && main.All(char.IsAsciiLetter) && rest.All(part => part.Length is > 0 and <= 8 && part.All(char.IsAsciiLetterOrDigit))
            ? text.ToLowerInvariant()
            : Mistaken.As<string>("is no language; write en, de or pt-BR");
}
