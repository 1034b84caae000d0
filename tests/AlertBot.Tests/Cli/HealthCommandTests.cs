using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using AlertBot.Cli;
using AlertBot.Testing;
using AlertBot.Tests.Web;

namespace AlertBot.Tests.Cli;

public class HealthCommandTests
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_running_service_exits_with_0_and_a_sentence()
    {
        await using var server = await RunningWebServer.StartAsync();

        var (code, output, error) = await CheckAsync(server.Address, RequestTimeout);

        Assert.Equal((0, $"{server.Address}healthz is healthy."), (code, output));
        Assert.Empty(error);
    }

    [Fact]
    public async Task A_service_listening_on_all_interfaces_is_queried_on_loopback()
    {
        await using var server = await RunningWebServer.StartAsync();

        var (code, _, _) = await CheckAsync(new Uri($"http://0.0.0.0:{server.Address.Port}"), RequestTimeout);

        Assert.Equal(0, code);
    }

    [Fact]
    public async Task An_unreachable_service_exits_with_1_and_advice()
    {
        var (code, output, error) = await CheckAsync(new Uri($"http://127.0.0.1:{LoopbackPort.Allocate()}"), RequestTimeout);

        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.Contains("Is AlertBot running", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unresponsive_service_exits_with_1_after_the_timeout()
    {
        // The system accepts the connection into its queue, and no one reads from it.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var (code, _, error) =
            await CheckAsync(new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"), TimeSpan.FromMilliseconds(200));

        Assert.Equal(1, code);
        Assert.Contains("does not answer within 0.2 s", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("302 Found\r\nLocation: /elsewhere")]
    [InlineData("204 No Content")]
    public async Task Another_program_at_the_address_exits_with_1(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = AnswerAsync(listener, $"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        var (code, _, error) = await CheckAsync(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), RequestTimeout);

        await served;
        Assert.Equal(1, code);
        Assert.Contains($"answers {answer[..3]} instead of 200", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://[::]:8080", "http://[::1]:8080/")]
    [InlineData("http://192.168.1.2:8080", "http://192.168.1.2:8080/")]
    [InlineData("http://localhost:9", "http://localhost:9/")]
    [SuppressMessage("Design", "CA1054", Justification = "Test data.")]
    public void A_listen_address_is_converted_to_a_request_address(string listen, string expected)
    {
        Assert.Equal(expected, HealthCommand.ToReachableAddress(new Uri(listen)).AbsoluteUri);
    }

    [Fact]
    public void The_address_is_read_from_the_given_settings_file()
    {
        var paths = new List<string?>();
        var command = HealthCommand.Create(path =>
        {
            paths.Add(path);
            return null;
        });

        command.Options.Add(RunCommand.ConfigOption);

        var codes = new[] { command.Parse(["--config", "other.yaml"]).Invoke(), command.Parse([]).Invoke() };

        Assert.Equal([1, 1], codes);
        Assert.Equal(["other.yaml", null], paths);
    }

    private static async Task<(int Code, string Output, string Error)> CheckAsync(Uri listen, TimeSpan timeout)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await HealthCommand.CheckAsync(listen, output, error, timeout, TestContext.Current.CancellationToken);
        return (code, output.ToString().Trim(), error.ToString().Trim());
    }

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        // The whole request is read, or closing the connection would reset it before the client has read the response.
        _ = await stream.ReadAsync(new byte[8192], TestContext.Current.CancellationToken);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
    }
}
