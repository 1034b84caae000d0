namespace AlertBot.Text.Charsets;

/// <summary>Hints where a document declares its encoding, and which bytes show it.</summary>
internal enum MarkupKind
{
    /// <summary>In the XML declaration only. JSON Feeds, which have no declaration, count as XML too.</summary>
    Xml,

    /// <summary>In the XML declaration or in a <c>meta</c> element.</summary>
    Html,
}
