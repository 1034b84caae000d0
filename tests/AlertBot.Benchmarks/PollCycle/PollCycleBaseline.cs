using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Microsoft.Data.Sqlite;

namespace AlertBot.Benchmarks.PollCycle;

/// <summary>
/// The minimum for the same work: <see cref="HttpClient"/> with <c>If-None-Match</c>, and for a changed document <see cref="XDocument"/>
/// and plain inserts in one transaction.
/// </summary>
internal sealed class PollCycleBaseline : IDisposable
{
    private readonly PollCycleOptions _options;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alertbot-baseline-");
    private readonly SqliteConnection _database;
    private readonly SqliteCommand _insert;
    private readonly string?[] _tags;
    private readonly SemaphoreSlim _writer = new(1);

    private PollCycleBaseline(PollCycleOptions options)
    {
        _options = options;
        _tags = new string?[options.Feeds];
        _database = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "baseline.db")}");
        _database.Open();
        using var create = new SqliteCommand(
            "PRAGMA journal_mode = WAL; CREATE TABLE item (id INTEGER PRIMARY KEY, feed BIGINT, guid TEXT, title TEXT, link TEXT, "
                + "published BIGINT, summary TEXT, UNIQUE (feed, guid))", _database);
        create.ExecuteNonQuery();
        _insert = new SqliteCommand(
            "INSERT INTO item (feed, guid, title, link, published, summary) VALUES (@feed, @guid, @title, @link, @published, @summary) "
                + "ON CONFLICT DO NOTHING", _database);
        foreach (var name in new[] { "feed", "guid", "title", "link", "published", "summary" })
        {
            _insert.Parameters.Add(new SqliteParameter(name, null));
        }
    }

    public static async Task RunAsync(PollCycleOptions options, CancellationToken cancellationToken)
    {
        using var baseline = new PollCycleBaseline(options);
        await PollCycleRun.MeasureAsync(options,
            () => options.Changed ? baseline._http.GetStringAsync(options.ChangeUrl, cancellationToken) : Task.CompletedTask,
            () => baseline.CycleAsync(cancellationToken));
    }

    public void Dispose()
    {
        _http.Dispose();
        _insert.Dispose();
        _database.Dispose();
        _writer.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private Task CycleAsync(CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(Enumerable.Range(0, _options.Feeds),
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellationToken }, PollAsync);

    private async ValueTask PollAsync(int feed, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _options.Feed(feed));
        if (_tags[feed] is { } known)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            return;
        }

        _tags[feed] = response.Headers.ETag!.Tag;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var document = await XDocument.LoadAsync(body, LoadOptions.None, cancellationToken);
        await _writer.WaitAsync(cancellationToken);
        try
        {
            Store(feed, document);
        }
        finally
        {
            _writer.Release();
        }
    }

    private void Store(int feed, XDocument document)
    {
        using var transaction = _database.BeginTransaction();
        _insert.Transaction = transaction;
        foreach (var item in document.Root!.Element("channel")!.Elements("item"))
        {
            _insert.Parameters["feed"].Value = feed;
            _insert.Parameters["guid"].Value = item.Element("guid")!.Value;
            _insert.Parameters["title"].Value = item.Element("title")!.Value;
            _insert.Parameters["link"].Value = item.Element("link")!.Value;
            _insert.Parameters["published"].Value =
                DateTimeOffset.ParseExact(item.Element("pubDate")!.Value, "r", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
            _insert.Parameters["summary"].Value = item.Element("description")!.Value;
            _insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
