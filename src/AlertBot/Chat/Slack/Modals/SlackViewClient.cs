using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>Opens and changes modals.</summary>
internal sealed partial class SlackViewClient(ISlackApi api, ILogger<SlackViewClient> logger)
{
    /// <param name="trigger">Opens one modal, within 3 s.</param>
    /// <returns>False where it may not have opened.</returns>
    public async Task<bool> OpenAsync(string? trigger, SlackView view, CancellationToken cancellationToken)
    {
        if (trigger is null)
        {
            return false;
        }

        switch (await api.SendAsync(new SlackCall("views.open") { Json = new SlackViewRequest(view) { TriggerId = trigger }.ToJson() },
            cancellationToken))
        {
            case SlackApiResult.Succeeded:
                return true;
            case SlackApiResult.Refused refused:
                LogUnopened(refused.Reason);
                return false;
            default:
                LogUnopened("Slack was not reached, or did not say so in time");
                return false;
        }
    }

    /// <param name="hash">Of the view that is meant: one that has changed meanwhile stays. Null: whatever it shows.</param>
    /// <returns>The new hash; null where the view stayed as it was.</returns>
    public async Task<string?> UpdateAsync(string id, string? hash, SlackView view, CancellationToken cancellationToken)
    {
        var call = new SlackCall("views.update") { Json = new SlackViewRequest(view) { ViewId = id, Hash = hash }.ToJson(),
            IsIdempotent = hash is null };
        switch (await api.SendAsync(call, cancellationToken))
        {
            case SlackApiResult.Succeeded done:
                return done.Body.Field("view")?.Text("hash") ?? "";
            case SlackApiResult.Refused { Error: "hash_conflict" or "not_found" or "expired_trigger_id" }:
                // It was changed or closed meanwhile.
                return null;
            case SlackApiResult.Refused refused:
                LogUnchanged(refused.Reason);
                return null;
            default:
                return null;
        }
    }

    /// <summary>Where the view that was pressed in stands.</summary>
    public static (string Id, string? Hash)? ReadIdAndHash(JsonElement payload) =>
        payload.Field("view") is { } view && view.Text("id") is { } id ? (id, view.Text("hash")) : null;

    [LoggerMessage(LogLevel.Information, "A form did not open: {Reason}")]
    private partial void LogUnopened(string reason);

    [LoggerMessage(LogLevel.Warning, "A form was not changed: {Reason}")]
    private partial void LogUnchanged(string reason);
}
