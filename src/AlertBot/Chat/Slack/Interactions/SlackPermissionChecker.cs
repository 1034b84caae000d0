using System.Collections.Concurrent;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>Says who may change things, as <c>slack.managers</c> names them.</summary>
internal sealed class SlackPermissionChecker(SlackOptions options, ISlackApi api, TimeProvider time)
{
    private const int MaxCachedUsers = 1_000;

    /// <summary>Who is an admin no more may change nothing soon after.</summary>
    private static readonly TimeSpan CacheDuration = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (bool IsAdmin, long At)> _admins = new();

    /// <param name="user">E.g. <c>U0123ABCD</c>.</param>
    /// <param name="isStranger">Of another team: a manager only by name.</param>
    public async Task<SlackPermissions> CheckAsync(string user, bool isStranger, CancellationToken cancellationToken) =>
        options.Managers switch
    {
        SlackManagers.Users users => new SlackPermissions(users.Ids.Contains(user, StringComparer.Ordinal), null),
        _ when isStranger => new SlackPermissions(false, null),
        SlackManagers.Everyone => new SlackPermissions(true, null),
        _ when _admins.TryGetValue(user, out var known) && time.GetElapsedTime(known.At) < CacheDuration =>
            new SlackPermissions(known.IsAdmin, null),
        _ => await FetchAsync(user, cancellationToken),
    };

    /// <summary>https://docs.slack.dev/reference/methods/users.info</summary>
    private async Task<SlackPermissions> FetchAsync(string user, CancellationToken cancellationToken)
    {
        switch (await api.SendAsync(new SlackCall("users.info") { Form = [new("user", user)], IsIdempotent = true }, cancellationToken))
        {
            case SlackApiResult.Succeeded { Body: var body }:
                var who = body.Field("user") ?? default;

                // An admin of another team is none here.
                var isAdmin = !who.Flag("deleted") && !who.Flag("is_stranger")
                    && (who.Flag("is_admin") || who.Flag("is_owner") || who.Flag("is_primary_owner"));
                AddToCache(user, isAdmin);
                return new SlackPermissions(isAdmin, null);
            case SlackApiResult.Refused { Error: "missing_scope" }:
                return new SlackPermissions(false, RichText.Of(
                    "AlertBot may not ask Slack who is an admin: whoever runs it adds the scope ", new RichText.Span.Code("users:read"),
                    " under OAuth & Permissions and installs the app again."));
            case SlackApiResult.Refused refused:
                return new SlackPermissions(false,
                    RichText.Of(
                        ["AlertBot could not ask Slack whether you are an admin: ", .. SlackReasonFormatter.ToSpans(refused.Reason)]));
            default:
                return new SlackPermissions(false, "Slack does not say just now whether you are an admin: try again in a minute.");
        }
    }

    private void AddToCache(string user, bool isAdmin)
    {
        if (_admins.Count >= MaxCachedUsers)
        {
            _admins.Clear();
        }

        _admins[user] = (isAdmin, time.GetTimestamp());
    }
}

/// <summary>What someone may do.</summary>
/// <param name="Problem">Why it could not be asked, in a sentence; then nobody is a manager. Null: it could.</param>
internal sealed record SlackPermissions(bool IsManager, RichText? Problem);
