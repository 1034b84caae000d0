using AlertBot.Topics.Queries;

namespace AlertBot.Topics;

/// <summary>One of the settings under <c>topics</c>.</summary>
/// <param name="Name">Letters, digits and hyphens; unique without regard to case.</param>
/// <param name="Query">Read without mistake.</param>
internal sealed record TopicOptions(string Name, TopicQuery Query)
{
    /// <summary>Its alerts come through quiet hours and digests. Default: no.</summary>
    public bool Urgent { get; init; }

    /// <summary>Topics that stay silent for a while after an alert of this one. Default: none.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Mutes { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>Sample texts that the topic has to find. Default: none.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Sample texts that the topic must not find. Default: none.</summary>
    public IReadOnlyList<string> CounterExamples { get; init; } = [];

    public Topic Topic => new(Name, Query);
}
