using System.Collections.Concurrent;
using System.Net;
using AlertBot.Testing.Slack.SocketMode;
using AlertBot.Testing.Slack.WebApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlertBot.Testing.Slack;

/// <summary>
/// A Slack server on a free loopback port, as strict as the real one: Web API, Socket Mode and <c>response_url</c>s of one workspace.
/// </summary>
internal sealed class LoopbackSlack : IAsyncDisposable
{
    public const string BotToken = "xoxb-1402000000001-1402000000002-LoopTokenOfTheBot0000001";
    public const string AppToken = "xapp-1-A0LOOP0001-1402000000003-00ff11ee22dd33cc44bb55aa66997788";
    public const string SigningSecret = "10f00dfeed10f00dfeed10f00dfeed10";
    public const string TeamId = "T0LOOP0001";
    public const string TeamName = "Policy Desk";
    public const string BotUser = "U0BOT00001";
    public const string BotId = "B0BOT00001";
    public const string AppId = "A0LOOP0001";

    /// <summary>The user of an interaction where a test names no other.</summary>
    public const string DefaultUser = "U0ANNA0001";

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopped = new();

    private LoopbackSlack(WebApplication app, TimeProvider time)
    {
        _app = app;
        Time = time;
        WebApi = new LoopbackSlackWebApi(this);
        SocketMode = new LoopbackSlackSocketMode(this);
    }

    public LoopbackSlackWebApi WebApi { get; }

    public LoopbackSlackSocketMode SocketMode { get; }

    /// <summary>The clock for all time limits.</summary>
    public TimeProvider Time { get; }

    /// <summary>The channels of the workspace; a test adds them before the client starts.</summary>
    public List<LoopbackSlackChannel> Channels { get; } = [new("C0NEWS0001", "news")];

    public List<LoopbackSlackUser> Users { get; } = [new(DefaultUser, "anna")];

    /// <summary>The client's violations of Slack's rules, one sentence each. A test must end with none.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>The value for <c>slack.apiBaseUrl</c>.</summary>
    public Uri ApiBaseUrl { get; private set; } = null!;

    /// <summary>The base address of <c>response_url</c>s and Socket Mode.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Reevaluated after every request and message.</summary>
    public AsyncCondition StateChanged { get; } = new();

    /// <summary>Cancelled when the server stops.</summary>
    public CancellationToken Stopped => _stopped.Token;

    public static async Task<LoopbackSlack> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var slack = new LoopbackSlack(builder.Build(), time ?? TimeProvider.System);
        slack._app.Map("/api", branch => branch.Run(slack.WebApi.AnswerAsync));
        slack._app.Map("/link", branch => branch.Run(slack.SocketMode.AnswerAsync));
        slack._app.Map("/commands", branch => branch.Run(slack.WebApi.ResponseUrls.AnswerAsync));
        slack._app.Map("/actions", branch => branch.Run(slack.WebApi.ResponseUrls.AnswerAsync));
        slack._app.Run(slack.RefuseAsync);
        await slack._app.StartAsync();
        slack.Address =
            new Uri(slack._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        slack.ApiBaseUrl = new Uri(slack.Address, "/api");
        return slack;
    }

    /// <returns>Null: the workspace has no such channel, or it was deleted.</returns>
    public LoopbackSlackChannel? FindChannel(string? id) => Channels.Find(channel => channel.Id == id && !channel.IsDeleted);

    public void AddViolation(string text)
    {
        Violations.Enqueue(text);
        StateChanged.Reevaluate();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        SocketMode.Stop();
        using var immediately = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(immediately.Token);
        await _app.DisposeAsync();
        _stopped.Dispose();
    }

    private Task RefuseAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        AddViolation($"{context.Request.Method} {context.Request.Path} is not an address of Slack");
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
