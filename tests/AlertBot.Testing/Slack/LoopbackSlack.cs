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
/// Slack on a free loopback port, as strict as the real one: its Web API, Socket Mode and <c>response_url</c>s of one team.
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

    /// <summary>Who does things where a test names nobody.</summary>
    public const string DefaultUser = "U0ANNA0001";

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _ended = new();

    private LoopbackSlack(WebApplication app, TimeProvider time)
    {
        _app = app;
        Time = time;
        WebApi = new LoopbackSlackWebApi(this);
        SocketMode = new LoopbackSlackSocketMode(this);
    }

    public LoopbackSlackWebApi WebApi { get; }

    public LoopbackSlackSocketMode SocketMode { get; }

    /// <summary>The clock of every limit in time.</summary>
    public TimeProvider Time { get; }

    /// <summary>A test fills it before the client starts.</summary>
    public List<LoopbackSlackChannel> Channels { get; } = [new("C0NEWS0001", "news")];

    public List<LoopbackSlackUser> Users { get; } = [new(DefaultUser, "anna")];

    /// <summary>What the client did against the rules, each in a sentence; a test ends with none.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>For <c>slack.apiBaseUrl</c>.</summary>
    public Uri ApiBaseUrl { get; private set; } = null!;

    /// <summary>Where <c>response_url</c>s and Socket Mode are.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Looked at after everything that happens.</summary>
    public AsyncCondition StateChanged { get; } = new();

    /// <summary>Set when this ends.</summary>
    public CancellationToken Stopped => _ended.Token;

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

    /// <returns>Null for a channel that the team has not, or has no more.</returns>
    public LoopbackSlackChannel? FindChannel(string? channel) => Channels.Find(one => one.Id == channel && !one.IsDeleted);

    public void AddViolation(string text)
    {
        Violations.Enqueue(text);
        StateChanged.Reevaluate();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        SocketMode.Stop();
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _ended.Dispose();
    }

    private Task RefuseAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        AddViolation($"{context.Request.Method} {context.Request.Path} is no address that Slack gave");
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
