using System.Text.Json;

namespace AlertBot.Testing.Slack.Validation;

/// <summary>
/// The required and optional members of each block and their limits: https://docs.slack.dev/reference/block-kit/blocks; @slack/types
/// block-kit/blocks.d.ts
/// </summary>
internal static class SlackBlockRules
{
    /// <summary>https://docs.slack.dev/reference/block-kit/blocks: “up to 50 blocks in each message, and 100 blocks in modals”.</summary>
    public const int MaxMessageBlocks = 50;

    public const int MaxViewBlocks = 100;

    /// <summary>@slack/types block-kit/blocks.d.ts, Block.block_id</summary>
    private const int MaxBlockId = 255;

    /// <summary>@slack/types block-kit/blocks.d.ts, HeaderBlock.text</summary>
    private const int MaxHeaderText = 150;

    /// <summary>@slack/types block-kit/blocks.d.ts, SectionBlock.text</summary>
    private const int MaxSectionText = 3_000;

    /// <summary>@slack/types block-kit/blocks.d.ts, SectionBlock.fields</summary>
    private const int MaxFields = 10;

    private const int MaxFieldText = 2_000;

    /// <summary>@slack/types block-kit/blocks.d.ts, ContextBlock.elements</summary>
    private const int MaxContextElements = 10;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, MrkdwnElement.text</summary>
    private const int MaxContextText = 3_000;

    /// <summary>@slack/types block-kit/blocks.d.ts, ActionsBlock.elements</summary>
    private const int MaxActionElements = 25;

    /// <summary>@slack/types block-kit/blocks.d.ts, InputBlock.label and hint</summary>
    private const int MaxInputText = 2_000;

    /// <summary>Not documented. A card has one quote of three elements in a block.</summary>
    private const int MaxRichTextElements = 10;

    /// <summary>@slack/types block-kit/blocks.d.ts, ImageBlock.alt_text and title</summary>
    private const int MaxImageText = 2_000;

    /// <summary>https://docs.slack.dev/reference/block-kit/blocks/image-block, image_url</summary>
    private const int MaxImageUrl = 3_000;

    public static void Check(JsonElement blocks, string path, int max, SlackBodyValidator validator)
    {
        var ids = new HashSet<string>();
        foreach (var (block, at) in validator.CheckArray(blocks, path, 0, max))
        {
            CheckBlock(block, at, validator);
            if (block.ValueKind == JsonValueKind.Object)
            {
                validator.CheckString(block, at, "block_id", 1, MaxBlockId);
            }

            if (SlackBodyValidator.Word(block, "block_id") is { } id && !ids.Add(id))
            {
                validator.AddError(at + "/block_id", $"`block_id` already exists for another block: {id}");
            }
        }
    }

    private static void CheckBlock(JsonElement block, string path, SlackBodyValidator validator)
    {
        switch (SlackBodyValidator.Type(block))
        {
            case "header" when validator.CheckObject(block, path, ["type", "text"], "block_id"):
                validator.CheckText(block, path, "text", MaxHeaderText);
                break;
            case "section":
                CheckSection(block, path, validator);
                break;
            case "context" when validator.CheckObject(block, path, ["type", "elements"], "block_id"):
                CheckContext(block, path, validator);
                break;
            case "rich_text" when validator.CheckObject(block, path, ["type", "elements"], "block_id"):
                CheckRichText(block, path, validator);
                break;
            case "divider":
                validator.CheckObject(block, path, ["type"], "block_id");
                break;
            case "actions" when validator.CheckObject(block, path, ["type", "elements"], "block_id"):
                SlackElementRules.Check(validator.CheckArray(block.GetProperty("elements"), path + "/elements", 1, MaxActionElements),
                    ["button", "overflow", "static_select"], validator);
                break;
            case "input"
                when validator.CheckObject(block, path, ["type", "label", "element"], "hint", "optional", "dispatch_action", "block_id"):
                CheckInput(block, path, validator);
                break;
            case "image":
                CheckImage(block, path, validator, isBlock: true);
                break;
            case "header" or "context" or "actions" or "input" or "rich_text":
                break;
            case var type:
                validator.AddError(path + "/type", $"unsupported type: {type}");
                break;
        }
    }

