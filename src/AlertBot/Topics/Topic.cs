using AlertBot.Topics.Queries;

namespace AlertBot.Topics;

/// <summary>A named query.</summary>
internal sealed record Topic(string Name, TopicQuery Query);
