using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Testing.Fixtures;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Slack.WebApi;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Tests.Chat.Slack.Interactions;

/// <summary>The real commands and handlers, connected to a loopback Slack that records every violation of its rules.</summary>
internal sealed class SlackLoopbackFixture : IAsyncDisposable
{
    public const string Channel = "C0NEWS0001";

    private readonly ServiceProvider _services;
    private readonly LoopbackSlackDeliveryFactory _deliveries;

    private SlackLoopbackFixture(CommandFixture commands, LoopbackSlack slack, ServiceProvider services)
    {
        Commands = commands;
        Slack = slack;
        _services = services;
        _deliveries = new LoopbackSlackDeliveryFactory(slack);
        Handler = services.GetRequiredService<ISlackInteractionHandler>();
    }

    public CommandFixture Commands { get; }

    public LoopbackSlack Slack { get; }

    public ISlackInteractionHandler Handler { get; }

    public LoopbackSlackView View => Slack.WebApi.Views.Top;

    public static async Task<SlackLoopbackFixture> OpenAsync(SlackManagers? managers = null, TimeProvider? time = null)
    {
        var commands = await CommandFixture.OpenAsync();
        var slack = await LoopbackSlack.StartAsync(time);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ISlackApi>(new PlainSlackApi(slack.ApiBaseUrl))
            .AddSingleton(commands.Dispatcher)
            .AddSingleton(commands.Get<WorkspaceDirectory>())
            .AddSlackInteractions(new SlackOptions { Managers = managers ?? new SlackManagers.Everyone() })
            .BuildServiceProvider();
        return new SlackLoopbackFixture(commands, slack, services);
    }

    public async Task<LoopbackSlackDelivery> TypeAsync(string text, string user = LoopbackSlack.DefaultUser, Action? beforeHandling = null)
    {
        var delivery = _deliveries.Command(Channel, user, text);
        beforeHandling?.Invoke();
        await Handler.HandleCommandAsync(SlackCommandFixture.Element(delivery.Payload));
        return delivery;
    }

    public async Task PressAsync(JsonObject payload) =>
        await Handler.HandleInteractionAsync(SlackCommandFixture.Element(_deliveries.Interaction(payload).Payload));

    public async Task SubmitAsync(params (string Option, string Value)[] typed)
    {
        var view = View;
        var delivery = _deliveries.Interaction(SlackInteractionPayloads.SubmitView(view, Fields(typed)));
        var payload = await Handler.HandleInteractionAsync(SlackCommandFixture.Element(delivery.Payload));
        Slack.WebApi.Views.ApplySubmission(view.Id, payload is { } json ? JsonSerializer.Deserialize<JsonElement>(json.Span) : null);
    }

    public static Dictionary<string, string> Fields((string Option, string Value)[] typed) =>
        typed.ToDictionary(field => "field:" + field.Option, field => field.Value);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Slack.DisposeAsync();
        await Commands.DisposeAsync();
    }

    /// <summary>Sends calls to the loopback Slack without rate limits and retries.</summary>
    private sealed class PlainSlackApi(Uri api) : ISlackApi
    {
        private static readonly HttpClient Http = new();

        public async Task<PlatformResult> SendAsync(SlackCall call, CancellationToken cancellationToken)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{api}/{call.Method}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", LoopbackSlack.BotToken);
            request.Headers.TryAddWithoutValidation("User-Agent", "AlertBot/1.0 (tests)");
            request.Content = call.Json is { } json ? Json(json) : new FormUrlEncodedContent(call.Form);
            using var response = await Http.SendAsync(request, cancellationToken);
            var body = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return body.Flag("ok") ? new PlatformResult.Succeeded(body, TimeSpan.Zero)
                : new SlackRefusal(body.Text("error") ?? "", $"Slack says {body}");
        }

        public async Task<PlatformResult> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken)
        {
            using var body = Json(message.ToJson());
            using var response = await Http.PostAsync(address, body, cancellationToken);
            return response.IsSuccessStatusCode ? new PlatformResult.Succeeded(default, TimeSpan.Zero)
                : new SlackRefusal("used_url", "Slack accepts no more responses");
        }

        private static ReadOnlyMemoryContent Json(ReadOnlyMemory<byte> json) =>
            new(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } } };
    }
}
