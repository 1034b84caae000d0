using AlertBot.Settings;

namespace AlertBot.Cli;

/// <summary>How one run of the service uses the console.</summary>
/// <param name="Input">Commands typed at the console. Null: none are read.</param>
/// <param name="Output">Where the console destination prints alerts and replies.</param>
/// <param name="LogLevel">The lowest level of AlertBot's own log lines. Those of libraries are logged from warnings up.</param>
/// <param name="ShowsNewestStories">At the first start with an empty database, the console shows the newest story of each topic.</param>
internal sealed record ServiceConsole(TextReader? Input, TextWriter Output, LogLevel LogLevel, bool ShowsNewestStories);

/// <summary>Builds the host of the service, not yet started.</summary>
internal delegate WebApplication HostFactory(AlertBotSettings settings, ServiceConsole console);
