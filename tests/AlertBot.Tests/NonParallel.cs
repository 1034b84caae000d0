namespace AlertBot.Tests;

/// <summary>Tests that hostile input ends in time run alone: beside others they would measure the others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NonParallel
{
    public const string Name = "alone";
}
