using System.Reflection;
using AlertBot.Benchmarks.Scenarios;
using BenchmarkDotNet.Running;

if (ScenarioVerbs.Find(args) is { } scenario)
{
    return await scenario();
}

BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
return 0;
