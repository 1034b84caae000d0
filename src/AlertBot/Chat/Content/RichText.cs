using AlertBot.Alerts.Subscriptions;

namespace AlertBot.Chat.Content;

/// <summary>A line of a reply: plain pieces, each with what it is, so that every platform escapes and formats it for itself.</summary>
internal sealed record RichText(IReadOnlyList<RichText.Span> Spans)
{
    public static RichText Of(params IReadOnlyList<Span> spans) => new(spans);

    public static implicit operator RichText(string plain) => new([new Span.Plain(plain)]);

    internal abstract record Span
    {
        private Span()
        {
        }

        public static implicit operator Span(string plain) => new Plain(plain);

        internal sealed record Plain(string Text) : Span;

        internal sealed record Strong(string Text) : Span;

        /// <summary>What can be typed, or a query.</summary>
        internal sealed record Code(string Text) : Span;

        /// <param name="Url">Null or unfit: only the label is shown.</param>
        internal sealed record Link(string Label, string? Url) : Span;

        /// <summary>A time that reads as “5 min ago”.</summary>
        internal sealed record RelativeTime(DateTimeOffset At) : Span;

        /// <summary>A channel, as a link to it where the platform has one.</summary>
        internal sealed record DestinationLink(DestinationAddress Destination) : Span;
    }
}
