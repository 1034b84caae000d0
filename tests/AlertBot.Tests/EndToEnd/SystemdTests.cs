using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;

namespace AlertBot.Tests.EndToEnd;

/// <summary>The service as systemd starts it with <c>Type=notify</c>: <c>sd_notify(3)</c> messages over a socket.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SystemdTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alertbot-sd-");

    [Fact]
    public async Task Ready_and_stopping_are_reported_to_systemd()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is there on Linux only");
        var cancellationToken = TestContext.Current.CancellationToken;
        using var notifications = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        notifications.Bind(new UnixDomainSocketEndPoint(PathOf("notify")));
        await File.WriteAllTextAsync(PathOf("alertbot.yaml"), $$"""
            web: { listen: "http://127.0.0.1:0" }
            storage: { connection: "Data Source={{PathOf("alertbot.db")}}" }
            """, cancellationToken);
        using var systemd = StartSystemd();
        try
        {
            Assert.Equal("READY=1", await ReceiveAsync(notifications));

            using (var stop = Process.Start("/bin/sh", ["-c", $"kill -TERM $(cat {PathOf("pid")})"]))
            {
                await stop.WaitForExitAsync(cancellationToken);
            }

            Assert.Equal("STOPPING=1", await ReceiveAsync(notifications));
            await systemd.WaitForExitAsync(cancellationToken);
            Assert.Equal(0, systemd.ExitCode);
        }
        finally
        {
            if (!systemd.HasExited)
            {
                systemd.Kill(entireProcessTree: true);
            }
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Starts the service as a child of a process with the name <c>systemd</c>, by which the framework recognises it.</summary>
    private Process StartSystemd()
    {
        File.WriteAllText(PathOf("systemd"), """
            #!/bin/sh
            "$@" &
            echo $! > "$(dirname "$0")/pid"
            wait $!
            """);
        File.SetUnixFileMode(PathOf("systemd"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var dotnet = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
        return Process.Start(new ProcessStartInfo(PathOf("systemd"))
        {
            ArgumentList = { dotnet, Path.Combine(AppContext.BaseDirectory, "alertbot.dll"), "run", "--config", PathOf("alertbot.yaml") },
            RedirectStandardError = true,
            Environment = { ["NOTIFY_SOCKET"] = PathOf("notify"), ["DOTNET_EnableDiagnostics"] = "0" },
        })!;
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        var buffer = new byte[256];
        var count = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