    private static void CheckSection(JsonElement block, string path, SlackBodyValidator validator)
    {
        if (!validator.CheckObject(block, path, ["type"], "text", "fields", "accessory", "expand", "block_id"))
        {
            return;
        }

        var hasFields = block.TryGetProperty("fields", out var fields);
        if (!hasFields && !block.TryGetProperty("text", out _))
        {
            validator.AddError(path, "missing required field: text");
        }

        validator.CheckText(block, path, "text", MaxSectionText, plainOnly: false);
        validator.CheckBoolean(block, path, "expand");
        foreach (var (field, at) in hasFields ? validator.CheckArray(fields, path + "/fields", 1, MaxFields) : [])
        {
            validator.CheckText(field, at, MaxFieldText, plainOnly: false);
        }

        if (block.TryGetProperty("accessory", out var accessory))
        {
            if (SlackBodyValidator.Type(accessory) == "image")
            {
                CheckImage(accessory, path + "/accessory", validator, isBlock: false);
                return;
            }

            SlackElementRules.Check([(accessory, path + "/accessory")], ["button", "overflow", "static_select"], validator);
        }
    }

    private static void CheckContext(JsonElement block, string path, SlackBodyValidator validator)
    {
        foreach (var (element, at) in validator.CheckArray(block.GetProperty("elements"), path + "/elements", 1, MaxContextElements))
        {
            if (SlackBodyValidator.Type(element) == "image")
            {
                CheckImage(element, at, validator, isBlock: false);
            }
            else
            {
                validator.CheckText(element, at, MaxContextText, plainOnly: false);
            }
        }
    }

    /// <summary>
    /// Block quotes of text elements, the only ones that AlertBot sends: @slack/types block-kit/block-elements.d.ts, RichTextQuote.
    /// </summary>
    private static void CheckRichText(JsonElement block, string path, SlackBodyValidator validator)
    {
        foreach (var (quote, at) in validator.CheckArray(block.GetProperty("elements"), path + "/elements", 1, MaxRichTextElements))
        {
            if (SlackBodyValidator.Type(quote) != "rich_text_quote")
            {
                validator.AddError(at + "/type", $"unsupported type: {SlackBodyValidator.Type(quote)}");
            }
            else if (validator.CheckObject(quote, at, ["type", "elements"], "border"))
            {
                CheckRichTextSpans(quote, at, validator);
            }
        }
    }

    private static void CheckRichTextSpans(JsonElement quote, string path, SlackBodyValidator validator)
    {
        foreach (var (span, at) in validator.CheckArray(quote.GetProperty("elements"), path + "/elements", 1, MaxRichTextElements))
        {
            if (SlackBodyValidator.Type(span) != "text")
            {
                validator.AddError(at + "/type", $"unsupported type: {SlackBodyValidator.Type(span)}");
            }
            else if (validator.CheckObject(span, at, ["type", "text"], "style"))
            {
                validator.CheckString(span, at, "text", 1, MaxSectionText);
                if (span.TryGetProperty("style", out var style)
                    && validator.CheckObject(style, at + "/style", [], "bold", "italic", "strike", "code"))
                {
                    validator.CheckBoolean(style, at + "/style", "bold");
                }
            }
        }
    }

    private static void CheckInput(JsonElement block, string path, SlackBodyValidator validator)
    {
        validator.CheckText(block, path, "label", MaxInputText);
        validator.CheckText(block, path, "hint", MaxInputText);
        validator.CheckBoolean(block, path, "optional");
        validator.CheckBoolean(block, path, "dispatch_action");
        SlackElementRules.Check([(block.GetProperty("element"), path + "/element")], ["static_select", "plain_text_input"], validator);
    }

    private static void CheckImage(JsonElement image, string path, SlackBodyValidator validator, bool isBlock)
    {
        if (!validator.CheckObject(image, path, ["type", "alt_text", "image_url"], isBlock ? ["title", "block_id"] : []))
        {
            return;
        }

        validator.CheckString(image, path, "alt_text", 1, MaxImageText);
        validator.CheckUrl(image, path, "image_url", MaxImageUrl);
        validator.CheckText(image, path, "title", MaxImageText);
    }
}
