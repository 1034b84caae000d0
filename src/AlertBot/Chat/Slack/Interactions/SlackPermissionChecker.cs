using System.Collections.Concurrent;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>Checks whether a person is a manager according to <c>slack.managers</c>.</summary>
internal sealed class SlackPermissionChecker(SlackOptions options, ISlackApi api, TimeProvider time)
{
    /// <summary>Limits the memory of the cache; it is cleared when full.</summary>
    private const int MaxCachedUsers = 1_000;

    /// <summary>How long a result is cached. A person who is no longer an admin loses the permission within this time.</summary>
    private static readonly TimeSpan CacheDuration = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (bool IsAdmin, long At)> _admins = new();

    /// <param name="user">The user id, e.g. <c>U0123ABCD</c>.</param>
    /// <param name="isExternal">True: a person of another workspace, who is a manager only if listed by id.</param>
    public async Task<SlackPermissions> CheckAsync(string user, bool isExternal, CancellationToken cancellationToken) =>
        options.Managers switch
        {
            SlackManagers.Users users => new SlackPermissions(users.Ids.Contains(user, StringComparer.Ordinal), null),
            _ when isExternal => new SlackPermissions(false, null),
            SlackManagers.Everyone => new SlackPermissions(true, null),
            _ when _admins.TryGetValue(user, out var cached) && time.GetElapsedTime(cached.At) < CacheDuration =>
                new SlackPermissions(cached.IsAdmin, null),
            _ => await FetchAsync(user, cancellationToken),
        };

    /// <summary>https://docs.slack.dev/reference/methods/users.info</summary>
    private async Task<SlackPermissions> FetchAsync(string user, CancellationToken cancellationToken)
    {
        switch (await api.SendAsync(new SlackCall("users.info") { Form = [new("user", user)], IsIdempotent = true }, cancellationToken))
        {
            case PlatformResult.Succeeded { Body: var body }:
                var profile = body.Field("user") ?? default;

                // The flags of a person of another workspace (is_stranger) are about that workspace.
                var isAdmin = !profile.Flag("deleted")
                    && !profile.Flag("is_stranger")
                    && (profile.Flag("is_admin") || profile.Flag("is_owner") || profile.Flag("is_primary_owner"));
                AddToCache(user, isAdmin);
                return new SlackPermissions(isAdmin, null);
            case SlackRefusal { Error: "missing_scope" }:
                return new SlackPermissions(false, RichText.Of(
                    "AlertBot has no permission to check who is an admin: the operator has to add the scope ",
                    new RichText.Span.Code("users:read"), " under OAuth & Permissions and reinstall the app."));
            case SlackRefusal refused:
                return new SlackPermissions(false, RichText.Of(
                    ["AlertBot could not check whether you are an admin: ", .. SlackReasonFormatter.ToSpans(refused.Reason)]));
            default:
                return new SlackPermissions(false, "AlertBot could not check whether you are an admin: try again in a minute.");
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

/// <summary>A person's permissions.</summary>
/// <param name="Problem">Why the check failed, in one sentence; then nobody is a manager. Null: it did not fail.</param>
internal sealed record SlackPermissions(bool IsManager, RichText? Problem);
