using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AlertBot.Testing;

namespace AlertBot.Benchmarks.Harness;

/// <summary>
/// The real service as a process of its own, with settings and database in a temporary folder. It can be killed and started again.
/// </summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ScenarioOptions _options;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ConcurrentDictionary<string, int> _problems = new(StringComparer.Ordinal);
    private readonly int _port;
    private Process? _process;

    /// <param name="settings">The sections other than storage and web.</param>
    /// <param name="web">More keys of web, starting with a comma.</param>
    public ServiceProcess(ScenarioOptions options, string settings, string web = "")
    {
        _options = options;
        _folder = Directory.CreateTempSubdirectory("alertbot-scenario-");
        _port = LoopbackPort.Allocate();
        File.WriteAllText(ConfigPath, $$"""
            storage: { connection: "Data Source={{DatabasePath}}" }
            web: { listen: "http://127.0.0.1:{{_port}}"{{web}} }
            {{settings}}
            """);
    }

    public string DatabasePath => Path.Combine(_folder.FullName, "alertbot.db");

    /// <summary>
    /// Warnings and errors in the service's log, with their count. Numbers are replaced, so that similar lines are counted together.
    /// </summary>
    public IReadOnlyDictionary<string, int> LoggedProblems => _problems;

    public int ProcessId => _process!.Id;

    private string ConfigPath => Path.Combine(_folder.FullName, "alertbot.yaml");

    /// <summary>Runs another verb of the executable and waits for its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunVerbAsync(ScenarioOptions options, IEnumerable<string> arguments,
        CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(options.Executable, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await error;
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output);
    }

    /// <returns>From the start of the process to the first 200 of /readyz.</returns>
    public async Task<TimeSpan> StartAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        Launch();
        using var timer = new PeriodicTimer(PollInterval, TimeProvider.System);
        while (!await IsReadyAsync(cancellationToken))
        {
            if (_process!.HasExited || Stopwatch.GetElapsedTime(start) > StartLimit)
            {
                throw new InvalidOperationException($"The service did not become ready: {string.Join("; ", _problems.Keys)}");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Starts the process and does not wait until it is ready.</summary>
    public void Launch()
    {
        var start = new ProcessStartInfo(_options.Executable, ["run", "--config", ConfigPath])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("ALERTBOT_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        _process?.Dispose();
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => RecordLogLine(line.Data);
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public bool HasExited => _process!.HasExited;

    /// <summary>Ends the process with SIGKILL, which lets it finish nothing.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process!.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Stops the process with SIGTERM, as an operator does.</summary>
    /// <returns>The time until the process has ended, and its exit code.</returns>
    public async Task<(TimeSpan Took, int ExitCode)> StopAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (Stopwatch.GetElapsedTime(start), _process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync(CancellationToken.None);
        }

        _process?.Dispose();
        _http.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_options.Keep)
        {
            await Console.Error.WriteLineAsync($"kept: {_folder.FullName}");
        }
        else
        {
            _folder.Delete(recursive: true);
        }
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri($"http://127.0.0.1:{_port}/readyz"), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void RecordLogLine(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (_options.Keep)
        {
            File.AppendAllText(Path.Combine(_folder.FullName, "log.txt"), line + "\n");
        }

        if (!HarmlessLine().IsMatch(line))
        {
            var problem = Number().Replace(line, "#");
            _problems.AddOrUpdate(problem.Length > 180 ? problem[..180] + "…" : problem, 1, (_, count) => count + 1);
        }
    }

    [GeneratedRegex("Z info  |^AlertBot is running|no effect yet")]
    private static partial Regex HarmlessLine();

    [GeneratedRegex(@"\d[\d:.\- Z]*")]
    private static partial Regex Number();
}
