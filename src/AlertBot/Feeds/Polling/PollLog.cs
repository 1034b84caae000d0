namespace AlertBot.Feeds.Polling;

/// <summary>Logs problems of a feed: when one begins, once more when it lasts, and when the feed recovers.</summary>
internal sealed partial class PollLog(ILogger logger)
{
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromDays(1);

    /// <summary>Not logged at every failure; the row has the latest one.</summary>
    public void ReportFailure(FeedPoll poll, string reason, DateTimeOffset due)
    {
        if (poll.Feed.FailureCount == 0)
        {
            LogFailed(DisplayName(poll), reason, due);
        }
        else if (poll.Feed.FailingSince is { } since && poll.AnsweredAt - since >= RepeatAfter
            && poll.Feed.LastPolledAt - since < RepeatAfter)
        {
            LogStillFailing(DisplayName(poll), since, reason, due);
        }
    }

    public void ReportRecovery(FeedPoll poll) => LogRecovered(DisplayName(poll));

    public void ReportGone(FeedPoll poll, string reason) => LogGone(DisplayName(poll), reason);

    public void ReportMove(FeedPoll poll, string host) => LogMoved(DisplayName(poll), host);

    /// <summary>Logged once a day, because a feed with a short list may have a gap at every poll.</summary>
    public void ReportGap(FeedPoll poll)
    {
        if (!(poll.AnsweredAt - poll.Feed.LastGapAt < RepeatAfter))
        {
            LogGap(DisplayName(poll));
        }
    }

    public void ReportUnrecordedPolls(Exception exception, int polls) => LogNotRecorded(exception, polls);

    // An address can contain a password or a key, so only its host is logged.
    private static string DisplayName(FeedPoll poll) => poll.Options?.ToString() ?? poll.Feed.ToString();

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Feed} is failing: {Reason}. Next attempt {Due:u}.")]
    private partial void LogFailed(string feed, string reason, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Feed} has been failing since {Since:u}: {Reason}. Next attempt {Due:u}.")]
    private partial void LogStillFailing(string feed, DateTimeOffset since, string reason, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Could not record {Polls} polls that found no changes; those feeds will be polled again shortly")]
    private partial void LogNotRecorded(Exception exception, int polls);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feed} recovered.")]
    private partial void LogRecovered(string feed);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Feed} is gone: {Reason}. It is not polled until its address changes or it is added again.")]
    private partial void LogGone(string feed, string reason);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Feed} moved permanently to {Host} and is polled there. Update its address in the settings.")]
    private partial void LogMoved(string feed, string host);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Every entry in {Feed} is new, so some entries were probably missed since the last poll. "
            + "The feed will now be polled more often.")]
    private partial void LogGap(string feed);
}
