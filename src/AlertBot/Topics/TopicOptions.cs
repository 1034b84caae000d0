using AlertBot.Topics.Queries;

namespace AlertBot.Topics;

/// <summary>One entry of the settings under <c>topics</c>.</summary>
/// <param name="Name">See <see cref="TopicName"/>; unique without regard to case.</param>
/// <param name="Query">The parsed query.</param>
internal sealed record TopicOptions(string Name, TopicQuery Query)
{
    /// <summary>Whether its alerts ignore quiet hours and digests. Default: false.</summary>
    public bool Urgent { get; init; }

    /// <summary>Topics that send no alerts for the given time after an alert of this one. Default: none.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Mutes { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>Sample texts that the query must match. Default: none.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Sample texts that the query must not match. Default: none.</summary>
    public IReadOnlyList<string> CounterExamples { get; init; } = [];

    public Topic Topic => new(Name, Query);
}
