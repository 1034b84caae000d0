using System.Collections.Concurrent;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Slack;

/// <summary>Says who may change things, as <c>slack.managers</c> names them.</summary>
internal sealed class SlackPeople(SlackOptions options, ISlackApi api, TimeProvider time)
{
    private const int MostRemembered = 1_000;

    /// <summary>Who is an admin no more may change nothing soon after.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (bool IsAdmin, long At)> _admins = new();

    /// <param name="user">E.g. <c>U0123ABCD</c>.</param>
    /// <param name="isStranger">Of another team: a manager only by name.</param>
    public async Task<SlackPerson> FindAsync(string user, bool isStranger, CancellationToken cancellationToken) => options.Managers switch
    {
        SlackManagers.Users users => new SlackPerson(users.Ids.Contains(user, StringComparer.Ordinal), null),
        _ when isStranger => new SlackPerson(false, null),
        SlackManagers.Everyone => new SlackPerson(true, null),
        _ when _admins.TryGetValue(user, out var known) && time.GetElapsedTime(known.At) < Fresh => new SlackPerson(known.IsAdmin, null),
        _ => await AskAsync(user, cancellationToken),
    };

    /// <summary>https://docs.slack.dev/reference/methods/users.info</summary>
    private async Task<SlackPerson> AskAsync(string user, CancellationToken cancellationToken)
    {
        switch (await api.SendAsync(new SlackCall("users.info") { Form = [new("user", user)], IsRepeatable = true }, cancellationToken))
        {
            case SlackAnswer.Done { Body: var body }:
                var who = body.Field("user") ?? default;

                // An admin of another team is none here.
                var isAdmin = !who.Flag("deleted") && !who.Flag("is_stranger") && (who.Flag("is_admin") || who.Flag("is_owner") || who.Flag("is_primary_owner"));
                Remember(user, isAdmin);
                return new SlackPerson(isAdmin, null);
            case SlackAnswer.Refused { Error: "missing_scope" }:
                return new SlackPerson(false, RichText.Of(
                    "AlertBot may not ask Slack who is an admin: whoever runs it adds the scope ", new RichText.Span.Code("users:read"), " under OAuth & Permissions and installs the app again."));
            case SlackAnswer.Refused refused:
                return new SlackPerson(false, RichText.Of(["AlertBot could not ask Slack whether you are an admin: ", .. SlackReason.Spans(refused.Reason)]));
            default:
                return new SlackPerson(false, "Slack does not say just now whether you are an admin: try again in a minute.");
        }
    }

    private void Remember(string user, bool isAdmin)
    {
        if (_admins.Count >= MostRemembered)
        {
            _admins.Clear();
        }

        _admins[user] = (isAdmin, time.GetTimestamp());
    }
}

/// <summary>What someone may do.</summary>
/// <param name="Problem">Why it could not be asked, in a sentence; then nobody is a manager. Null: it could.</param>
internal sealed record SlackPerson(bool IsManager, RichText? Problem);
