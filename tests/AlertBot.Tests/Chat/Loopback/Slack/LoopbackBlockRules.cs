using System.Text.Json;

namespace AlertBot.Tests.Chat.Loopback.Slack;

/// <summary>Block Kit: what each block has to have and may have, and its limits. https://docs.slack.dev/reference/block-kit/blocks; @slack/types block-kit/blocks.d.ts</summary>
internal static class LoopbackBlockRules
{
    /// <summary>https://docs.slack.dev/reference/block-kit/blocks: “up to 50 blocks in each message, and 100 blocks in modals”.</summary>
    public const int OfMessage = 50;

    public const int OfView = 100;

    /// <summary>@slack/types block-kit/blocks.d.ts, Block.block_id</summary>
    private const int BlockId = 255;

    /// <summary>@slack/types block-kit/blocks.d.ts, HeaderBlock.text</summary>
    private const int HeaderText = 150;

    /// <summary>@slack/types block-kit/blocks.d.ts, SectionBlock.text</summary>
    private const int SectionText = 3_000;

    /// <summary>@slack/types block-kit/blocks.d.ts, SectionBlock.fields</summary>
    private const int Fields = 10;

    private const int FieldText = 2_000;

    /// <summary>@slack/types block-kit/blocks.d.ts, ContextBlock.elements</summary>
    private const int ContextElements = 10;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, MrkdwnElement.text</summary>
    private const int ContextText = 3_000;

    /// <summary>@slack/types block-kit/blocks.d.ts, ActionsBlock.elements</summary>
    private const int ActionElements = 25;

    /// <summary>@slack/types block-kit/blocks.d.ts, InputBlock.label and hint</summary>
    private const int InputText = 2_000;

    /// <summary>@slack/types block-kit/blocks.d.ts, ImageBlock.alt_text and title</summary>
    private const int ImageText = 2_000;

    /// <summary>https://docs.slack.dev/reference/block-kit/blocks/image-block, image_url</summary>
    private const int ImageUrl = 3_000;

    public static void Check(JsonElement blocks, string path, int max, LoopbackSlackShape shape)
    {
        var ids = new HashSet<string>();
        foreach (var (block, at) in shape.Items(blocks, path, 0, max))
        {
            CheckBlock(block, at, shape);
            if (block.ValueKind == JsonValueKind.Object)
            {
                shape.String(block, at, "block_id", 1, BlockId);
            }

            if (LoopbackSlackShape.Word(block, "block_id") is { } id && !ids.Add(id))
            {
                shape.Fail(at + "/block_id", $"`block_id` already exists for another block: {id}");
            }
        }
    }

    private static void CheckBlock(JsonElement block, string path, LoopbackSlackShape shape)
    {
        switch (LoopbackSlackShape.Type(block))
        {
            case "header" when shape.Members(block, path, ["type", "text"], "block_id"):
                shape.Text(block, path, "text", HeaderText);
                break;
            case "section":
                CheckSection(block, path, shape);
                break;
            case "context" when shape.Members(block, path, ["type", "elements"], "block_id"):
                CheckContext(block, path, shape);
                break;
            case "divider":
                shape.Members(block, path, ["type"], "block_id");
                break;
            case "actions" when shape.Members(block, path, ["type", "elements"], "block_id"):
                LoopbackElementRules.Check(shape.Items(block.GetProperty("elements"), path + "/elements", 1, ActionElements), ["button", "overflow", "static_select"], shape);
                break;
            case "input" when shape.Members(block, path, ["type", "label", "element"], "hint", "optional", "dispatch_action", "block_id"):
                CheckInput(block, path, shape);
                break;
            case "image":
                CheckImage(block, path, shape, isBlock: true);
                break;
            case "header" or "context" or "actions" or "input":
                break;
            case var type:
                shape.Fail(path + "/type", $"unsupported type: {type}");
                break;
        }
    }

    private static void CheckSection(JsonElement block, string path, LoopbackSlackShape shape)
    {
        if (!shape.Members(block, path, ["type"], "text", "fields", "accessory", "expand", "block_id"))
        {
            return;
        }

        var hasFields = block.TryGetProperty("fields", out var fields);
        if (!hasFields && !block.TryGetProperty("text", out _))
        {
            shape.Fail(path, "missing required field: text");
        }

        shape.Text(block, path, "text", SectionText, plainOnly: false);
        shape.Flag(block, path, "expand");
        foreach (var (field, at) in hasFields ? shape.Items(fields, path + "/fields", 1, Fields) : [])
        {
            shape.Text(field, at, FieldText, plainOnly: false);
        }

        if (block.TryGetProperty("accessory", out var accessory))
        {
            if (LoopbackSlackShape.Type(accessory) == "image")
            {
                CheckImage(accessory, path + "/accessory", shape, isBlock: false);
                return;
            }

            LoopbackElementRules.Check([(accessory, path + "/accessory")], ["button", "overflow", "static_select"], shape);
        }
    }

    private static void CheckContext(JsonElement block, string path, LoopbackSlackShape shape)
    {
        foreach (var (element, at) in shape.Items(block.GetProperty("elements"), path + "/elements", 1, ContextElements))
        {
            if (LoopbackSlackShape.Type(element) == "image")
            {
                CheckImage(element, at, shape, isBlock: false);
            }
            else
            {
                shape.Text(element, at, ContextText, plainOnly: false);
            }
        }
    }

    private static void CheckInput(JsonElement block, string path, LoopbackSlackShape shape)
    {
        shape.Text(block, path, "label", InputText);
        shape.Text(block, path, "hint", InputText);
        shape.Flag(block, path, "optional");
        shape.Flag(block, path, "dispatch_action");
        LoopbackElementRules.Check([(block.GetProperty("element"), path + "/element")], ["static_select", "plain_text_input"], shape);
    }

    private static void CheckImage(JsonElement image, string path, LoopbackSlackShape shape, bool isBlock)
    {
        if (!shape.Members(image, path, ["type", "alt_text", "image_url"], isBlock ? ["title", "block_id"] : []))
        {
            return;
        }

        shape.String(image, path, "alt_text", 1, ImageText);
        shape.Address(image, path, "image_url", ImageUrl);
        shape.Text(image, path, "title", ImageText);
    }
}
