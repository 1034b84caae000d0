using System.Text;
using System.Text.Json;

namespace AlertBot.Tests.Chat.Loopback.Slack;

/// <summary>Modals, and what the acknowledgement of a submission may say. https://docs.slack.dev/reference/views/modal-views; @slack/types views.d.ts</summary>
internal static class LoopbackViewRules
{
    /// <summary>@slack/types views.d.ts, ModalView: title, close and submit</summary>
    private const int Title = 24;

    /// <summary>@slack/types views.d.ts, BaseView.private_metadata</summary>
    private const int PrivateMetadata = 3_000;

    /// <summary>@slack/types views.d.ts, BaseView.callback_id</summary>
    private const int CallbackId = 255;

    /// <summary>https://docs.slack.dev/reference/methods/views.open#errors, view_too_large: “greater than 250kb”</summary>
    public const int Bytes = 250_000;

    public static void Check(JsonElement view, string path, LoopbackSlackShape shape)
    {
        if (!shape.Members(view, path, ["type", "title", "blocks"], "submit", "close", "private_metadata", "callback_id", "external_id", "clear_on_close", "notify_on_close", "submit_disabled"))
        {
            return;
        }

        shape.Word(view, path, "type", "modal");
        shape.Text(view, path, "title", Title);
        shape.Text(view, path, "submit", Title);
        shape.Text(view, path, "close", Title);
        shape.String(view, path, "private_metadata", 0, PrivateMetadata);
        shape.String(view, path, "callback_id", 0, CallbackId);
        shape.String(view, path, "external_id", 0, CallbackId);
        shape.Flag(view, path, "clear_on_close");
        shape.Flag(view, path, "notify_on_close");
        LoopbackBlockRules.Check(view.GetProperty("blocks"), path + "/blocks", LoopbackBlockRules.OfView, shape);
        CheckInputs(view, path, shape);
    }

    /// <summary>https://docs.slack.dev/surfaces/modals#updating_response: the acknowledgement of a submission.</summary>
    /// <param name="view">The view that was submitted.</param>
    public static void CheckSubmitted(JsonElement answer, JsonElement view, LoopbackSlackShape shape)
    {
        var action = LoopbackSlackShape.Word(answer, "response_action");
        switch (action)
        {
            case "errors" when shape.Members(answer, "", ["response_action", "errors"]):
                CheckErrors(answer.GetProperty("errors"), view, shape);
                break;
            case "update" or "push" when shape.Members(answer, "", ["response_action", "view"]):
                Check(answer.GetProperty("view"), "/view", shape);
                break;
            case "clear":
                shape.Members(answer, "", ["response_action"]);
                break;
            case "errors" or "update" or "push":
                break;
            default:
                shape.Fail("/response_action", "must be errors, update, push or clear");
                break;
        }
    }

    public static bool IsTooLarge(JsonElement view) => Encoding.UTF8.GetByteCount(view.GetRawText()) > Bytes;

    /// <summary>Block ids of the view's inputs.</summary>
    public static IReadOnlyList<string> Inputs(JsonElement view) =>
        [.. Blocks(view).Where(block => LoopbackSlackShape.Type(block) == "input").Select(block => LoopbackSlackShape.Word(block, "block_id") ?? "")];

    private static void CheckErrors(JsonElement errors, JsonElement view, LoopbackSlackShape shape)
    {
        if (errors.ValueKind != JsonValueKind.Object || !errors.EnumerateObject().Any())
        {
            shape.Fail("/errors", "must be an object with at least one error");
            return;
        }

        var inputs = Inputs(view);
        foreach (var error in errors.EnumerateObject())
        {
            if (!inputs.Contains(error.Name))
            {
                shape.Fail($"/errors/{error.Name}", $"is the block_id of no input block; there are {string.Join(", ", inputs)}");
            }

            shape.String(errors, "/errors", error.Name, 1, 3_000);
        }
    }

    private static void CheckInputs(JsonElement view, string path, LoopbackSlackShape shape)
    {
        var inputs = Blocks(view).Where(block => LoopbackSlackShape.Type(block) == "input").ToList();
        if (inputs.Count > 0 && !view.TryGetProperty("submit", out _))
        {
            shape.Fail(path, "missing required field: submit, which a view with input blocks needs");
        }

        // https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element: “Only one element can be set to true.”
        if (inputs.Count(block => block.TryGetProperty("element", out var element) && element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty("focus_on_load", out var focus) && focus.ValueKind == JsonValueKind.True) > 1)
        {
            shape.Fail(path + "/blocks", "only one element may have focus_on_load");
        }
    }

    private static IEnumerable<JsonElement> Blocks(JsonElement view) =>
        view.TryGetProperty("blocks", out var blocks) && blocks.ValueKind == JsonValueKind.Array ? blocks.EnumerateArray() : [];
}
