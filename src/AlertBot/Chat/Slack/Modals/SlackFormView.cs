using System.Text.Json;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>A form as a modal: a field an input block, and a query can be tried before it is saved.</summary>
internal static class SlackFormView
{
    /// <summary>What people type and choose in it is tried at once.</summary>
    public const string QueryField = "query";

    public const string TryAction = "try";

    /// <summary>Versioned as the buttons are: a form may stay open over a new release.</summary>
    private const string CallbackIdPrefix = "form1:";
    private const string FieldBlockPrefix = "field:";
    private const string ValueActionId = "value";

    /// <summary>@slack/types views.d.ts: title and buttons of a modal.</summary>
    private const int MaxTitleLength = 24;

    /// <summary>@slack/types block-kit/blocks.d.ts, InputBlock; nobody reads a longer one.</summary>
    private const int MaxLabelLength = 200;

    /// <summary>@slack/types block-kit/block-elements.d.ts, PlainTextInput.</summary>
    private const int MaxInputLength = 3_000;

    private const int MaxFields = 20;

    /// <param name="above">Stands over the fields.</param>
    /// <param name="below">What came of trying the query.</param>
    public static SlackView Create(ReplyForm form, SlackModalMetadata place, IReadOnlyList<SlackBlock>? above = null,
        IReadOnlyList<SlackBlock>? below = null) =>
        CreateView(form.Path, form.Title, "Save", place,
        [
            .. above ?? [],
            .. form.Fields.Take(MaxFields).Select(ToInputBlock),
            .. form.Fields.Any(field => field.Option == QueryField)
                ? (SlackBlock[])[
                    new SlackBlock.Actions(
                        [new SlackElement.Button(TryAction, SlackTextObject.Plain("Try it"), TryAction)]) { BlockId = TryAction },
                        .. below ?? [TryHint]]
                : [],
        ]);

    /// <param name="path">The command that is run when it is submitted.</param>
    /// <param name="submit">At most 24 characters.</param>
    public static SlackView CreateView(string path, string title, string submit, SlackModalMetadata place,
        IReadOnlyList<SlackBlock> blocks) =>
        new(SlackTextObject.Plain(DisplayText.Truncate(title, MaxTitleLength)), blocks, CallbackIdPrefix + path)
        {
            Submit = SlackTextObject.Plain(submit),
            Close = SlackTextObject.Plain("Cancel"),
            PrivateMetadata = place.ToJson(),
        };

    /// <param name="label">Escaped or ours.</param>
    public static SlackBlock.Input CreateField(string option, string label, SlackElement element) =>
        new(SlackTextObject.Plain(label), element) { BlockId = BlockIdOf(option) };

    /// <param name="options">At least one.</param>
    public static SlackElement.StaticSelect CreateSelect(IReadOnlyList<SlackOption> options) => new(ValueActionId, options);

    public static string BlockIdOf(string option) => FieldBlockPrefix + option;

    /// <returns>The command to run with the fields; null where the form is not of this version.</returns>
    public static string? ReadPath(JsonElement view) =>
        view.Text("callback_id") is { } id && id.StartsWith(CallbackIdPrefix, StringComparison.Ordinal) ? id[CallbackIdPrefix.Length..]
            : null;

    /// <returns>What is typed and chosen, by option.</returns>
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

    /// <returns>What stood in the fields when the form was shown, by option: Slack keeps what was typed where a changed view has the same
    /// fields.</returns>
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

    /// <returns>The options that the form asks for.</returns>
    public static IReadOnlyList<string> ReadFields(JsonElement view) =>
        [.. view.Items("blocks").Where(block => block.Text("type") == "input").Select(block => block.Text("block_id"))
            .OfType<string>().Where(id => id.StartsWith(FieldBlockPrefix, StringComparison.Ordinal))
            .Select(id => id[FieldBlockPrefix.Length..])];

    private static SlackBlock TryHint =>
        new SlackBlock.Context(
            [SlackTextObject.Plain("What it would have found in the stored articles is shown here before anything is saved.")]);

    private static SlackBlock ToInputBlock(ReplyForm.Field field)
    {
        var max = Math.Clamp(field.MaxLength, 1, MaxInputLength);
        var isQuery = field.Option == QueryField;
        return CreateField(field.Option, DisplayText.TruncateEscaped(field.Label, MaxLabelLength, SlackText.Escape),
            new SlackElement.TextInput(ValueActionId)
        {
            Multiline = field.IsMultiline,
            InitialValue = string.IsNullOrEmpty(field.Value) || DisplayText.CountCodePoints(field.Value) > max ? null : field.Value,
            MaxLength = max,
            DispatchActionConfig = isQuery ? new SlackDispatchActionConfig(["on_character_entered", "on_enter_pressed"]) : null,
        }) with
        {
            Hint = field.Hint.Length > 0 ? SlackTextObject.Plain(SlackText.Escape(field.Hint)) : null,
            Optional = field.IsRequired ? null : true,
            DispatchAction = isQuery ? true : null,
        };
    }
}
