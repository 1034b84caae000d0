using System.Globalization;
using System.Text;
using System.Xml;
using AlertBot.Text;

namespace AlertBot.Feeds.Opml;

/// <summary>Writes OPML 2.0, with each feed in all of its folders.</summary>
internal static class OpmlWriter
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, Encoding = new UTF8Encoding(false), CloseOutput = false };

    public static void Write(Stream output, IEnumerable<OpmlFeed> feeds, DateTimeOffset now)
    {
        using (var writer = XmlWriter.Create(output, Settings))
        {
            Write(writer, feeds, now);
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(XmlWriter writer, IEnumerable<OpmlFeed> feeds, DateTimeOffset now)
    {
        writer.WriteStartElement("opml");
        writer.WriteAttributeString("version", "2.0");
        writer.WriteStartElement("head");
        writer.WriteElementString("title", "Feeds of AlertBot");
        writer.WriteElementString("dateCreated", now.ToString("r", CultureInfo.InvariantCulture));
        writer.WriteEndElement();
        writer.WriteStartElement("body");
        Write(writer, BuildTree(feeds));
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static Folder BuildTree(IEnumerable<OpmlFeed> feeds)
    {
        var top = new Folder();
        foreach (var feed in feeds)
        {
            foreach (var place in feed.Outline.Folders.Count > 0 ? feed.Outline.Folders : [[]])
            {
                place.Aggregate(top, (folder, name) => folder.GetOrAddFolder(name)).Feeds.Add(feed);
            }
        }

        return top;
    }

    private static void Write(XmlWriter writer, Folder folder)
    {
        foreach (var feed in folder.Feeds)
        {
            Write(writer, feed);
        }

        foreach (var (name, inner) in folder.Folders)
        {
            writer.WriteStartElement("outline");
            writer.WriteAttributeString("text", RemoveInvalidXml(name));
            Write(writer, inner);
            writer.WriteEndElement();
        }
    }

    private static void Write(XmlWriter writer, OpmlFeed feed)
    {
        writer.WriteStartElement("outline");
        writer.WriteAttributeString("text", RemoveInvalidXml(feed.Name ?? feed.Address.Authority));
        if (!feed.Outline.Attributes.ContainsKey("type"))
        {
            writer.WriteAttributeString("type", "rss");
        }

        foreach (var (name, value) in feed.Outline.Attributes)
        {
            writer.WriteAttributeString(name, RemoveInvalidXml(value));
        }

        writer.WriteAttributeString("xmlUrl", feed.Address.AbsoluteUri);
        writer.WriteEndElement();
    }

    private static string RemoveInvalidXml(string text) =>
        string.Concat(PlainTextConverter.ToWellFormed(text).Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));

    private sealed class Folder
    {
        public List<OpmlFeed> Feeds { get; } = [];

        /// <summary>Folders in the order of their first feed.</summary>
        public List<(string Name, Folder Inner)> Folders { get; } = [];

        private readonly Dictionary<string, Folder> _byName = new(StringComparer.Ordinal);

        public Folder GetOrAddFolder(string name)
        {
            if (!_byName.TryGetValue(name, out var inner))
            {
                _byName[name] = inner = new Folder();
                Folders.Add((name, inner));
            }

            return inner;
        }
    }
}
