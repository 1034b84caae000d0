using System.Text.Json;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Slack;

/// <summary>A form as a modal: a field an input block, and a query can be tried before it is saved.</summary>
internal static class SlackForm
{
    /// <summary>What people type and choose in it is tried at once.</summary>
    public const string Query = "query";

    public const string Try = "try";

    /// <summary>Versioned as the buttons are: a form may stay open over a new release.</summary>
    private const string Prefix = "form1:";
    private const string FieldPrefix = "field:";
    private const string Value = "value";

    /// <summary>@slack/types views.d.ts: title and buttons of a modal.</summary>
    private const int TitleLength = 24;

    /// <summary>@slack/types block-kit/blocks.d.ts, InputBlock; nobody reads a longer one.</summary>
    private const int LabelLength = 200;

    /// <summary>@slack/types block-kit/block-elements.d.ts, PlainTextInput.</summary>
    private const int MaxInput = 3_000;

    private const int MostFields = 20;

    /// <param name="above">Stands over the fields.</param>
    /// <param name="below">What came of trying the query.</param>
    public static SlackView Of(ReplyForm form, SlackModalPlace place, IReadOnlyList<SlackBlock>? above = null, IReadOnlyList<SlackBlock>? below = null) =>
        View(form.Path, form.Title, "Save", place,
        [
            .. above ?? [],
            .. form.Fields.Take(MostFields).Select(Input),
            .. form.Fields.Any(field => field.Option == Query)
                ? (SlackBlock[])[new SlackBlock.Actions([new SlackElement.Button(Try, SlackTextObject.Plain("Try it"), Try)]) { BlockId = Try }, .. below ?? [TryHint]]
                : [],
        ]);

    /// <param name="path">The command that is run when it is submitted.</param>
    /// <param name="submit">At most 24 characters.</param>
    public static SlackView View(string path, string title, string submit, SlackModalPlace place, IReadOnlyList<SlackBlock> blocks) =>
        new(SlackTextObject.Plain(PlainText.Cut(title, TitleLength)), blocks, Prefix + path)
        {
            Submit = SlackTextObject.Plain(submit),
            Close = SlackTextObject.Plain("Cancel"),
            PrivateMetadata = place.Write(),
        };

    /// <param name="label">Escaped or ours.</param>
    public static SlackBlock.Input Field(string option, string label, SlackElement element) => new(SlackTextObject.Plain(label), element) { BlockId = BlockOf(option) };

    /// <param name="options">At least one.</param>
    public static SlackElement.StaticSelect Select(IReadOnlyList<SlackOption> options) => new(Value, options);

    public static string BlockOf(string option) => FieldPrefix + option;

    /// <returns>The command to run with the fields; null where the form is not of this version.</returns>
    public static string? PathOf(JsonElement view) =>
        view.Text("callback_id") is { } id && id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : null;

    /// <returns>What is typed and chosen, by option.</returns>
    public static Dictionary<string, string> Values(JsonElement view)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (view.Field("state")?.Field("values") is { ValueKind: JsonValueKind.Object } blocks)
        {
            foreach (var block in blocks.EnumerateObject().Where(block => block.Name.StartsWith(FieldPrefix, StringComparison.Ordinal)))
            {
                var field = block.Value.Field(Value) ?? default;
                if ((field.Text("value") ?? field.Field("selected_option")?.Text("value")) is { Length: > 0 } value)
                {
                    values[block.Name[FieldPrefix.Length..]] = value;
                }
            }
        }

        return values;
    }

    /// <returns>What stood in the fields when the form was shown, by option: Slack keeps what was typed where a changed view has the same fields.</returns>
    public static Dictionary<string, string> Initial(JsonElement view)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var block in view.Items("blocks"))
        {
            if (block.Text("block_id") is { } id && id.StartsWith(FieldPrefix, StringComparison.Ordinal) && block.Field("element")?.Text("initial_value") is { } value)
            {
                values[id[FieldPrefix.Length..]] = value;
            }
        }

        return values;
    }

    /// <returns>The options that the form asks for.</returns>
    public static IReadOnlyList<string> Fields(JsonElement view) =>
        [.. view.Items("blocks").Where(block => block.Text("type") == "input").Select(block => block.Text("block_id"))
            .OfType<string>().Where(id => id.StartsWith(FieldPrefix, StringComparison.Ordinal)).Select(id => id[FieldPrefix.Length..])];

    private static SlackBlock TryHint => new SlackBlock.Context([SlackTextObject.Plain("What it would have found in the stored articles is shown here before anything is saved.")]);

    private static SlackBlock Input(ReplyForm.Field field)
    {
        var max = Math.Clamp(field.MaxLength, 1, MaxInput);
        var isQuery = field.Option == Query;
        return Field(field.Option, PlainText.Fit(field.Label, LabelLength, SlackText.Escape), new SlackElement.TextInput(Value)
        {
            Multiline = field.IsLong,
            InitialValue = string.IsNullOrEmpty(field.Value) || PlainText.Count(field.Value) > max ? null : field.Value,
            MaxLength = max,
            DispatchActionConfig = isQuery ? new SlackDispatch(["on_character_entered", "on_enter_pressed"]) : null,
        }) with
        {
            Hint = field.Hint.Length > 0 ? SlackTextObject.Plain(SlackText.Escape(field.Hint)) : null,
            Optional = field.IsRequired ? null : true,
            DispatchAction = isQuery ? true : null,
        };
    }
}
