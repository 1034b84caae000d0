using System.Net;

namespace AlertBot.Chat.Webhooks;

/// <summary>Asks a webhook whether it is there, without posting.</summary>
internal sealed class WebhookProbe : IDisposable
{
    private readonly HttpClient _client =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(10) };

    /// <returns>Null when all is well, else what is wrong and the mend; holds nothing of the address but its host.</returns>
    public async Task<string?> FindProblemAsync(WebhookOptions webhook, CancellationToken cancellationToken)
    {
        try
        {
            // Discord tells of a webhook at its own address; Slack tells of one only by a post, so there any answer must do.
            using var response = await _client.GetAsync(webhook.Url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return webhook.Kind == WebhookKind.Discord && response.StatusCode != HttpStatusCode.OK
                ? $"{webhook.Url.Host} answers {(int)response.StatusCode}: the webhook may have been deleted; make a new one and put "
                    + $"its address under webhooks.{webhook.Name}"
                : null;
        }
        catch (HttpRequestException e)
        {
            return $"{webhook.Url.Host} cannot be reached ({e.HttpRequestError}): look at the address under "
                + $"webhooks.{webhook.Name} and at the network";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{webhook.Url.Host} does not answer within {_client.Timeout.TotalSeconds:0} s";
        }
    }

    public void Dispose() => _client.Dispose();
}
