using System.Net;

namespace AlertBot.Chat.Webhooks;

/// <summary>Checks that a webhook exists, without posting.</summary>
internal sealed class WebhookProbe : IDisposable
{
    private readonly HttpClient _client =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(10) };

    /// <returns>The problem and its fix, with the host but no other part of the address; null when there is no problem.</returns>
    public async Task<string?> FindProblemAsync(WebhookOptions webhook, CancellationToken cancellationToken)
    {
        try
        {
            // Discord describes a webhook at its own address. Slack does not, so any answer counts as success there.
            using var response = await _client.GetAsync(webhook.Url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return webhook.Kind == WebhookKind.Discord && response.StatusCode != HttpStatusCode.OK
                ? $"{webhook.Url.Host} answered {(int)response.StatusCode}: the webhook may have been deleted. Create a new webhook and "
                    + $"set its address under webhooks.{webhook.Name}"
                : null;
        }
        catch (HttpRequestException e)
        {
            return $"{webhook.Url.Host} cannot be reached ({e.HttpRequestError}): check the address under webhooks.{webhook.Name} and "
                + "the network";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{webhook.Url.Host} did not answer within {_client.Timeout.TotalSeconds:0} s";
        }
    }

    public void Dispose() => _client.Dispose();
}
