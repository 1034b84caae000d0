using System.Text;
using System.Text.Json;

namespace AlertBot.Testing.Slack.Validation;

/// <summary>
/// The rules for modals and for the acknowledgement of a submission: https://docs.slack.dev/reference/views/modal-views; @slack/types
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

    public static void Check(JsonElement view, string path, SlackBodyValidator validator)
    {
        if (!validator.CheckObject(view, path, ["type", "title", "blocks"], "submit", "close", "private_metadata", "callback_id",
            "external_id", "clear_on_close", "notify_on_close", "submit_disabled"))
        {
            return;
        }

        validator.Word(view, path, "type", "modal");
        validator.CheckText(view, path, "title", MaxTitle);
        validator.CheckText(view, path, "submit", MaxTitle);
        validator.CheckText(view, path, "close", MaxTitle);
        validator.CheckString(view, path, "private_metadata", 0, MaxPrivateMetadata);
        validator.CheckString(view, path, "callback_id", 0, MaxCallbackId);
        validator.CheckString(view, path, "external_id", 0, MaxCallbackId);
        validator.CheckBoolean(view, path, "clear_on_close");
        validator.CheckBoolean(view, path, "notify_on_close");
        SlackBlockRules.Check(view.GetProperty("blocks"), path + "/blocks", SlackBlockRules.MaxViewBlocks, validator);
        CheckInputs(view, path, validator);
    }

    /// <summary>https://docs.slack.dev/surfaces/modals#updating_response: the acknowledgement of a submission.</summary>
    /// <param name="view">The submitted view.</param>
    public static void CheckSubmissionResponse(JsonElement response, JsonElement view, SlackBodyValidator validator)
    {
        var action = SlackBodyValidator.Word(response, "response_action");
        switch (action)
        {
            case "errors" when validator.CheckObject(response, "", ["response_action", "errors"]):
                CheckErrors(response.GetProperty("errors"), view, validator);
                break;
            case "update" or "push" when validator.CheckObject(response, "", ["response_action", "view"]):
                Check(response.GetProperty("view"), "/view", validator);
                break;
            case "clear":
                validator.CheckObject(response, "", ["response_action"]);
                break;
            case "errors" or "update" or "push":
                break;
            default:
                validator.AddError("/response_action", "must be errors, update, push or clear");
                break;
        }
    }

    public static bool IsTooLarge(JsonElement view) => Encoding.UTF8.GetByteCount(view.GetRawText()) > MaxBytes;

    /// <summary>The block ids of the view's inputs.</summary>
    public static IReadOnlyList<string> InputBlockIds(JsonElement view) =>
        [.. Blocks(view).Where(block => SlackBodyValidator.Type(block) == "input")
            .Select(block => SlackBodyValidator.Word(block, "block_id") ?? "")];

    private static void CheckErrors(JsonElement errors, JsonElement view, SlackBodyValidator validator)
    {
        if (errors.ValueKind != JsonValueKind.Object || !errors.EnumerateObject().Any())
        {
            validator.AddError("/errors", "must be an object with at least one error");
            return;
        }

        var inputs = InputBlockIds(view);
        foreach (var error in errors.EnumerateObject())
        {
            if (!inputs.Contains(error.Name))
            {
                validator.AddError(
                    $"/errors/{error.Name}", $"is not the block_id of an input block; these are {string.Join(", ", inputs)}");
            }

            validator.CheckString(errors, "/errors", error.Name, 1, 3_000);
        }
    }

    private static void CheckInputs(JsonElement view, string path, SlackBodyValidator validator)
    {
        var inputs = Blocks(view).Where(block => SlackBodyValidator.Type(block) == "input").ToList();
        if (inputs.Count > 0 && !view.TryGetProperty("submit", out _))
        {
            validator.AddError(path, "missing required field: submit (required because the view has input blocks)");
        }

        // https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element: “Only one element can be set to true.”
        if (inputs.Count(block => block.TryGetProperty("element", out var element) && element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty("focus_on_load", out var focus) && focus.ValueKind == JsonValueKind.True) > 1)
        {
            validator.AddError(path + "/blocks", "only one element may have focus_on_load");
        }
    }

    private static IEnumerable<JsonElement> Blocks(JsonElement view) =>
        view.TryGetProperty("blocks", out var blocks) && blocks.ValueKind == JsonValueKind.Array ? blocks.EnumerateArray() : [];
}
