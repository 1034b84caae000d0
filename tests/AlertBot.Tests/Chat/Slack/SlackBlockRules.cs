using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat;
using AlertBot.Chat.Slack;

namespace AlertBot.Tests.Chat.Slack;

/// <summary>What Slack asks of the blocks of a card; numbers of @slack/types block-kit/blocks.d.ts, block-elements.d.ts, composition-objects.d.ts.</summary>
internal static class SlackBlockRules
{
    public static IEnumerable<SlackTextObject> TextsOf(IReadOnlyList<SlackBlock> blocks) => blocks.SelectMany(block => block switch
    {
        SlackBlock.Header header => [header.Text],
        SlackBlock.Section section => [section.Text],
        SlackBlock.Context context => context.Elements,
        _ => Array.Empty<SlackTextObject>(),
    });

    public static List<string> Breaches(IReadOnlyList<SlackBlock> blocks) => Breaches(JsonNode.Parse(new SlackMessage("x", blocks).ToJson())!["blocks"]!.AsArray());

    public static List<string> Breaches(JsonArray blocks)
    {
        var breaches = new List<string>();
        Expect(blocks.Count is > 0 and <= 50, "1 to 50 blocks");
        foreach (var block in blocks.Select(block => block!.AsObject()))
        {
            switch (block["type"]!.GetValue<string>())
            {
                case "header":
                    Names(block, "text");
                    Text(block["text"], 150, isPlain: true);
                    break;
                case "section":
                    Names(block, "text");
                    Text(block["text"], 3_000);
                    break;
                case "context":
                    Names(block, "elements");
                    Expect(block["elements"]!.AsArray().Count is > 0 and <= 10, "1 to 10 elements of a context");
                    block["elements"]!.AsArray().ToList().ForEach(element => Text(element, 3_000));
                    break;
                case "actions":
                    Names(block, "elements");
                    Actions(block["elements"]!.AsArray());
                    break;
                case var type:
                    breaches.Add("unknown block " + type);
                    break;
            }
        }

        return breaches;

        void Actions(JsonArray elements)
        {
            Expect(elements.Count is > 0 and <= 25, "1 to 25 elements of a row");
            Expect(elements.Select(element => element!["action_id"]!.GetValue<string>()).Distinct().Count() == elements.Count, "action ids differ in a block");
            foreach (var element in elements.Select(element => element!.AsObject()))
            {
                Length(element["action_id"], 255);
                if (element["type"]!.GetValue<string>() == "button")
                {
                    Names(element, "text", "action_id", "value", "confirm");
                    Text(element["text"], 75, isPlain: true);
                    Length(element["value"], 2_000);
                }
                else
                {
                    Names(element, "action_id", "options");
                    Expect(element["options"]!.AsArray().Count is >= 2 and <= 5, "2 to 5 options");
                    element["options"]!.AsArray().ToList().ForEach(option => Text(option!["text"], 75, isPlain: true));
                    element["options"]!.AsArray().ToList().ForEach(option => Length(option!["value"], 150));
                }

                if (element["confirm"] is JsonObject confirm)
                {
                    Names(confirm, "title", "text", "confirm", "deny", "style");
                    Text(confirm["title"], 100, isPlain: true);
                    Text(confirm["text"], 300, isPlain: true);
                    Text(confirm["confirm"], 30, isPlain: true);
                    Text(confirm["deny"], 30, isPlain: true);
                }
            }
        }

        void Text(JsonNode? text, int max, bool isPlain = false)
        {
            var isMarked = text?["type"]?.GetValue<string>() == "mrkdwn";
            Expect(text is not null && (!isMarked || !isPlain), "plain text");
            Names(text!.AsObject(), "text", isMarked ? "verbatim" : "emoji");
            Length(text["text"], max);
        }

        void Length(JsonNode? text, int max) => Expect(text?.GetValueKind() == JsonValueKind.String && PlainText.Count(text.GetValue<string>()) is > 0 and var count && count <= max, $"1 to {max}: {text}");

        void Names(JsonObject node, params string[] names) =>
            breaches.AddRange(node.Where(member => (member.Key != "type" && !names.Contains(member.Key)) || member.Value is null).Select(member => "unknown or null: " + member.Key));

        void Expect(bool isSo, string rule)
        {
            if (!isSo)
            {
                breaches.Add(rule);
            }
        }
    }
}
