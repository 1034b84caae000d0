using AlertBot.Alerts.Subscriptions;

namespace AlertBot.Chat.Content;

/// <summary>A line of a reply as typed spans of plain text. Each platform escapes and formats them.</summary>
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

        /// <summary>A command that can be typed, an option's name, or a query.</summary>
        internal sealed record Code(string Text) : Span;

        /// <param name="Url">If null or not a web address, only the label is shown.</param>
        internal sealed record Link(string Label, string? Url) : Span;

        /// <summary>An instant, shown as “5 min ago”.</summary>
        internal sealed record RelativeTime(DateTimeOffset At) : Span;

        /// <summary>A channel, shown as a link where the platform has links to channels.</summary>
        internal sealed record DestinationLink(DestinationAddress Destination) : Span;
    }
}
