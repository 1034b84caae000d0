using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>Opens and updates modals.</summary>
internal sealed partial class SlackViewClient(ISlackApi api, ILogger<SlackViewClient> logger)
{
    /// <param name="triggerId">Opens one modal, within 3 s. Null: none can be opened.</param>
    /// <returns>False: the modal may not have opened.</returns>
    public async Task<bool> OpenAsync(string? triggerId, SlackView view, CancellationToken cancellationToken)
    {
        if (triggerId is null)
        {
            return false;
        }

        var call = new SlackCall("views.open") { Json = new SlackViewRequest(view) { TriggerId = triggerId }.ToJson() };
        switch (await api.SendAsync(call, cancellationToken))
        {
            case PlatformResult.Succeeded:
                return true;
            case SlackRefusal refused:
                LogNotOpened(refused.Reason);
                return false;
            default:
                LogNotOpened("Slack could not be reached or did not confirm it in time");
                return false;
        }
    }

    /// <param name="hash">Updates the view only if it still has this hash. Null: in any case.</param>
    /// <returns>The new hash, empty where Slack sends none; null: the view was not updated.</returns>
    public async Task<string?> UpdateAsync(string id, string? hash, SlackView view, CancellationToken cancellationToken)
    {
        var call = new SlackCall("views.update")
        {
            Json = new SlackViewRequest(view) { ViewId = id, Hash = hash }.ToJson(),
            IsIdempotent = hash is null,
        };
        switch (await api.SendAsync(call, cancellationToken))
        {
            case PlatformResult.Succeeded succeeded:
                return succeeded.Body.Field("view")?.Text("hash") ?? "";
            case SlackRefusal { Error: "hash_conflict" or "not_found" or "expired_trigger_id" }:
                // The view was changed or closed in the meantime.
                return null;
            case SlackRefusal refused:
                LogNotUpdated(refused.Reason);
                return null;
            default:
                return null;
        }
    }

    /// <summary>Reads the id and hash of the view of an interaction.</summary>
    public static (string Id, string? Hash)? ReadIdAndHash(JsonElement payload) =>
        payload.Field("view") is { } view && view.Text("id") is { } id ? (id, view.Text("hash")) : null;

    [LoggerMessage(LogLevel.Information, "A form could not be opened on Slack: {Reason}")]
    private partial void LogNotOpened(string reason);

    [LoggerMessage(LogLevel.Warning, "A form could not be updated on Slack: {Reason}")]
    private partial void LogNotUpdated(string reason);
}
