using System.Collections.Concurrent;
using System.Text.Json;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Discord;

/// <summary>Takes what people type and press on Discord to the desk and its replies back, each on a task of its own.</summary>
internal sealed partial class DiscordInteractions(CommandDesk desk, DiscordRest rest, TimeProvider time, ILogger<DiscordInteractions> logger) : IAsyncDisposable
{
    /// <summary>People see a sign of life within a second: what takes longer is promised.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromMilliseconds(700);

    /// <summary>A form cannot follow a promise; Discord waits 3 s.</summary>
    private static readonly TimeSpan FormPatience = TimeSpan.FromSeconds(2);

    /// <summary>Discord takes answers for 15 minutes; what is late by then is not sent any more.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(5);

    /// <summary>At a stop.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly SeenIds _seen = new();
    private readonly ConcurrentDictionary<string, Task> _running = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _isClosed;

    /// <summary>Returns at once.</summary>
    /// <param name="data">The data of INTERACTION_CREATE; stays valid.</param>
    /// <returns>Ends when all is said; never fails.</returns>
    public Task Take(JsonElement data)
    {
        if (_isClosed || DiscordInteraction.Parse(data) is not { } interaction || !_seen.TryAdd(interaction.Id))
        {
            return Task.CompletedTask;
        }

        var start = new TaskCompletionSource();
        var work = Task.Run(async () =>
        {
            await start.Task;
            await AnswerAsync(interaction);
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
            await Task.WhenAll(_running.Values).WaitAsync(LastWords, time);
        }
        catch (TimeoutException)
        {
            await _stopping.CancelAsync();
        }
    }

    private async Task AnswerAsync(DiscordInteraction interaction)
    {
        var conversation = new DiscordConversation(rest, interaction, time, logger);
        using var window = new CancellationTokenSource(Window, time);
        using var open = CancellationTokenSource.CreateLinkedTokenSource(window.Token, _stopping.Token);
        try
        {
            await AnswerAsync(interaction, conversation, open.Token);
        }
        catch (OperationCanceledException) when (open.IsCancellationRequested)
        {
            LogEnded(interaction.Id);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, interaction.Id);
            await ApologizeAsync(interaction, conversation, open.Token);
        }
    }

    private Task AnswerAsync(DiscordInteraction interaction, DiscordConversation conversation, CancellationToken cancellationToken) => (interaction.Kind, interaction.Caller) switch
    {
        (InteractionKind.Suggestions, var caller) => conversation.SuggestAsync(Suggestions(interaction, caller), cancellationToken),
        (_, null) => SayAsync(conversation, "AlertBot answers in the channels of a server: add it to one and type /news help there.", cancellationToken),
        (InteractionKind.Button, { } caller) => AnswerAsync(
            conversation, Task.Run(() => desk.PressAsync(caller, interaction.CustomId, cancellationToken), cancellationToken), new Manner(), cancellationToken),
        (InteractionKind.Form, { } caller) => DiscordForm.PathOf(interaction.CustomId) is { } path
            ? RunAsync(interaction, caller, path, conversation, cancellationToken)
            : SayAsync(conversation, "This form is of another version of AlertBot: type the command again.", cancellationToken),
        (_, { } caller) => RunAsync(interaction, caller, interaction.Path, conversation, cancellationToken),
    };

    private Task RunAsync(DiscordInteraction interaction, Caller caller, string path, DiscordConversation conversation, CancellationToken cancellationToken)
    {
        if (desk.Specs.FirstOrDefault(spec => spec.Path == path) is not { } spec)
        {
            return SayAsync(conversation, "AlertBot has no such command any more: type /news help.", cancellationToken);
        }

        var canAsk = interaction.Kind == InteractionKind.Command;
        var willAsk = canAsk && spec.HasForm && spec.Options.Any(option => option.IsRequired && !interaction.Options.ContainsKey(option.Name));
        var manner = new Manner(spec.AnswersAll, canAsk, willAsk ? FormPatience : spec.IsSlow ? TimeSpan.Zero : SignOfLife);
        var work = Task.Run(() => desk.RunAsync(caller, path, interaction.Options, canAsk, cancellationToken), cancellationToken);
        return AnswerAsync(conversation, work, manner, cancellationToken);
    }

    private async Task AnswerAsync(DiscordConversation conversation, Task<Reply> work, Manner manner, CancellationToken cancellationToken)
    {
        if (!await IsDoneAsync(work, manner.Patience ?? SignOfLife, cancellationToken))
        {
            await conversation.PromiseAsync(manner.MayAnswerAll, cancellationToken);
        }

        var reply = await work.WaitAsync(cancellationToken);
        if (reply.Form is not { } form)
        {
            await conversation.ReplyAsync(reply, manner.MayAnswerAll && reply is { ToAll: true, IsMistake: false }, cancellationToken);
        }
        else if (manner.CanAsk && !conversation.IsPromised)
        {
            await conversation.AskAsync(form, cancellationToken);
        }
        else
        {
            await SayAsync(conversation, $"AlertBot cannot ask with a form here: type /news {form.Path} with all its options.", cancellationToken);
        }
    }

    private async Task<bool> IsDoneAsync(Task work, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (patience > TimeSpan.Zero && !work.IsCompleted)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(work, Task.Delay(patience, time, enough.Token));
            await enough.CancelAsync();
        }

        return patience > TimeSpan.Zero && work.IsCompleted;
    }

    private IReadOnlyList<Suggestion> Suggestions(DiscordInteraction interaction, Caller? caller)
    {
        var spec = desk.Specs.FirstOrDefault(spec => spec.Path == interaction.Path);
        return caller is not null && interaction.Focused is { } option && spec is not null && spec.Options.Any(known => known.Name == option)
            ? desk.Suggest(caller, interaction.Path, option, interaction.Options.GetValueOrDefault(option, ""))
            : [];
    }

    private async Task ApologizeAsync(DiscordInteraction interaction, DiscordConversation conversation, CancellationToken cancellationToken)
    {
        if (interaction.Kind == InteractionKind.Suggestions)
        {
            return;
        }

        try
        {
            await SayAsync(conversation, "That failed inside AlertBot, which has noted why: try again in a minute.", cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogEnded(interaction.Id);
        }
    }

    private static Task SayAsync(DiscordConversation conversation, string sentence, CancellationToken cancellationToken) =>
        conversation.ReplyAsync(Reply.Mistake(sentence), forAll: false, cancellationToken);

    [LoggerMessage(LogLevel.Error, "Interaction {Id} failed")]
    private partial void LogFailed(Exception exception, string id);

    [LoggerMessage(LogLevel.Debug, "Interaction {Id} came to its end without an answer")]
    private partial void LogEnded(string id);

    /// <summary>How an interaction may be answered.</summary>
    /// <param name="Patience">How long the work may take before its answer is promised.</param>
    private readonly record struct Manner(bool MayAnswerAll = false, bool CanAsk = false, TimeSpan? Patience = null);
}
