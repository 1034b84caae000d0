using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace AlertBot.Benchmarks.Harness;

/// <summary>
/// The real service as a process of its own, with settings and database in a temporary folder; may be killed and started again.
/// </summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ScenarioOptions _options;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ConcurrentDictionary<string, int> _complaints = new(StringComparer.Ordinal);
    private readonly int _port;
    private Process? _process;

    /// <param name="settings">Everything but storage and web.</param>
    /// <param name="web">More of web, after a comma.</param>
    public ServiceProcess(ScenarioOptions options, string settings, string web = "")
    {
        _options = options;
        _folder = Directory.CreateTempSubdirectory("alertbot-scenario-");
        _port = FreePort();
        File.WriteAllText(ConfigPath, $$"""
            storage: { connection: "Data Source={{DatabasePath}}" }
            web: { listen: "http://127.0.0.1:{{_port}}"{{web}} }
            {{settings}}
            """);
    }

    public string DatabasePath => Path.Combine(_folder.FullName, "alertbot.db");

    /// <summary>Warnings and errors of the service's log, numbers and names taken out, with how often each was said.</summary>
    public IReadOnlyDictionary<string, int> LoggedProblems => _complaints;

    public int ProcessId => _process!.Id;

    private string ConfigPath => Path.Combine(_folder.FullName, "alertbot.yaml");

    /// <summary>Runs another verb of the executable to its end.</summary>
    public static async Task<(int ExitCode, string Output)> AskAsync(ScenarioOptions options, IEnumerable<string> words,
        CancellationToken cancellationToken)
    {
        using var process =
            Process.Start(new ProcessStartInfo(options.Executable, words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
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
                throw new InvalidOperationException($"the service did not become ready: {string.Join("; ", _complaints.Keys)}");
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
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public bool HasExited => _process!.HasExited;

    /// <summary>SIGKILL: the process has no chance to finish anything.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process!.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>SIGTERM, as an operator stops it.</summary>
    /// <returns>How long it took, and the exit code.</returns>
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

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (_options.Keep)
        {
            File.AppendAllText(Path.Combine(_folder.FullName, "log.txt"), line + "\n");
        }

        if (!Informs().IsMatch(line))
        {
            var said = Varying().Replace(line, "#");
            _complaints.AddOrUpdate(said.Length > 180 ? said[..180] + "…" : said, 1, (_, count) => count + 1);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(" info: |^AlertBot is running|no effect yet")]
    private static partial Regex Informs();

    [GeneratedRegex(@"\d[\d:.\- Z]*")]
    private static partial Regex Varying();
}
