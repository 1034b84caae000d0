using System.Text.Json;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>
/// Converts a form to a modal, with one input block per field, and reads the submitted values. A query can be tested before it is saved.
/// </summary>
internal static class SlackFormView
{
    /// <summary>The field whose changes are previewed at once.</summary>
    public const string QueryField = "query";

    public const string TryAction = "try";

    /// <summary>Contains a version, because a form may stay open while AlertBot is upgraded.</summary>
    private const string CallbackIdPrefix = "form1:";
    private const string FieldBlockPrefix = "field:";
    private const string ValueActionId = "value";

    /// <summary>@slack/types views.d.ts: title and buttons of a modal.</summary>
    private const int MaxTitleLength = 24;

    /// <summary>Limits a field's label, in characters. Slack allows 2,000 (@slack/types block-kit/blocks.d.ts, InputBlock).</summary>
    private const int MaxLabelLength = 200;

    /// <summary>@slack/types block-kit/block-elements.d.ts, PlainTextInput.</summary>
    private const int MaxInputLength = 3_000;

    /// <summary>Limits the fields of a form; a modal has at most 100 blocks, and the preview needs room, too.</summary>
    private const int MaxFields = 20;

    /// <param name="above">Blocks above the fields.</param>
    /// <param name="preview">The matches of the query. Null: a hint is shown instead.</param>
    public static SlackView Create(ReplyForm form, SlackModalMetadata metadata, IReadOnlyList<SlackBlock>? above = null,
        IReadOnlyList<SlackBlock>? preview = null) =>
        CreateView(form.Path, form.Title, "Save", metadata,
        [
            .. above ?? [],
            .. form.Fields.Take(MaxFields).Select(ToInputBlock),
            .. form.Fields.Any(field => field.Option == QueryField) ? [TryButton, .. preview ?? [TryHint]] : Array.Empty<SlackBlock>(),
        ]);

    /// <param name="path">The command that runs when the modal is submitted.</param>
    /// <param name="submit">The label of the submit button, at most 24 characters.</param>
    public static SlackView CreateView(string path, string title, string submit, SlackModalMetadata metadata,
        IReadOnlyList<SlackBlock> blocks) =>
        new(SlackTextObject.Plain(DisplayText.Truncate(title, MaxTitleLength)), blocks, CallbackIdPrefix + path)
        {
            Submit = SlackTextObject.Plain(submit),
            Close = SlackTextObject.Plain("Cancel"),
            PrivateMetadata = metadata.ToJson(),
        };

    /// <param name="label">Must be escaped.</param>
    public static SlackBlock.Input CreateField(string option, string label, SlackElement element) =>
        new(SlackTextObject.Plain(label), element) { BlockId = ToBlockId(option) };

    /// <param name="options">At least one.</param>
    public static SlackElement.StaticSelect CreateSelect(IReadOnlyList<SlackOption> options) => new(ValueActionId, options);

    public static string ToBlockId(string option) => FieldBlockPrefix + option;

    /// <returns>The command that the form runs; null: the form was created by another version.</returns>
    public static string? ReadPath(JsonElement view) =>
        view.Text("callback_id") is { } id && id.StartsWith(CallbackIdPrefix, StringComparison.Ordinal)
            ? id[CallbackIdPrefix.Length..]
            : null;

    /// <returns>The current values, by option.</returns>
    public static Dictionary<string, string> ReadValues(JsonElement view)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (view.Field("state")?.Field("values") is { ValueKind: JsonValueKind.Object } blocks)
        {
            foreach (var block in blocks.EnumerateObject()
                .Where(block => block.Name.StartsWith(FieldBlockPrefix, StringComparison.Ordinal)))
            {
                var field = block.Value.Field(ValueActionId) ?? default;
                if ((field.Text("value") ?? field.Field("selected_option")?.Text("value")) is { Length: > 0 } value)
                {
                    values[block.Name[FieldBlockPrefix.Length..]] = value;
                }
            }
        }

        return values;
    }

    /// <returns>
    /// The initial values, by option. Slack keeps what people typed when an updated view has fields with the same initial values.
    /// </returns>
    public static Dictionary<string, string> ReadInitialValues(JsonElement view)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var block in view.Items("blocks"))
        {
            if (block.Text("block_id") is { } id && id.StartsWith(FieldBlockPrefix, StringComparison.Ordinal)
                && block.Field("element")?.Text("initial_value") is { } value)
            {
                values[id[FieldBlockPrefix.Length..]] = value;
            }
        }

        return values;
    }

    /// <returns>The options for which the form has a field.</returns>
    public static IReadOnlyList<string> ReadFields(JsonElement view) =>
    [
        .. view.Items("blocks")
            .Where(block => block.Text("type") == "input")
            .Select(block => block.Text("block_id"))
            .OfType<string>()
            .Where(id => id.StartsWith(FieldBlockPrefix, StringComparison.Ordinal))
            .Select(id => id[FieldBlockPrefix.Length..]),
    ];

    private static SlackBlock TryButton =>
        new SlackBlock.Actions([new SlackElement.Button(TryAction, SlackTextObject.Plain("Try it"), TryAction)]) { BlockId = TryAction };

    private static SlackBlock TryHint => new SlackBlock.Context(
        [SlackTextObject.Plain("Matches in the stored articles are shown here before anything is saved.")]);

    private static SlackBlock ToInputBlock(ReplyForm.Field field)
    {
        var maxLength = Math.Clamp(field.MaxLength, 1, MaxInputLength);
        var hasValue = !string.IsNullOrEmpty(field.Value) && DisplayText.CountCodePoints(field.Value) <= maxLength;
        var isQuery = field.Option == QueryField;
        var input = new SlackElement.TextInput(ValueActionId)
        {
            Multiline = field.IsMultiline,
            InitialValue = hasValue ? field.Value : null,
            MaxLength = maxLength,
            DispatchActionConfig = isQuery ? new SlackDispatchActionConfig(["on_character_entered", "on_enter_pressed"]) : null,
        };
        return CreateField(field.Option, DisplayText.TruncateEscaped(field.Label, MaxLabelLength, SlackText.Escape), input) with
        {
            Hint = field.Hint.Length > 0 ? SlackTextObject.Plain(SlackText.Escape(field.Hint)) : null,
            Optional = field.IsRequired ? null : true,
            DispatchAction = isQuery ? true : null,
        };
    }
}
