using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Api;

/// <summary>
/// What Discord refuses already: the token, deleted webhooks, and all requests once too many were invalid. Asking again would only add
/// invalid requests; 10,000 within 10 minutes ban the IP address
/// (https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
/// </summary>
internal sealed class DiscordAuthState(TimeProvider time)
{
    /// <summary>Limits the invalid requests of one period. Far below Discord's 10,000: other programs may use the same address.</summary>
    public const int MaxInvalidRequests = 1_000;

    /// <summary>Limits the memory. A webhook of an interaction is used for 15 minutes only.</summary>
    private const int MaxDeletedWebhooks = 1_000;

    private static readonly TimeSpan InvalidRequestPeriod = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private readonly RecentEvents _invalidRequests = new(InvalidRequestPeriod);
    private readonly Queue<string> _deletedWebhookOrder = new();
    private readonly HashSet<string> _deletedWebhooks = new(StringComparer.Ordinal);
    private bool _isUnauthorized;

    /// <summary>Why Discord refuses the token and how to fix it; null: it does not, as far as is known.</summary>
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

    /// <returns>The result that the request would certainly get; null: it may be sent.</returns>
    public PlatformResult? FindKnownResult(DiscordRequest request)
    {
        lock (_lock)
        {
            if (request.IsAuthorized && _isUnauthorized)
            {
                return new DiscordRefusal(401, 0, DiscordErrorCodes.Unauthorized);
            }

            if (!request.IsAuthorized && _deletedWebhooks.Contains(request.TopLevelResource))
            {
                return new DiscordRefusal(404, DiscordErrorCodes.UnknownWebhook,
                    DiscordErrorCodes.Describe(404, new DiscordError("", DiscordErrorCodes.UnknownWebhook, null, false, null)));
            }

            var now = time.GetElapsedTime(_start);
            return _invalidRequests.Count(now) < MaxInvalidRequests
                ? null
                : new PlatformResult.Limited(_invalidRequests.TimeToNextExpiry(now)!.Value,
                    $"Discord refused {MaxInvalidRequests} requests within 10 minutes; AlertBot waits, because Discord bans the IP "
                    + "address at 10,000");
        }
    }

    /// <returns>Whether it is the first failure that refuses the token.</returns>
    public bool RecordFailure(DiscordRequest request, int status, int code, string? scope)
    {
        lock (_lock)
        {
            if (status is 401 or 403 || (status == 429 && scope != "shared"))
            {
                _invalidRequests.Add(time.GetElapsedTime(_start));
            }

            // “Unknown message” is the answer of a webhook that exists.
            if (!request.IsAuthorized && !request.IsExistenceCheck && status == 404 && code != DiscordErrorCodes.UnknownMessage)
            {
                RecordDeletedWebhook(request.TopLevelResource);
            }

            var isFirst = request.IsAuthorized && status == 401 && !_isUnauthorized;
            _isUnauthorized |= isFirst;
            return isFirst;
        }
    }

    private void RecordDeletedWebhook(string webhook)
    {
        if (webhook.Length > 0 && _deletedWebhooks.Add(webhook))
        {
            _deletedWebhookOrder.Enqueue(webhook);
            if (_deletedWebhookOrder.Count > MaxDeletedWebhooks)
            {
                _deletedWebhooks.Remove(_deletedWebhookOrder.Dequeue());
            }
        }
    }
}
