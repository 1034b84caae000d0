using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Events;

/// <summary>What whoever invited the bot to a channel reads first: how to start.</summary>
internal sealed partial class SlackGreeting(ISlackApi api, ILogger<SlackGreeting> logger)
{
    private const string Text =
        """
        *AlertBot is here.* It tells this channel when a story it follows has news, and shows who said what, word for word.
        To start, type `/news subscribe` and a topic, e.g. `/news subscribe ceasefire`; `/news topic list` shows the topics there are.
        `/news latest` shows what there is already, `/news help` everything else. For a topic of your own: `/news topic add`.
        """;

    /// <summary>Once, and to that person alone.</summary>
    public async Task PostAsync(string channel, string inviter, CancellationToken cancellationToken)
    {
        if (!SlackIds.IsChannelId(channel) || !SlackIds.IsId(inviter))
        {
            return;
        }

        var message = new SlackMessage(Text, [new SlackBlock.Section(SlackTextObject.Mrkdwn(Text))]) { Channel = channel, User = inviter };
        if (await api.SendAsync(SlackMethods.PostEphemeral(message), cancellationToken) is not SlackApiResult.Succeeded)
        {
            LogNotSaid(channel);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "AlertBot could not say hello in slack:{Channel}")]
    private partial void LogNotSaid(string channel);
}
