using System.Text.Json.Nodes;

namespace AlertBot.Testing.Discord.Gateway;

/// <summary>A session of the loopback gateway with all its events in order. It outlives its connections.</summary>
internal sealed class LoopbackGatewaySession(string id)
{
    private readonly List<string> _events = [];

    public string Id { get; } = id;

    public bool IsOver { get; set; }

    public int LastSequence => _events.Count;

    /// <returns>The event as it is sent, with its sequence number.</returns>
    public string Add(string name, JsonNode? data)
    {
        lock (_events)
        {
            var text = new JsonObject
            {
                ["op"] = 0,
                ["d"] = data?.DeepClone(),
                ["s"] = _events.Count + 1,
                ["t"] = name,
                ["_trace"] = new JsonArray("loopback")
            }.ToJsonString();
            _events.Add(text);
            return text;
        }
    }

    public IReadOnlyList<string> EventsAfter(int sequence)
    {
        lock (_events)
        {
            return [.. _events.Skip(sequence)];
        }
    }
}
