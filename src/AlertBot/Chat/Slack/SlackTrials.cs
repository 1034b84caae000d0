using System.Text.Json;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Slack;

/// <summary>Tries the query of a form while it is typed: one at a time for each form, and the latest words win.</summary>
internal sealed class SlackTrials(SlackDesk desk, SlackViews views, TimeProvider time)
{
    private const int MostRemembered = 256;

    /// <summary>Between two tries of one form: views may be changed 100 times a minute in a workspace, https://docs.slack.dev/reference/methods/views.update</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>People see a sign of life within a second.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromMilliseconds(700);

    private static readonly IReadOnlyList<SlackBlock> Testing = [new SlackBlock.Context([SlackTextObject.Plain("Searching the stored articles …")])];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Trial> _trials = [];
    private readonly Queue<string> _order = new();

    /// <summary>Ends at once where a try of the same form runs: it goes on with these words.</summary>
    /// <param name="view">As it was when someone typed or pressed.</param>
    /// <param name="isPressed">Someone asked for it: also where the words are the same.</param>
    public async Task TryAsync(SlackAsker asker, SlackModalPlace place, JsonElement view, bool isPressed, CancellationToken cancellationToken)
    {
        if (view.Text("id") is not { } id || SlackForm.PathOf(view) is not { } path)
        {
            return;
        }

        var trial = Remembered(id);
        if (!trial.Begin(view.Text("hash"), SlackForm.Values(view).GetValueOrDefault(SlackForm.Query, "").Trim(), isPressed))
        {
            return;
        }

        var isDone = false;
        try
        {
            while (trial.Next() is { } query)
            {
                await TryAsync(asker, place, new Shown(id, path, SlackForm.Initial(view)), trial, query, cancellationToken);
                await Task.Delay(Pause, time, cancellationToken);
            }

            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                trial.Fail();
            }
        }
    }

    private async Task TryAsync(SlackAsker asker, SlackModalPlace place, Shown shown, Trial trial, string query, CancellationToken cancellationToken)
    {
        var asked = await desk.RunAsync(asker, shown.Path, new Dictionary<string, string>(), canAsk: true, cancellationToken);
        if (asked.Form is not { } form)
        {
            return;
        }

        // The fields as they were shown: Slack keeps what is typed in them, also while this is on its way.
        form = form with { Fields = [.. form.Fields.Select(field => field with { Value = shown.Initial.GetValueOrDefault(field.Option) })] };
        var work = query.Length == 0 ? null
            : desk.RunAsync(asker, "topic test", new Dictionary<string, string> { [SlackForm.Query] = query }, canAsk: false, cancellationToken);
        if (work is not null && !await work.IsDoneAsync(SignOfLife, time, cancellationToken))
        {
            await ShowAsync(shown.Id, trial, SlackForm.Of(form, place, below: Testing), null, cancellationToken);
        }

        var found = work is null ? null : SlackReply.Blocks(Result(await work), time.GetUtcNow());
        await ShowAsync(shown.Id, trial, SlackForm.Of(form, place, below: found), query, cancellationToken);
    }

    private async Task ShowAsync(string id, Trial trial, SlackView view, string? query, CancellationToken cancellationToken)
    {
        if (await views.ChangeAsync(id, trial.Hash, view, cancellationToken) is { } hash)
        {
            trial.NoteShown(hash, query);
        }
    }

    /// <summary>How to keep it is said by the form itself.</summary>
    private static Reply Result(Reply reply) => reply with { Blocks = [.. reply.Blocks.Where(block => reply.IsMistake || block is not ReplyBlock.Hint)] };

    private Trial Remembered(string id)
    {
        lock (_lock)
        {
            if (_trials.TryGetValue(id, out var known))
            {
                return known;
            }

            _order.Enqueue(id);
            if (_order.Count > MostRemembered)
            {
                _trials.Remove(_order.Dequeue());
            }

            return _trials[id] = new Trial();
        }
    }

    private readonly record struct Shown(string Id, string Path, Dictionary<string, string> Initial);

    /// <summary>What is known of one form.</summary>
    private sealed class Trial
    {
        private readonly Lock _lock = new();

        /// <summary>Hashes that our own changes have replaced: a press that was under way names one of them.</summary>
        private readonly HashSet<string> _replaced = [];

        private string? _wanted;
        private string? _shown;
        private string? _hash;
        private bool _runs;

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
        public bool Begin(string? hash, string query, bool isPressed)
        {
            lock (_lock)
            {
                if (hash is not null && !_replaced.Contains(hash))
                {
                    _hash = hash;
                }

                // What is back to what is shown needs no try, and what was wanted in between is not wanted any more.
                _wanted = query == _shown && !isPressed ? null : query;
                return _wanted is not null && !_runs && (_runs = true);
            }
        }

        /// <returns>The latest words; null where all were tried.</returns>
        public string? Next()
        {
            lock (_lock)
            {
                var next = _wanted;
                _wanted = null;
                _runs = next is not null;
                return next;
            }
        }

        public void NoteShown(string hash, string? query)
        {
            lock (_lock)
            {
                if (_hash is not null && _hash != hash)
                {
                    _replaced.Add(_hash);
                }

                _hash = hash.Length > 0 ? hash : null;
                _shown = query ?? _shown;
            }
        }

        /// <summary>The next words begin anew.</summary>
        public void Fail()
        {
            lock (_lock)
            {
                _runs = false;
            }
        }
    }
}
