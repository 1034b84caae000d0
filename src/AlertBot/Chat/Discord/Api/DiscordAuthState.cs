namespace AlertBot.Chat.Discord.Api;

/// <summary>
/// How the client stands with Discord: whether its token still counts, which webhooks are gone, and how many requests were invalid, for
/// 10,000
/// within 10 minutes ban the address (https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
/// </summary>
internal sealed class DiscordAuthState(TimeProvider time)
{
    /// <summary>Far below the ban, for other programs may use the same address.</summary>
    public const int MaxInvalidRequests = 1_000;

    private const int MaxGoneWebhooks = 1_000;

    private static readonly TimeSpan InvalidRequestWindow = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _invalidRequests = new();
    private readonly Queue<string> _goneWebhookOrder = new();
    private readonly HashSet<string> _goneWebhooks = new(StringComparer.Ordinal);
    private bool _isUnauthorized;

    /// <summary>Why no authorized call goes out; null: they do.</summary>
    public string? Problem
    {
        get
        {
            lock (_lock)
            {
                return _isUnauthorized ? DiscordErrorCodes.Unauthorized : null;
            }
        }
    }

    /// <returns>What the call would come to, known without asking; null where it may go out.</returns>
    public DiscordApiResult? CheckAllowed(DiscordRequest call)
    {
        lock (_lock)
        {
            if (call.IsAuthorized && _isUnauthorized)
            {
                return new DiscordApiResult.Refused(401, 0, DiscordErrorCodes.Unauthorized);
            }

            if (!call.IsAuthorized && _goneWebhooks.Contains(call.TopLevelResource))
            {
                return new DiscordApiResult.Refused(404, DiscordErrorCodes.UnknownWebhook,
                    DiscordErrorCodes.Describe(404, new DiscordError("", DiscordErrorCodes.UnknownWebhook, null, false, null)));
            }

            var now = time.GetUtcNow();
            while (_invalidRequests.TryPeek(out var first) && now - first >= InvalidRequestWindow)
            {
                _invalidRequests.Dequeue();
            }

            return _invalidRequests.Count < MaxInvalidRequests
                ? null
                : new DiscordApiResult.Limited(_invalidRequests.Peek() + InvalidRequestWindow - now,
                    $"Discord refused {MaxInvalidRequests} requests within 10 minutes; at 10,000 it bans this address, so AlertBot waits");
        }
    }

    /// <returns>Whether it is the first answer that refuses the token.</returns>
    public bool RecordFailure(DiscordRequest call, int status, int code, string? scope)
    {
        lock (_lock)
        {
            if (status is 401 or 403 || (status == 429 && scope != "shared"))
            {
                _invalidRequests.Enqueue(time.GetUtcNow());
            }

            // An unknown message is one of a webhook that is there.
            if (!call.IsAuthorized && !call.IsExistenceCheck && status == 404 && code != DiscordErrorCodes.UnknownMessage
                && call.TopLevelResource.Length > 0 && _goneWebhooks.Add(call.TopLevelResource))
            {
                _goneWebhookOrder.Enqueue(call.TopLevelResource);
                if (_goneWebhookOrder.Count > MaxGoneWebhooks)
                {
                    _goneWebhooks.Remove(_goneWebhookOrder.Dequeue());
                }
            }

            var first = call.IsAuthorized && status == 401 && !_isUnauthorized;
            _isUnauthorized |= first;
            return first;
        }
    }
}
