using System.CommandLine;
using System.Net;

namespace AlertBot.Cli;

/// <summary><c>alertbot health</c>: asks the running service whether it lives; for the container's health check.</summary>
internal static class HealthCommand
{
    /// <summary>Limit of the whole question: a health check that hangs tells nothing.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Where the environment says it, as in the image, no file is read: a file that is being edited makes no living service sick.
    /// </summary>
    private const string ListenVariable = "ALERTBOT_WEB__LISTEN";

    /// <param name="listenAddress">From the path of the settings file (null: the usual one) to its <c>web.listen</c>; null when the file
    /// cannot be read and that was said.</param>
    public static Command Create(Func<string?, Uri?> listenAddress)
    {
        var config = new Option<string?>("--config") { Description = "The settings file of the service." };
        var command = new Command("health", "Asks the running service whether it lives.") { config };
        command.SetAction(async (parsed, cancellationToken) =>
            (ListenFromEnvironment() ?? listenAddress(parsed.GetValue(config))) is { } listen
                ? await CheckAsync(listen, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, RequestTimeout,
                    cancellationToken)
                : 1);
        return command;
    }

    /// <returns>0, or 1 with the reason on <paramref name="error"/>.</returns>
    internal static async Task<int> CheckAsync(Uri listen, TextWriter output, TextWriter error, TimeSpan patience,
        CancellationToken cancellationToken)
    {
        var address = new Uri(ToReachableAddress(listen), "/healthz");
        if (await FindProblemAsync(address, patience, cancellationToken) is { } problem)
        {
            await error.WriteLineAsync($"AlertBot at {address} {problem}");
            return 1;
        }

        await output.WriteLineAsync($"AlertBot at {address} lives.");
        return 0;
    }

    /// <summary>An address of all interfaces is one to listen on, not one to ask: this machine itself is meant.</summary>
    internal static Uri ToReachableAddress(Uri listen) => listen.DnsSafeHost switch
    {
        "0.0.0.0" => new UriBuilder(listen) { Host = "127.0.0.1" }.Uri,
        "::" => new UriBuilder(listen) { Host = "[::1]" }.Uri,
        _ => listen,
    };

    private static Uri? ListenFromEnvironment() =>
        Uri.TryCreate(Environment.GetEnvironmentVariable(ListenVariable), UriKind.Absolute, out var listen) ? listen : null;

    private static async Task<string?> FindProblemAsync(Uri address, TimeSpan patience, CancellationToken cancellationToken)
    {
        // The service is asked itself, whatever proxy the environment names.
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = patience };
        try
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK ? null
                : $"answers {(int)response.StatusCode} instead of 200: something else may listen there; compare web.listen.";
        }
        catch (HttpRequestException e)
        {
            return $"cannot be asked ({e.Message}). Is it running, and is web.listen the same for both?";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"does not answer within {patience.TotalSeconds:0.#} s.";
        }
    }
}
