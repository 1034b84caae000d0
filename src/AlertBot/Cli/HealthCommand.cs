using System.CommandLine;
using System.Net;

namespace AlertBot.Cli;

/// <summary><c>alertbot health</c>: requests <c>/healthz</c> of the running service; for the container's health check.</summary>
internal static class HealthCommand
{
    /// <summary>Limit of the whole request: shorter than the 5 s that the image's health check grants.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Set in the image. No settings file is read then, so that an error in a file that is being edited does not make the running
    /// service look unhealthy.
    /// </summary>
    private const string ListenVariable = "ALERTBOT_WEB__LISTEN";

    /// <param name="findListenAddress">Returns <c>web.listen</c> of a settings file (null: the default file). Null when the file has
    /// errors, which have been printed.</param>
    public static Command Create(Func<string?, Uri?> findListenAddress)
    {
        var command = new Command("health", "Check whether the service is running, using its /healthz endpoint");
        command.SetAction(async (parsed, cancellationToken) =>
            (ListenFromEnvironment() ?? findListenAddress(parsed.GetValue(RunCommand.ConfigOption))) is { } listen
                ? await CheckAsync(listen, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, RequestTimeout,
                    cancellationToken)
                : 1);
        return command;
    }

    /// <returns>0, or 1 with the reason on <paramref name="error"/>.</returns>
    internal static async Task<int> CheckAsync(Uri listen, TextWriter output, TextWriter error, TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        var url = new Uri(ToReachableAddress(listen), "/healthz");
        if (await FindProblemAsync(url, timeout, cancellationToken) is { } problem)
        {
            await error.WriteLineAsync($"{url} {problem}");
            return 1;
        }

        await output.WriteLineAsync($"{url} is healthy.");
        return 0;
    }

    /// <summary>Replaces the address of all interfaces, to which no request can be sent, with the loopback address.</summary>
    internal static Uri ToReachableAddress(Uri listen) => listen.DnsSafeHost switch
    {
        "0.0.0.0" => new UriBuilder(listen) { Host = "127.0.0.1" }.Uri,
        "::" => new UriBuilder(listen) { Host = "[::1]" }.Uri,
        _ => listen,
    };

    private static Uri? ListenFromEnvironment() =>
        Uri.TryCreate(Environment.GetEnvironmentVariable(ListenVariable), UriKind.Absolute, out var listen) ? listen : null;

    private static async Task<string?> FindProblemAsync(Uri url, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // The request goes to the service itself, even if the environment names a proxy.
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = timeout };
        try
        {
            using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK ? null
                : $"answers {(int)response.StatusCode} instead of 200. Another program may be listening there; compare web.listen.";
        }
        catch (HttpRequestException e)
        {
            return $"cannot be reached: {e.Message.TrimEnd('.')}. Is AlertBot running, with the same web.listen?";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"does not answer within {timeout.TotalSeconds:0.#} s.";
        }
    }
}
