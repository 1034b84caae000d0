using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack.Validation;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>Modals and the triggers that open them. https://docs.slack.dev/reference/methods/views.open, views.push, views.update</summary>
internal sealed class LoopbackSlackViews(LoopbackSlack slack)
{
    /// <summary>
    /// https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses: a trigger “will expire in 3 seconds”.
    /// </summary>
    private static readonly TimeSpan TriggerLifetime = TimeSpan.FromSeconds(3);

    /// <summary>https://docs.slack.dev/surfaces/modals: “up to 3 views at a time”.</summary>
    private const int MaxStackDepth = 3;

    private readonly ConcurrentDictionary<string, Trigger> _triggers = new();
    private readonly ConcurrentDictionary<string, LoopbackSlackView> _views = new();
    private int _next;

    /// <summary>All views that were opened, by id.</summary>
    public IReadOnlyDictionary<string, LoopbackSlackView> ById => _views;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<LoopbackSlackView> All => [.. _views.Values.OrderBy(view => view.Id, StringComparer.Ordinal)];

    /// <summary>The newest open view.</summary>
    public LoopbackSlackView Top => All.LastOrDefault(view => view.IsOpen) ?? throw new InvalidOperationException("No view is open");

    /// <summary>Waits until a condition on the views is true. It is evaluated after every change.</summary>
    public Task WaitUntilAsync(Func<LoopbackSlackViews, bool> isTrue) =>
        slack.StateChanged.WaitUntilAsync(() => isTrue(this),
            () => $"the view; views: {string.Join(", ", All.Select(Describe))}; {string.Join("; ", slack.Violations)}");

