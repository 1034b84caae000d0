using System.Text.Json;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Hosting;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>
/// Previews the matches of a query in a form while it is typed: one preview at a time per form, always of the latest text.
/// </summary>
internal sealed class SlackQueryPreview(SlackCommandDispatcher dispatcher, SlackViewClient views, TimeProvider time)
{
    /// <summary>Limits the memory for forms; the state of the oldest is dropped.</summary>
    private const int MaxTrackedForms = 256;

    /// <summary>
    /// The minimum time between two previews in one form. Slack allows 100 view updates per minute in a workspace:
    /// https://docs.slack.dev/reference/methods/views.update
    /// </summary>
    private static readonly TimeSpan MinUpdateInterval = TimeSpan.FromSeconds(1);

    /// <summary>The time after which a running search is announced, so that people see a reaction within a second.</summary>
    private static readonly TimeSpan ProgressDelay = TimeSpan.FromMilliseconds(700);

    private static readonly IReadOnlyList<SlackBlock> SearchingBlocks =
        [new SlackBlock.Context([SlackTextObject.Plain("Searching the stored articles …")])];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Preview> _previews = [];
    private readonly Queue<string> _order = new();

    /// <summary>Returns at once if a preview of the same form is running; that one continues with the new text.</summary>
    /// <param name="view">The view at the time of the interaction.</param>
    /// <param name="isPressed">True: the button was pressed, so the preview runs even if the query is the same.</param>
    public async Task PreviewAsync(SlackCaller caller, SlackModalMetadata metadata, JsonElement view, bool isPressed,
        CancellationToken cancellationToken)
    {
        if (view.Text("id") is not { } id || SlackFormView.ReadPath(view) is not { } path)
        {
            return;
        }

        var preview = GetOrAddPreview(id);
        var typedQuery = SlackFormView.ReadValues(view).GetValueOrDefault(SlackFormView.QueryField, "").Trim();
        if (!preview.TryStart(view.Text("hash"), typedQuery, isPressed))
        {
            return;
        }

        var form = new ShownForm(id, path, SlackFormView.ReadInitialValues(view));
        var isDone = false;
        try
        {
            while (preview.TakePending() is { } query)
            {
                await PreviewAsync(caller, metadata, form, preview, query, cancellationToken);
                await Task.Delay(MinUpdateInterval, time, cancellationToken);
            }

            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                preview.RecordFailure();
            }
        }
    }

    private async Task PreviewAsync(SlackCaller caller, SlackModalMetadata metadata, ShownForm shown, Preview preview, string query,
        CancellationToken cancellationToken)
    {
        var formReply = await dispatcher.RunAsync(caller, shown.Path, new Dictionary<string, string>(), canAsk: true, cancellationToken);
        if (formReply.Form is not { } form)
        {
            return;
        }

        // Keep the initial values of the fields: then Slack keeps what people type, even during the update.
        var fields = form.Fields.Select(field => field with { Value = shown.Initial.GetValueOrDefault(field.Option) });
        form = form with { Fields = [.. fields] };
        var search = query.Length == 0 ? null : TestQueryAsync(caller, query, cancellationToken);
        if (search is not null && !await search.CompletesWithinAsync(ProgressDelay, time, cancellationToken))
        {
            await ShowAsync(shown.Id, preview, SlackFormView.Create(form, metadata, preview: SearchingBlocks), null, cancellationToken);
        }

        var matches = search is null ? null : SlackReplyRenderer.ToBlocks(WithoutHints(await search), time.GetUtcNow());
        await ShowAsync(shown.Id, preview, SlackFormView.Create(form, metadata, preview: matches), query, cancellationToken);
    }

    private Task<Reply> TestQueryAsync(SlackCaller caller, string query, CancellationToken cancellationToken) => dispatcher.RunAsync(
        caller, "topic test", new Dictionary<string, string> { [SlackFormView.QueryField] = query }, canAsk: false, cancellationToken);

    private async Task ShowAsync(string id, Preview preview, SlackView view, string? query, CancellationToken cancellationToken)
    {
        if (await views.UpdateAsync(id, preview.Hash, view, cancellationToken) is { } hash)
        {
            preview.RecordShown(hash, query);
        }
    }

    /// <summary>Removes the hint how to save the query: the form has a button for that.</summary>
    private static Reply WithoutHints(Reply reply) =>
        reply with { Blocks = [.. reply.Blocks.Where(block => reply.IsMistake || block is not ReplyBlock.Hint)] };

    private Preview GetOrAddPreview(string id)
    {
        lock (_lock)
        {
            if (_previews.TryGetValue(id, out var existing))
            {
                return existing;
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

    /// <summary>The state of the preview in one form.</summary>
    private sealed class Preview
    {
        private readonly Lock _lock = new();

        /// <summary>Hashes that our own updates have replaced. An interaction sent before such an update contains one of them.</summary>
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

        /// <returns>True: the caller has to run the preview; false: nothing has changed, or another call runs it.</returns>
        public bool TryStart(string? hash, string query, bool isPressed)
        {
            lock (_lock)
            {
                if (hash is not null && !_replacedHashes.Contains(hash))
                {
                    _hash = hash;
                }

                // A query that was changed back to the shown one needs no preview, and the ones in between are obsolete.
                _pendingQuery = query == _shownQuery && !isPressed ? null : query;
                return _pendingQuery is not null && !_isRunning && (_isRunning = true);
            }
        }

        /// <returns>The latest query; null: it is already shown, and the preview has ended.</returns>
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

        /// <summary>The preview has ended with an exception; the next interaction starts a new one.</summary>
        public void RecordFailure()
        {
            lock (_lock)
            {
                _isRunning = false;
            }
        }
    }
}
