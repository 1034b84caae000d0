namespace AlertBot.Tests;

/// <summary>Tests that measure time or memory. They run alone, because other tests would distort the measurement.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NonParallel
{
    public const string Name = "alone";
}
