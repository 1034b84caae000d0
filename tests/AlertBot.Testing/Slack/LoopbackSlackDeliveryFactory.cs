using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack;

/// <summary>Creates deliveries with all members that Slack sends.</summary>
internal sealed class LoopbackSlackDeliveryFactory(LoopbackSlack slack)
{
    private int _events;

    /// <summary>https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling</summary>
    public LoopbackSlackDelivery Command(string channel, string user, string text, string command = "/news")
    {
        var payload = new JsonObject
        {
            ["token"] = "deprecatedVerificationTok",
            ["team_id"] = LoopbackSlack.TeamId,
            ["team_domain"] = "policy-desk",
            ["channel_id"] = channel,
            ["channel_name"] = slack.FindChannel(channel) is { IsPrivate: false } known ? known.Name : "privategroup",
            ["user_id"] = user,
            ["user_name"] = slack.Users.Find(candidate => candidate.Id == user)?.Name ?? "someone",
            ["command"] = command,
            ["text"] = text,
            ["api_app_id"] = LoopbackSlack.AppId,
            ["is_enterprise_install"] = "false",
            ["trigger_id"] = slack.WebApi.Views.NewTrigger(),
        };
        var delivery = new LoopbackSlackDelivery(LoopbackSlackDeliveryKind.Command, slack.Time.GetUtcNow()) { Payload = payload };
        payload["response_url"] = slack.WebApi.ResponseUrls.Create(delivery, isCommand: true);
        return delivery;
    }

    /// <summary>https://docs.slack.dev/reference/interaction-payloads. Adds only members that the payload lacks.</summary>
    public LoopbackSlackDelivery Interaction(JsonObject payload)
    {
        var delivery = new LoopbackSlackDelivery(LoopbackSlackDeliveryKind.Interaction, slack.Time.GetUtcNow()) { Payload = payload };
        payload["team"] ??= new JsonObject { ["id"] = LoopbackSlack.TeamId, ["domain"] = "policy-desk" };
        payload["user"] ??= new JsonObject
        {
            ["id"] = LoopbackSlack.DefaultUser,
            ["username"] = "anna",
            ["team_id"] = LoopbackSlack.TeamId,
        };
        payload["api_app_id"] ??= LoopbackSlack.AppId;
        payload["token"] ??= "deprecatedVerificationTok";
        payload["enterprise"] ??= null;
        payload["is_enterprise_install"] ??= false;
        payload["trigger_id"] ??= slack.WebApi.Views.NewTrigger(delivery.ViewId);
        if (payload["view"] is null)
        {
            payload["response_url"] ??= slack.WebApi.ResponseUrls.Create(delivery, isCommand: false);
        }

        return delivery;
    }

    /// <summary>https://docs.slack.dev/apis/events-api#callback-field</summary>
    public LoopbackSlackDelivery Event(JsonObject slackEvent, string? eventId = null)
    {
        var now = slack.Time.GetUtcNow();
        slackEvent["event_ts"] ??= $"{now.ToUnixTimeSeconds()}.000100";
        return new LoopbackSlackDelivery(LoopbackSlackDeliveryKind.Event, now)
        {
            Payload = new JsonObject
            {
                ["token"] = "deprecatedVerificationTok",
                ["team_id"] = LoopbackSlack.TeamId,
                ["context_team_id"] = LoopbackSlack.TeamId,
                ["api_app_id"] = LoopbackSlack.AppId,
                ["event"] = slackEvent,
                ["type"] = "event_callback",
                ["event_id"] = eventId ?? $"Ev0LOOP{Interlocked.Increment(ref _events):0000}",
                ["event_time"] = now.ToUnixTimeSeconds(),
                ["authorizations"] = new JsonArray(new JsonObject
                {
                    ["enterprise_id"] = null,
                    ["team_id"] = LoopbackSlack.TeamId,
                    ["user_id"] = LoopbackSlack.BotUser,
                    ["is_bot"] = true,
                    ["is_enterprise_install"] = false,
                }),
                ["is_ext_shared_channel"] = false,
                ["event_context"] = "4-eyJldCI6Imxvb3AifQ",
            },
        };
    }
}
