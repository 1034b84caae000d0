using System.Text;
using System.Text.Json;

namespace AlertBot.Testing.Slack.Validation;

/// <summary>
/// Modals, and what the acknowledgement of a submission may say. https://docs.slack.dev/reference/views/modal-views; @slack/types
/// views.d.ts
/// </summary>
internal static class SlackViewRules
{
    /// <summary>@slack/types views.d.ts, ModalView: title, close and submit</summary>
    private const int MaxTitle = 24;

    /// <summary>@slack/types views.d.ts, BaseView.private_metadata</summary>
    private const int MaxPrivateMetadata = 3_000;

    /// <summary>@slack/types views.d.ts, BaseView.callback_id</summary>
    private const int MaxCallbackId = 255;

    /// <summary>https://docs.slack.dev/reference/methods/views.open#errors, view_too_large: “greater than 250kb”</summary>
    public const int MaxBytes = 250_000;

    public static void Check(JsonElement view, string path, SlackBodyValidator shape)
    {
        if (!shape.CheckObject(view, path, ["type", "title", "blocks"], "submit", "close", "private_metadata", "callback_id",
            "external_id", "clear_on_close", "notify_on_close", "submit_disabled"))
        {
            return;
        }

        shape.Word(view, path, "type", "modal");
        shape.CheckText(view, path, "title", MaxTitle);
        shape.CheckText(view, path, "submit", MaxTitle);
        shape.CheckText(view, path, "close", MaxTitle);
        shape.CheckString(view, path, "private_metadata", 0, MaxPrivateMetadata);
        shape.CheckString(view, path, "callback_id", 0, MaxCallbackId);
        shape.CheckString(view, path, "external_id", 0, MaxCallbackId);
        shape.CheckBoolean(view, path, "clear_on_close");
        shape.CheckBoolean(view, path, "notify_on_close");
        SlackBlockRules.Check(view.GetProperty("blocks"), path + "/blocks", SlackBlockRules.MaxViewBlocks, shape);
        CheckInputs(view, path, shape);
    }

    /// <summary>https://docs.slack.dev/surfaces/modals#updating_response: the acknowledgement of a submission.</summary>
    /// <param name="view">The view that was submitted.</param>
    public static void CheckSubmissionResponse(JsonElement answer, JsonElement view, SlackBodyValidator shape)
    {
        var action = SlackBodyValidator.Word(answer, "response_action");
        switch (action)
        {
            case "errors" when shape.CheckObject(answer, "", ["response_action", "errors"]):
                CheckErrors(answer.GetProperty("errors"), view, shape);
                break;
            case "update" or "push" when shape.CheckObject(answer, "", ["response_action", "view"]):
                Check(answer.GetProperty("view"), "/view", shape);
                break;
            case "clear":
                shape.CheckObject(answer, "", ["response_action"]);
                break;
            case "errors" or "update" or "push":
                break;
            default:
                shape.AddError("/response_action", "must be errors, update, push or clear");
                break;
        }
    }

    public static bool IsTooLarge(JsonElement view) => Encoding.UTF8.GetByteCount(view.GetRawText()) > MaxBytes;

    /// <summary>Block ids of the view's inputs.</summary>
    public static IReadOnlyList<string> InputBlockIds(JsonElement view) =>
        [.. Blocks(view).Where(block => SlackBodyValidator.Type(block) == "input")
            .Select(block => SlackBodyValidator.Word(block, "block_id") ?? "")];

    private static void CheckErrors(JsonElement errors, JsonElement view, SlackBodyValidator shape)
    {
        if (errors.ValueKind != JsonValueKind.Object || !errors.EnumerateObject().Any())
        {
            shape.AddError("/errors", "must be an object with at least one error");
            return;
        }

        var inputs = InputBlockIds(view);
        foreach (var error in errors.EnumerateObject())
        {
            if (!inputs.Contains(error.Name))
            {
                shape.AddError($"/errors/{error.Name}", $"is the block_id of no input block; there are {string.Join(", ", inputs)}");
            }

            shape.CheckString(errors, "/errors", error.Name, 1, 3_000);
        }
    }

    private static void CheckInputs(JsonElement view, string path, SlackBodyValidator shape)
    {
        var inputs = Blocks(view).Where(block => SlackBodyValidator.Type(block) == "input").ToList();
        if (inputs.Count > 0 && !view.TryGetProperty("submit", out _))
        {
            shape.AddError(path, "missing required field: submit, which a view with input blocks needs");
        }

        // https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element: “Only one element can be set to true.”
        if (inputs.Count(block => block.TryGetProperty("element", out var element) && element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty("focus_on_load", out var focus) && focus.ValueKind == JsonValueKind.True) > 1)
        {
            shape.AddError(path + "/blocks", "only one element may have focus_on_load");
        }
    }

    private static IEnumerable<JsonElement> Blocks(JsonElement view) =>
        view.TryGetProperty("blocks", out var blocks) && blocks.ValueKind == JsonValueKind.Array ? blocks.EnumerateArray() : [];
}
