using AlertBot.Chat.Content;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// Renders a reply as Discord messages: the first responds to the command, the others are follow-ups. Each story is a message of its own
/// with its buttons; the text before it goes into the same message.
/// </summary>
internal static class DiscordReply
{
    /// <summary>Limits the messages of a reply, so that a long one does not flood the channel.</summary>
    public const int MaxMessages = 6;

    private const string TruncatedNotice = "-# The rest is left out: the reply is too long.";

    /// <returns>At least one message. Who sees it is set by <see cref="DiscordMessage.WithVisibility"/>.</returns>
    public static IReadOnlyList<DiscordMessage> ToMessages(Reply reply)
    {
        var messages = new List<DiscordMessage>();
        var text = new DiscordReplyPaginator();
        foreach (var block in reply.Blocks)
        {
            if (block is ReplyBlock.Story story)
            {
                var above = text.TakePages();
                messages.AddRange(above.SkipLast(1).Select(TextMessage));
                messages.Add(DiscordMessage.From(story.Card, story.Id) with { Content = above.Count > 0 ? above[^1] : null });
            }
            else
            {
                text.Add(block);
            }
        }

        messages.AddRange(text.TakePages().Select(TextMessage));
        return WithButtons(LimitCount(messages), reply.Buttons);
    }

    private static DiscordMessage TextMessage(string page) => new() { Content = page };

    private static List<DiscordMessage> LimitCount(List<DiscordMessage> messages) => messages switch
    {
        [] => [TextMessage("There is nothing to show.")],
        { Count: <= MaxMessages } => messages,
        _ => [.. messages.Take(MaxMessages - 1), TextMessage(TruncatedNotice)],
    };

    /// <summary>Adds the buttons to the last message, below the buttons that it has.</summary>
    private static List<DiscordMessage> WithButtons(List<DiscordMessage> messages, IReadOnlyList<ReplyButton> buttons)
    {
        if (buttons.Count > 0)
        {
            var rows = (messages[^1].Components ?? []).Concat(DiscordActionRow.From(buttons)).Take(DiscordLimits.MaxActionRows);
            messages[^1] = messages[^1] with { Components = [.. rows] };
        }

        return messages;
    }
}
