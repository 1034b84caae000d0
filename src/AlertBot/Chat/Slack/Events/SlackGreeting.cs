using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Events;

/// <summary>Explains the first steps to the person who invited the bot to a channel.</summary>
internal sealed partial class SlackGreeting(ISlackApi api, ILogger<SlackGreeting> logger)
{
    private const string Text =
        """
        *AlertBot is here.* It posts alerts in this channel when there is news on a topic that it follows, with quotes word for word.
        To start, type `/news subscribe` and a topic, e.g. `/news subscribe ceasefire`. `/news topic list` lists the available topics.
        `/news latest` shows the newest stories, and `/news help` lists all commands. To add a topic, type `/news topic add`.
        """;

    /// <summary>Posts once; only the inviter sees the message.</summary>
    public async Task PostAsync(string channel, string inviter, CancellationToken cancellationToken)
    {
        if (!SlackIds.IsChannelId(channel) || !SlackTraits.IsId(inviter))
        {
            return;
        }

        var message = new SlackMessage(Text, [new SlackBlock.Section(SlackTextObject.Mrkdwn(Text))]) { Channel = channel, User = inviter };
        if (await api.SendAsync(SlackMethods.PostEphemeral(message), cancellationToken) is not PlatformResult.Succeeded)
        {
            LogNotPosted(channel);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The greeting in slack:{Channel} could not be posted.")]
    private partial void LogNotPosted(string channel);
}
