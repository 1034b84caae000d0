using System.Collections.Concurrent;
using System.Text.Json;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>Takes what people type and press on Discord to the desk and its replies back, each on a task of its own.</summary>
internal sealed partial class DiscordInteractionHandler(CommandDispatcher desk, DiscordRestClient rest, TimeProvider time,
    ILogger<DiscordInteractionHandler> logger) : IAsyncDisposable
{
    /// <summary>People see a sign of life within a second: what takes longer is promised.</summary>
    private static readonly TimeSpan DefaultDeferAfter = TimeSpan.FromMilliseconds(700);

    /// <summary>A form cannot follow a promise; Discord waits 3 s.</summary>
    private static readonly TimeSpan ModalDeferAfter = TimeSpan.FromSeconds(2);

    /// <summary>Discord takes answers for 15 minutes; what is late by then is not sent any more.</summary>
    private static readonly TimeSpan ResponseWindow = TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(5);

    /// <summary>At a stop.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private readonly RecentIds _recentIds = new();
    private readonly ConcurrentDictionary<string, Task> _running = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _isClosed;

    /// <summary>Returns at once.</summary>
    /// <param name="data">The data of INTERACTION_CREATE; stays valid.</param>
    /// <returns>Ends when all is said; never fails.</returns>
    public Task HandleAsync(JsonElement data)
    {
        if (_isClosed || DiscordInteraction.Parse(data) is not { } interaction || !_recentIds.TryAdd(interaction.Id))
        {
            return Task.CompletedTask;
        }

        var start = new TaskCompletionSource();
        var work = Task.Run(async () =>
        {
            await start.Task;
            await RespondAsync(interaction);
            _running.TryRemove(interaction.Id, out _);
        });
        _running[interaction.Id] = work;
        start.SetResult();
        return work;
    }

    /// <summary>What is being answered may end; nothing new is taken.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        try
        {
            await Task.WhenAll(_running.Values).WaitAsync(ShutdownTimeout, time);
        }
        catch (TimeoutException)
        {
            await _stopping.CancelAsync();
        }
    }

    private async Task RespondAsync(DiscordInteraction interaction)
    {
        var conversation = new InteractionResponder(rest, interaction, time, logger);
        using var window = new CancellationTokenSource(ResponseWindow, time);
        using var open = CancellationTokenSource.CreateLinkedTokenSource(window.Token, _stopping.Token);
        try
        {
            await RespondAsync(interaction, conversation, open.Token);
        }
        catch (OperationCanceledException) when (open.IsCancellationRequested)
        {
            LogAbandoned(interaction.Id);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, interaction.Id);
            await ReportFailureAsync(interaction, conversation, open.Token);
        }
    }

    private Task RespondAsync(DiscordInteraction interaction, InteractionResponder conversation, CancellationToken cancellationToken) =>
        (interaction.Kind, interaction.Caller) switch
    {
        (InteractionKind.Autocomplete, var caller) =>
            conversation.SendSuggestionsAsync(GetSuggestions(interaction, caller), cancellationToken),
        (_, null) =>
            ReplyWithMistakeAsync(conversation, "AlertBot answers in the channels of a server: add it to one and type /news help there.",
                cancellationToken),
        (InteractionKind.MessageComponent, { } caller) => RespondAsync(
            conversation, Task.Run(() => desk.HandleButtonAsync(caller, interaction.CustomId, cancellationToken), cancellationToken),
            new ResponseOptions(), cancellationToken),
        (InteractionKind.ModalSubmit, { } caller) => DiscordModal.ParseCommandPath(interaction.CustomId) is { } path
            ? RunAsync(interaction, caller, path, conversation, cancellationToken)
            : ReplyWithMistakeAsync(conversation, "This form is of another version of AlertBot: type the command again.",
                cancellationToken),
        (_, { } caller) => RunAsync(interaction, caller, interaction.Path, conversation, cancellationToken),
    };

    private Task RunAsync(DiscordInteraction interaction, Caller caller, string path, InteractionResponder conversation,
        CancellationToken cancellationToken)
    {
        if (desk.Specs.FirstOrDefault(spec => spec.Path == path) is not { } spec)
        {
            return ReplyWithMistakeAsync(conversation, "AlertBot has no such command any more: type /news help.", cancellationToken);
        }

        var canAsk = interaction.Kind == InteractionKind.Command;
        var willAsk =
            canAsk && spec.HasForm && spec.Options.Any(option => option.IsRequired && !interaction.Options.ContainsKey(option.Name));
        var manner =
            new ResponseOptions(spec.RepliesPublicly, canAsk, willAsk ? ModalDeferAfter : spec.IsSlow ? TimeSpan.Zero : DefaultDeferAfter);
        var work = Task.Run(() => desk.RunAsync(caller, path, interaction.Options, canAsk, cancellationToken), cancellationToken);
        return RespondAsync(conversation, work, manner, cancellationToken);
    }

    private async Task RespondAsync(InteractionResponder conversation, Task<Reply> work, ResponseOptions manner,
        CancellationToken cancellationToken)
    {
        if (!await CompletesWithinAsync(work, manner.DeferAfter ?? DefaultDeferAfter, cancellationToken))
        {
            await conversation.DeferAsync(manner.MayBePublic, cancellationToken);
        }

        var reply = await work.WaitAsync(cancellationToken);
        if (reply.Form is not { } form)
        {
            await conversation.ReplyAsync(reply, manner.MayBePublic && reply is { IsPublic: true, IsMistake: false }, cancellationToken);
        }
        else if (manner.CanShowModal && !conversation.IsDeferred)
        {
            await conversation.ShowModalAsync(form, cancellationToken);
        }
        else
        {
            await ReplyWithMistakeAsync(conversation,
                $"AlertBot cannot ask with a form here: type /news {form.Path} with all its options.", cancellationToken);
        }
    }

    private async Task<bool> CompletesWithinAsync(Task work, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (patience > TimeSpan.Zero && !work.IsCompleted)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(work, Task.Delay(patience, time, enough.Token));
            await enough.CancelAsync();
        }

        return patience > TimeSpan.Zero && work.IsCompleted;
    }

    private IReadOnlyList<Suggestion> GetSuggestions(DiscordInteraction interaction, Caller? caller)
    {
        var spec = desk.Specs.FirstOrDefault(spec => spec.Path == interaction.Path);
        return caller is not null && interaction.FocusedOption is { } option && spec is not null
            && spec.Options.Any(known => known.Name == option)
            ? desk.Suggest(caller, interaction.Path, option, interaction.Options.GetValueOrDefault(option, ""))
            : [];
    }

    private async Task ReportFailureAsync(DiscordInteraction interaction, InteractionResponder conversation,
        CancellationToken cancellationToken)
    {
        if (interaction.Kind == InteractionKind.Autocomplete)
        {
            return;
        }

        try
        {
            await ReplyWithMistakeAsync(conversation, "That failed inside AlertBot, which has noted why: try again in a minute.",
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogAbandoned(interaction.Id);
        }
    }

    private static Task ReplyWithMistakeAsync(InteractionResponder conversation, string sentence, CancellationToken cancellationToken) =>
        conversation.ReplyAsync(Reply.Mistake(sentence), forAll: false, cancellationToken);

    [LoggerMessage(LogLevel.Error, "Interaction {Id} failed")]
    private partial void LogFailed(Exception exception, string id);

    [LoggerMessage(LogLevel.Debug, "Interaction {Id} came to its end without an answer")]
    private partial void LogAbandoned(string id);

    /// <summary>How an interaction may be answered.</summary>
    /// <param name="DeferAfter">How long the work may take before its answer is promised.</param>
    private readonly record struct ResponseOptions(bool MayBePublic = false, bool CanShowModal = false, TimeSpan? DeferAfter = null);
}
