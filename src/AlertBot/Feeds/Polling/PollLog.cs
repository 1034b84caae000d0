namespace AlertBot.Feeds.Polling;

/// <summary>Says what an operator should know of a feed: at its begin, once more when it lasts, and when it is over.</summary>
internal sealed partial class PollLog(ILogger logger)
{
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromDays(1);

    /// <summary>Not at every failure: the row holds the newest.</summary>
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

    /// <summary>Once a day: a feed whose list is short may have a gap at every poll.</summary>
    public void ReportGap(FeedPoll poll)
    {
        if (!(poll.AnsweredAt - poll.Feed.LastGapAt < RepeatAfter))
        {
            LogGap(DisplayName(poll));
        }
    }

    public void ReportUnrecordedPolls(Exception exception, int polls) => LogNotRecorded(exception, polls);

    // An address can hold a password or a key: the log gets its host.
    private static string DisplayName(FeedPoll poll) => poll.Options?.ToString() ?? poll.Feed.ToString();

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Feed} failed: {Reason}. The next try is at {Due:u}; it is said again when it recovers")]
    private partial void LogFailed(string feed, string reason, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Feed} has failed since {Since:u}: {Reason}. It is not given up; the next try is at {Due:u}")]
    private partial void LogStillFailing(string feed, DateTimeOffset since, string reason, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "poll: {Polls} polls that brought nothing could not be recorded; they come back when their leases run out")]
    private partial void LogNotRecorded(Exception exception, int polls);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feed} answers again")]
    private partial void LogRecovered(string feed);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Feed} has ended: {Reason}. It is polled no more until its address in the settings changes or somebody adds it again")]
    private partial void LogGone(string feed, string reason);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Feed} moved for good to {Host} and is polled there: write its new address into the settings")]
    private partial void LogMoved(string feed, string host);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Feed} lists nothing that was known: entries were missed since the last poll. It is polled faster")]
    private partial void LogGap(string feed);
}
