using AlertBot.Chat.Content;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// A reply as Discord messages: the first answers the command, the others follow it. Each story is a message with its
/// buttons; what stands before it is the text above it.
/// </summary>
internal static class DiscordReply
{
    /// <summary>The answer and five more: nobody reads on.</summary>
    public const int MaxMessages = 6;

    private const string TruncatedNotice = "-# The rest has no room here.";

    /// <returns>Never empty; for whom they are is said by <see cref="DiscordMessage.WithVisibility"/>.</returns>
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

    /// <summary>Under the last message; below a story, whose own row stays, they are further rows.</summary>
    private static List<DiscordMessage> WithButtons(List<DiscordMessage> messages, IReadOnlyList<ReplyButton> buttons)
    {
        if (buttons.Count > 0)
        {
            messages[^1] = messages[^1] with { Components =
                [.. (messages[^1].Components ?? []).Concat(DiscordActionRow.From(buttons)).Take(DiscordLimits.MaxActionRows)] };
        }

        return messages;
    }
}
