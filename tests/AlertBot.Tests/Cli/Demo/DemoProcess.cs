using System.Diagnostics;
using System.Text;

namespace AlertBot.Tests.Cli.Demo;

/// <summary><c>alertbot demo</c> in a process of its own, with its output piped and a temporary folder of its own.</summary>
internal sealed class DemoProcess : IDisposable
{
    private readonly DirectoryInfo _temp = Directory.CreateTempSubdirectory("alertbot-tests-");
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _error;

    public DemoProcess()
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "alertbot.dll"), "demo" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = _temp.FullName,
            Environment = { ["TMPDIR"] = _temp.FullName, ["DOTNET_EnableDiagnostics"] = "0" },
        };
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    public string Output => _output.ToString();

    /// <summary>The files and folders in the temporary folder, which is also the working folder.</summary>
    public IEnumerable<string> Files => _temp.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(file => file.FullName);

    /// <summary>Reads the output up to a line that contains a text.</summary>
    public async Task ReadUntilAsync(string text, CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            _output.Append(line).Append('\n');
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The demo ended without “{text}”:\n{Output}\n{await _error}");
    }

    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>The exit code and the text on standard error.</returns>
    public async Task<(int ExitCode, string Error)> EndAsync(CancellationToken cancellationToken)
    {
        _output.Append(await _process.StandardOutput.ReadToEndAsync(cancellationToken));
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _temp.Delete(recursive: true);
    }
}
