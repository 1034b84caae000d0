using System.Text.Json;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Hosting;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>Tries the query of a form while it is typed: one at a time for each form, and the latest words win.</summary>
internal sealed class SlackQueryPreview(SlackCommandDispatcher desk, SlackViewClient views, TimeProvider time)
{
    private const int MaxTrackedForms = 256;

    /// <summary>
    /// Between two tries of one form: views may be changed 100 times a minute in a workspace,
    /// https://docs.slack.dev/reference/methods/views.update
    /// </summary>
    private static readonly TimeSpan MinUpdateInterval = TimeSpan.FromSeconds(1);

    /// <summary>People see a sign of life within a second.</summary>
    private static readonly TimeSpan ProgressDelay = TimeSpan.FromMilliseconds(700);

    private static readonly IReadOnlyList<SlackBlock> SearchingBlocks =
        [new SlackBlock.Context([SlackTextObject.Plain("Searching the stored articles …")])];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Preview> _previews = [];
    private readonly Queue<string> _order = new();

    /// <summary>Ends at once where a try of the same form runs: it goes on with these words.</summary>
    /// <param name="view">As it was when someone typed or pressed.</param>
    /// <param name="isPressed">Someone asked for it: also where the words are the same.</param>
    public async Task PreviewAsync(SlackCaller asker, SlackModalMetadata place, JsonElement view, bool isPressed,
        CancellationToken cancellationToken)
    {
        if (view.Text("id") is not { } id || SlackFormView.ReadPath(view) is not { } path)
        {
            return;
        }

        var trial = GetOrAddPreview(id);
        if (!trial.TryStart(view.Text("hash"), SlackFormView.ReadValues(view).GetValueOrDefault(SlackFormView.QueryField, "").Trim(),
            isPressed))
        {
            return;
        }

        var isDone = false;
        try
        {
            while (trial.TakePending() is { } query)
            {
                await PreviewAsync(asker, place, new ShownForm(id, path, SlackFormView.ReadInitialValues(view)), trial, query,
                    cancellationToken);
                await Task.Delay(MinUpdateInterval, time, cancellationToken);
            }

            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                trial.RecordFailure();
            }
        }
    }

    private async Task PreviewAsync(SlackCaller asker, SlackModalMetadata place, ShownForm shown, Preview trial, string query,
        CancellationToken cancellationToken)
    {
        var asked = await desk.RunAsync(asker, shown.Path, new Dictionary<string, string>(), canAsk: true, cancellationToken);
        if (asked.Form is not { } form)
        {
            return;
        }

        // The fields as they were shown: Slack keeps what is typed in them, also while this is on its way.
        form = form with { Fields =
            [.. form.Fields.Select(field => field with { Value = shown.Initial.GetValueOrDefault(field.Option) })] };
        var work = query.Length == 0 ? null
            : desk.RunAsync(asker, "topic test", new Dictionary<string, string> { [SlackFormView.QueryField] = query }, canAsk: false,
                cancellationToken);
        if (work is not null && !await work.CompletesWithinAsync(ProgressDelay, time, cancellationToken))
        {
            await ShowAsync(shown.Id, trial, SlackFormView.Create(form, place, below: SearchingBlocks), null, cancellationToken);
        }

        var found = work is null ? null : SlackReply.ToBlocks(WithoutHints(await work), time.GetUtcNow());
        await ShowAsync(shown.Id, trial, SlackFormView.Create(form, place, below: found), query, cancellationToken);
    }

    private async Task ShowAsync(string id, Preview trial, SlackView view, string? query, CancellationToken cancellationToken)
    {
        if (await views.UpdateAsync(id, trial.Hash, view, cancellationToken) is { } hash)
        {
            trial.RecordShown(hash, query);
        }
    }

    /// <summary>How to keep it is said by the form itself.</summary>
    private static Reply WithoutHints(Reply reply) =>
        reply with { Blocks = [.. reply.Blocks.Where(block => reply.IsMistake || block is not ReplyBlock.Hint)] };

    private Preview GetOrAddPreview(string id)
    {
        lock (_lock)
        {
            if (_previews.TryGetValue(id, out var known))
            {
                return known;
            }

            _order.Enqueue(id);
            if (_order.Count > MaxTrackedForms)
            {
                _previews.Remove(_order.Dequeue());
            }

            return _previews[id] = new Preview();
        }
    }

    private readonly record struct ShownForm(string Id, string Path, Dictionary<string, string> Initial);

    /// <summary>What is known of one form.</summary>
    private sealed class Preview
    {
        private readonly Lock _lock = new();

        /// <summary>Hashes that our own changes have replaced: a press that was under way names one of them.</summary>
        private readonly HashSet<string> _replacedHashes = [];

        private string? _pendingQuery;
        private string? _shownQuery;
        private string? _hash;
        private bool _isRunning;

        public string? Hash
        {
            get
            {
                lock (_lock)
                {
                    return _hash;
                }
            }
        }

        /// <returns>True: the caller is to try; false: nothing is new, or another does.</returns>
        public bool TryStart(string? hash, string query, bool isPressed)
        {
            lock (_lock)
            {
                if (hash is not null && !_replacedHashes.Contains(hash))
                {
                    _hash = hash;
                }

                // What is back to what is shown needs no try, and what was wanted in between is not wanted any more.
                _pendingQuery = query == _shownQuery && !isPressed ? null : query;
                return _pendingQuery is not null && !_isRunning && (_isRunning = true);
            }
        }

        /// <returns>The latest words; null where all were tried.</returns>
        public string? TakePending()
        {
            lock (_lock)
            {
                var next = _pendingQuery;
                _pendingQuery = null;
                _isRunning = next is not null;
                return next;
            }
        }

        public void RecordShown(string hash, string? query)
        {
            lock (_lock)
            {
                if (_hash is not null && _hash != hash)
                {
                    _replacedHashes.Add(_hash);
                }

                _hash = hash.Length > 0 ? hash : null;
                _shownQuery = query ?? _shownQuery;
            }
        }

        /// <summary>The next words begin anew.</summary>
        public void RecordFailure()
        {
            lock (_lock)
            {
                _isRunning = false;
            }
        }
    }
}