    /// <summary>Creates the trigger id of an interaction; its lifetime begins now.</summary>
    /// <param name="view">The modal of the interaction; null: none.</param>
    public string NewTrigger(string? view = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture,
            $"1402{Interlocked.Increment(ref _next):000000}.1402000000.{Guid.NewGuid():N}");
        _triggers[id] = new Trigger(slack.Time.GetTimestamp(), view);
        return id;
    }

    /// <summary>Closes a view and the one above it, as a person does.</summary>
    public void Close(string id)
    {
        foreach (var view in _views.Values.Where(view => view.Id == id || view.PreviousId == id))
        {
            view.IsOpen = false;
        }

        slack.StateChanged.Reevaluate();
    }

    public LoopbackSlackApiResponse Handle(LoopbackSlackRequest request)
    {
        var view = request.Element("view");
        var validator = new SlackBodyValidator(slack.WebApi.MarkupRules, request.ApiMethod);
        SlackViewRules.Check(view, "/view", validator);
        if (validator.Errors.Count > 0)
        {
            return LoopbackSlackApiResponse.Failure("invalid_arguments", validator.Errors);
        }

        return SlackViewRules.IsTooLarge(view) ? LoopbackSlackApiResponse.Failure("view_too_large")
            : request.ApiMethod == "views.update" ? Update(request)
            : UseTrigger(request, out var viewBelow) is { } error ? LoopbackSlackApiResponse.Failure(error)
            : request.ApiMethod == "views.open" ? Show(Add(request.Body["view"]!, null))
            : Push(request, viewBelow);
    }

    /// <summary>Applies the acknowledgement of a submission to the submitted view.</summary>
    /// <param name="payload">The acknowledgement's payload. Null: the view closes.</param>
    public void ApplySubmission(string id, JsonElement? payload)
    {
        if (!_views.TryGetValue(id, out var view))
        {
            return;
        }

        if (payload is not { } response || response.ValueKind != JsonValueKind.Object || !response.EnumerateObject().Any())
        {
            view.IsOpen = false;
            slack.StateChanged.Reevaluate();
            return;
        }

        var validator = new SlackBodyValidator(slack.WebApi.MarkupRules, "the acknowledgement of a submission");
        SlackViewRules.CheckSubmissionResponse(response, view.Element, validator);
        foreach (var error in validator.Errors)
        {
            slack.AddViolation("the acknowledgement of a submission: " + error);
        }

        if (validator.Errors.Count == 0)
        {
            Apply(view, response);
        }

        slack.StateChanged.Reevaluate();
    }

    private void Apply(LoopbackSlackView view, JsonElement response)
    {
        var newView = response.TryGetProperty("view", out var element) ? JsonNode.Parse(element.GetRawText()) : null;
        switch (response.GetProperty("response_action").GetString())
        {
            case "errors":
                view.Errors =
                    response.GetProperty("errors").EnumerateObject().ToDictionary(error => error.Name, error => error.Value.GetString()!);
                break;
            case "update":
                view.Update(newView!, NewHash());
                break;
            case "push":
                Add(newView!, view);
                break;
            default:
                foreach (var open in _views.Values.Where(candidate => candidate.RootId == view.RootId))
                {
                    open.IsOpen = false;
                }

                break;
        }
    }

    private LoopbackSlackApiResponse Push(LoopbackSlackRequest request, LoopbackSlackView? viewBelow) =>
        viewBelow is null ? LoopbackSlackApiResponse.Failure("invalid_trigger_id")
        : _views.Values.Count(view => view.RootId == viewBelow.RootId && view.IsOpen) >= MaxStackDepth
            ? LoopbackSlackApiResponse.Failure("push_limit_reached")
        : Show(Add(request.Body["view"]!, viewBelow));

    private LoopbackSlackApiResponse Update(LoopbackSlackRequest request)
    {
        var view = request.Text("view_id") is { } id ? _views.GetValueOrDefault(id)
            : request.Text("external_id") is { } external
                ? _views.Values.FirstOrDefault(candidate => (string?)candidate.Json["external_id"] == external)
            : null;
        if (request.Text("view_id") is null && request.Text("external_id") is null)
        {
            return LoopbackSlackApiResponse.Failure("invalid_arguments", ["[ERROR] missing required field: view_id"]);
        }

        if (view is not { IsOpen: true })
        {
            return LoopbackSlackApiResponse.Failure("not_found");
        }

        if (request.Text("hash") is { } hash && hash != view.Hash)
        {
            return LoopbackSlackApiResponse.Failure("hash_conflict");
        }

        view.Update(request.Body["view"]!, NewHash());
        return Show(view);
    }

    private string? UseTrigger(LoopbackSlackRequest request, out LoopbackSlackView? viewBelow)
    {
        viewBelow = null;
        if (!_triggers.TryGetValue(request.Text("trigger_id")!, out var trigger))
        {
            slack.AddViolation($"{request.ApiMethod}: an unknown trigger");
            return "invalid_trigger_id";
        }

        viewBelow = trigger.View is null ? null : _views.GetValueOrDefault(trigger.View);
        if (trigger.IsUsed)
        {
            slack.AddViolation($"{request.ApiMethod}: a trigger is used twice");
            return "exchanged_trigger_id";
        }

        trigger.IsUsed = true;
        return slack.Time.GetElapsedTime(trigger.At) > TriggerLifetime ? "expired_trigger_id" : null;
    }

    private LoopbackSlackView Add(JsonNode json, LoopbackSlackView? viewBelow)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"V0LOOP{Interlocked.Increment(ref _next):000000}");
        var view = new LoopbackSlackView(id, viewBelow?.RootId ?? id, viewBelow?.Id);
        view.Update(json, NewHash());
        _views[id] = view;
        return view;
    }

    private LoopbackSlackApiResponse Show(LoopbackSlackView view)
    {
        slack.StateChanged.Reevaluate();
        return LoopbackSlackApiResponse.Ok(("view", view.Json.DeepClone()));
    }

    private static string Describe(LoopbackSlackView view) => $"{view.Title} ({(view.IsOpen ? "open" : "closed")}): {view.AllText}";

    private string NewHash() =>
        string.Create(CultureInfo.InvariantCulture, $"{slack.Time.GetUtcNow().ToUnixTimeSeconds()}.{Guid.NewGuid().ToString("N")[..8]}");

    private sealed class Trigger(long at, string? view)
    {
        public long At { get; } = at;

        public string? View { get; } = view;

        public bool IsUsed { get; set; }
    }
}
