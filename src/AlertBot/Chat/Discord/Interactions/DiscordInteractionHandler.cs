using System.Text.Json;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;
using AlertBot.Hosting;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// Hands commands, button presses and forms from Discord to the dispatcher and sends its replies, each in a background task.
/// </summary>
internal sealed partial class DiscordInteractionHandler(CommandDispatcher dispatcher, DiscordRestClient rest, TimeProvider time,
    ILogger<DiscordInteractionHandler> logger) : IAsyncDisposable
{
    /// <summary>How long the work may take before the reply is deferred. Users then see a sign of progress within a second.</summary>
    private static readonly TimeSpan DefaultDeferAfter = TimeSpan.FromMilliseconds(700);

    /// <summary>As above, where the reply may be a form: it cannot follow a deferred response. Discord waits 3 s.</summary>
    private static readonly TimeSpan ModalDeferAfter = TimeSpan.FromSeconds(2);

    /// <summary>Limits the whole response: Discord accepts messages for 15 minutes.</summary>
    private static readonly TimeSpan ResponseWindow = TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(5);

    private readonly RecentIds _recentIds = new();
    private readonly BackgroundTasks _tasks = new(time, logger);

    /// <summary>Starts the response and returns at once.</summary>
    /// <param name="data">The data of INTERACTION_CREATE. Has to stay valid.</param>
    /// <returns>Completes when the response has ended. Never fails.</returns>
    public Task HandleAsync(JsonElement data) =>
        _tasks.IsDraining || DiscordInteraction.Parse(data) is not { } interaction || !_recentIds.TryAdd(interaction.Id)
            ? Task.CompletedTask
            : _tasks.Run($"Interaction {interaction.Id}", stopping => RespondAsync(interaction, stopping));

    /// <summary>Takes nothing new, and lets running responses end.</summary>
    public ValueTask DisposeAsync() => _tasks.DisposeAsync();

    private async Task RespondAsync(DiscordInteraction interaction, CancellationToken stopping)
    {
        var responder = new InteractionResponder(rest, interaction, time, logger);
        using var window = new CancellationTokenSource(ResponseWindow, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(window.Token, stopping);
        try
        {
            await RespondAsync(interaction, responder, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            LogAbandoned(interaction.Id);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, interaction.Id);
            await ReportFailureAsync(interaction, responder, ended.Token);
        }
    }

    private Task RespondAsync(DiscordInteraction interaction, InteractionResponder responder, CancellationToken cancellationToken) =>
        (interaction.Kind, interaction.Caller) switch
        {
            (InteractionKind.Autocomplete, var caller) =>
                responder.SendSuggestionsAsync(GetSuggestions(interaction, caller), cancellationToken),
            (_, null) => ReplyWithMistakeAsync(responder,
                "AlertBot works in the channels of a server: add it to one and type /news help there.", cancellationToken),
            (InteractionKind.MessageComponent, { } caller) => RespondAsync(responder,
                Task.Run(() => dispatcher.HandleButtonAsync(caller, interaction.CustomId, cancellationToken), cancellationToken),
                new ResponseOptions(), cancellationToken),
            (InteractionKind.ModalSubmit, { } caller) => DiscordModal.ParseCommandPath(interaction.CustomId) is { } path
                ? RunCommandAsync(interaction, caller, path, responder, cancellationToken)
                : ReplyWithMistakeAsync(responder, "This form is from another version of AlertBot: type the command again.",
                    cancellationToken),
            (_, { } caller) => RunCommandAsync(interaction, caller, interaction.Path, responder, cancellationToken),
        };

    private Task RunCommandAsync(DiscordInteraction interaction, Caller caller, string path, InteractionResponder responder,
        CancellationToken cancellationToken)
    {
        if (FindSpec(path) is not { } spec)
        {
            return ReplyWithMistakeAsync(responder, "AlertBot no longer has this command: type /news help.", cancellationToken);
        }

        var canShowModal = interaction.Kind == InteractionKind.Command;
        var needsModal = canShowModal && spec.HasForm
            && spec.Options.Any(option => option.IsRequired && !interaction.Options.ContainsKey(option.Name));
        var deferAfter = needsModal ? ModalDeferAfter
            : spec.IsSlow ? TimeSpan.Zero
            : DefaultDeferAfter;
        var work = Task.Run(
            () => dispatcher.RunAsync(caller, path, interaction.Options, canShowModal, cancellationToken), cancellationToken);
        return RespondAsync(responder, work, new ResponseOptions(spec.RepliesPublicly, canShowModal, deferAfter), cancellationToken);
    }

    private async Task RespondAsync(InteractionResponder responder, Task<Reply> work, ResponseOptions options,
        CancellationToken cancellationToken)
    {
        var deferAfter = options.DeferAfter ?? DefaultDeferAfter;
        if (deferAfter == TimeSpan.Zero || !await work.CompletesWithinAsync(deferAfter, time, cancellationToken))
        {
            await responder.DeferAsync(options.MayBePublic, cancellationToken);
        }

        var reply = await work.WaitAsync(cancellationToken);
        if (reply.Form is not { } form)
        {
            var isPublic = options.MayBePublic && reply is { IsPublic: true, IsMistake: false };
            await responder.ReplyAsync(reply, isPublic, cancellationToken);
        }
        else if (options.CanShowModal && !responder.IsDeferred)
        {
            await responder.ShowModalAsync(form, cancellationToken);
        }
        else
        {
            await ReplyWithMistakeAsync(responder, $"AlertBot cannot show a form here: type /news {form.Path} with all its options.",
                cancellationToken);
        }
    }

    private IReadOnlyList<Suggestion> GetSuggestions(DiscordInteraction interaction, Caller? caller) =>
        caller is not null
        && interaction.FocusedOption is { } option
        && FindSpec(interaction.Path) is { } spec
        && spec.Options.Any(known => known.Name == option)
            ? dispatcher.Suggest(caller, interaction.Path, option, interaction.Options.GetValueOrDefault(option, ""))
            : [];

    private CommandSpec? FindSpec(string path) => dispatcher.Specs.FirstOrDefault(spec => spec.Path == path);

    private async Task ReportFailureAsync(DiscordInteraction interaction, InteractionResponder responder,
        CancellationToken cancellationToken)
    {
        if (interaction.Kind == InteractionKind.Autocomplete)
        {
            return;
        }

        try
        {
            await ReplyWithMistakeAsync(responder, "That failed inside AlertBot, and the error was logged: try again in a minute.",
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogAbandoned(interaction.Id);
        }
    }

    private static Task ReplyWithMistakeAsync(InteractionResponder responder, string text, CancellationToken cancellationToken) =>
        responder.ReplyAsync(Reply.Mistake(text), isPublic: false, cancellationToken);

    [LoggerMessage(LogLevel.Error, "Discord interaction {Id} failed")]
    private partial void LogFailed(Exception exception, string id);

    [LoggerMessage(LogLevel.Debug, "Discord interaction {Id} ended without a response")]
    private partial void LogAbandoned(string id);

    /// <summary>How an interaction may be responded to.</summary>
    /// <param name="DeferAfter">How long the work may take before the reply is deferred; zero: it is deferred at once.</param>
    private readonly record struct ResponseOptions(bool MayBePublic = false, bool CanShowModal = false, TimeSpan? DeferAfter = null);
}
