namespace AlertBot.Chat.Discord;

/// <summary>
/// How the client stands with Discord: whether its token still counts, which webhooks are gone, and how many requests were invalid, for 10,000
/// within 10 minutes ban the address (https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
/// </summary>
internal sealed class DiscordStanding(TimeProvider time)
{
    /// <summary>Far below the ban, for other programs may use the same address.</summary>
    public const int MostInvalid = 1_000;

    private const int MostGone = 1_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _invalid = new();
    private readonly Queue<string> _goneInOrder = new();
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private bool _isUnauthorized;

    /// <summary>Why no authorized call goes out; null: they do.</summary>
    public string? Problem
    {
        get
        {
            lock (_lock)
            {
                return _isUnauthorized ? DiscordErrors.Unauthorized : null;
            }
        }
    }

    /// <returns>What the call would come to, known without asking; null where it may go out.</returns>
    public DiscordAnswer? Hold(DiscordCall call)
    {
        lock (_lock)
        {
            if (call.IsAuthorized && _isUnauthorized)
            {
                return new DiscordAnswer.Refused(401, 0, DiscordErrors.Unauthorized);
            }

            if (!call.IsAuthorized && _gone.Contains(call.Resource))
            {
                return new DiscordAnswer.Refused(404, DiscordErrors.UnknownWebhook, DiscordErrors.Sentence(404, new DiscordError("", DiscordErrors.UnknownWebhook, null, false, null)));
            }

            var now = time.GetUtcNow();
            while (_invalid.TryPeek(out var first) && now - first >= Window)
            {
                _invalid.Dequeue();
            }

            return _invalid.Count < MostInvalid
                ? null
                : new DiscordAnswer.Limited(_invalid.Peek() + Window - now, $"Discord refused {MostInvalid} requests within 10 minutes; at 10,000 it bans this address, so AlertBot waits");
        }
    }

    /// <returns>Whether it is the first answer that refuses the token.</returns>
    public bool Note(DiscordCall call, int status, int code, string? scope)
    {
        lock (_lock)
        {
            if (status is 401 or 403 || (status == 429 && scope != "shared"))
            {
                _invalid.Enqueue(time.GetUtcNow());
            }

            // An unknown message is one of a webhook that is there.
            if (!call.IsAuthorized && !call.IsProbe && status == 404 && code != DiscordErrors.UnknownMessage && call.Resource.Length > 0 && _gone.Add(call.Resource))
            {
                _goneInOrder.Enqueue(call.Resource);
                if (_goneInOrder.Count > MostGone)
                {
                    _gone.Remove(_goneInOrder.Dequeue());
                }
            }

            var first = call.IsAuthorized && status == 401 && !_isUnauthorized;
            _isUnauthorized |= first;
            return first;
        }
    }
}
