using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Discord;

/// <summary>
/// A reply as Discord messages: the first answers the command, the others follow it. Each story is a message with its
/// buttons; what stands before it is the text above it.
/// </summary>
internal static class DiscordReply
{
    /// <summary>The answer and five more: nobody reads on.</summary>
    public const int MaxMessages = 6;

    private const string LeftOut = "-# The rest has no room here.";

    /// <returns>Never empty; for whom they are is said by <see cref="DiscordMessage.For"/>.</returns>
    public static IReadOnlyList<DiscordMessage> Messages(Reply reply)
    {
        var messages = new List<DiscordMessage>();
        var text = new DiscordText();
        foreach (var block in reply.Blocks)
        {
            if (block is ReplyBlock.Story story)
            {
                var above = text.TakePages();
                messages.AddRange(above.SkipLast(1).Select(Text));
                messages.Add(DiscordMessage.Of(story.Card, story.Id) with { Content = above.Count > 0 ? above[^1] : null });
            }
            else
            {
                text.Add(block);
            }
        }

        messages.AddRange(text.TakePages().Select(Text));
        return WithButtons(Bounded(messages), reply.Buttons);
    }

    private static DiscordMessage Text(string page) => new() { Content = page };

    private static List<DiscordMessage> Bounded(List<DiscordMessage> messages) => messages switch
    {
        [] => [Text("There is nothing to show.")],
        { Count: <= MaxMessages } => messages,
        _ => [.. messages.Take(MaxMessages - 1), Text(LeftOut)],
    };

    /// <summary>Under the last message; below a story, whose own row stays, they are further rows.</summary>
    private static List<DiscordMessage> WithButtons(List<DiscordMessage> messages, IReadOnlyList<ReplyButton> buttons)
    {
        if (buttons.Count > 0)
        {
            messages[^1] = messages[^1] with { Components = [.. (messages[^1].Components ?? []).Concat(DiscordRow.Of(buttons)).Take(DiscordLimits.Rows)] };
        }

        return messages;
    }
}
