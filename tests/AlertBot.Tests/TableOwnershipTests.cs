using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AlertBot.Testing;

namespace AlertBot.Tests;

/// <summary>Checks that each table is written by one top-level folder only. Any folder may read it.</summary>
public partial class TableOwnershipTests
{
    private static readonly FrozenDictionary<string, string[]> TablesByFolder = new Dictionary<string, string[]>
    {
        ["Storage"] = ["change", "named_lease", "schema_version"],
        ["Http"] = ["host"],
        ["Feeds"] = ["entry", "entry_key", "feed", "feed_hub", "websub", "workspace_feed"],
        ["Topics"] = ["topic"],
        ["Reading"] = ["article", "match", "quote"],
        ["Stories"] = ["story", "story_entry"],
        ["Alerts"] =
        [
            "alert", "decision", "destination", "held_alert", "message", "message_alert", "notice", "subscription", "topic_mute",
            "workspace",
        ],
        ["Chat"] = ["inbound"],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Owners = TablesByFolder
        .SelectMany(folder => folder.Value.Select(table => (Table: table, Folder: folder.Key)))
        .ToFrozenDictionary(owner => owner.Table, owner => owner.Folder);

    /// <summary>Its SQL names the tables that their owners register.</summary>
    private const string FileWithComputedTableNames = "Storage/LeasedTable.cs";

    private static string SourceRoot { get; } = Path.Combine(SourceTree.Root, "src", "AlertBot");

    [Fact]
    public void Only_its_owner_writes_a_table()
    {
        var breaches = Directory.EnumerateFiles(SourceRoot, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(SourceRoot, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => file.Path.Split('/')[0] is not ("bin" or "obj") && file.Path != FileWithComputedTableNames)
            .SelectMany(file => FindBreaches(file.Path, file.Text));

        Assert.Empty(breaches);
    }

    [Fact]
    public void Each_table_has_an_owner()
    {
        var migrations = Directory.EnumerateFiles(Path.Combine(SourceRoot, "Storage", "Migrations"), "*.sql").Order(StringComparer.Ordinal);

        var tables = ListTables(string.Join('\n', migrations.Select(File.ReadAllText)));

        Assert.Equal(Owners.Keys.Except(["schema_version"]).Order(), tables.Order());
    }

    [Fact]
    public void Each_owner_writes_its_tables()
    {
        var written = TablesByFolder.Keys
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceRoot, folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => ListWrittenTables(File.ReadAllText(file)));

        Assert.Empty(Owners.Keys.Except(written));
    }

    [Theory]
    [InlineData("\"UPDATE feed SET due_at = 1\"")]
    [InlineData("\"update feed set due_at = 1\"")]
    [InlineData("\"UPDATE feed AS f SET due_at = 1\"")]
    [InlineData("\"UPDATE \" + \"feed SET due_at = 1\"")]
    [InlineData("\"UPDATE feed \"\n    + $\"SET due_at = {due}\"")]
    [InlineData("$\"UPDATE feed SET due_at = {due}\"")]
    [InlineData("@\"UPDATE \"\"feed\"\" SET due_at = 1\"")]
    [InlineData("\"\"\"\n    UPDATE\n        feed\n    SET due_at = 1\n    \"\"\"")]
    [InlineData("$\"\"\"\n    WITH due AS ({Due})\n    UPDATE feed SET due_at = 1\n    \"\"\"")]
    [InlineData("\"DELETE FROM feed\"")]
    [InlineData("\"DELETE\\nFROM feed WHERE id = 1\"")]
    [InlineData("\"INSERT INTO feed (id) VALUES (1)\"")]
    [InlineData("\"INSERT OR IGNORE INTO main.feed (id) VALUES (1)\"")]
    [InlineData("\"REPLACE INTO feed (id) VALUES (1)\"")]
    [InlineData("$\"{prefix} {(isNew ? \"INSERT INTO feed (id)\" : \"\")}\"")]
    [InlineData("\"SELECT 1; DELETE FROM topic; DELETE FROM feed\"", "Topics")]
    public void A_foreign_table_that_is_written_is_reported(string expression, string folder = "Reading")
    {
        Assert.Equal([$"{folder}/A.cs writes feed, which Feeds owns"], FindBreaches($"{folder}/A.cs", $"Run({expression});"));
    }

    [Theory]
    [InlineData("Run($\"UPDATE {table} SET due_at = 1\");")]
    [InlineData("Run(\"DELETE FROM \" + table);")]
    [InlineData("Run(\"INSERT INTO \"\n    + table + \" (id) VALUES (1)\");")]
    public void A_computed_table_name_is_reported(string text)
    {
        Assert.Equal(["Reading/A.cs writes a table whose name is computed"], FindBreaches("Reading/A.cs", text));
    }

    [Fact]
    public void A_registration_of_a_foreign_table_is_reported()
    {
        Assert.Equal(["Reading/A.cs writes feed, which Feeds owns"], FindBreaches("Reading/A.cs", "Add(new LeasedTable(\"feed\"));"));
    }

    [Theory]
    [InlineData("Run(\"SELECT id FROM feed\");")]
    [InlineData("Run(\"UPDATE match SET revision = (SELECT MAX(id) FROM feed)\");")]
    [InlineData("Run(\"INSERT INTO match (id) SELECT id FROM feed ON CONFLICT (id) DO UPDATE SET id = excluded.id\");")]
    [InlineData("// UPDATE feed SET due_at = 1")]
    [InlineData("/* \"DELETE FROM feed\" */")]
    [InlineData("Run(\"UPDATE feeds SET due_at = 1\");")]
    public void Own_tables_and_reads_are_not_reported(string text)
    {
        Assert.Empty(FindBreaches("Reading/A.cs", text));
    }

    [Fact]
    public void Renamed_and_dropped_tables_of_migrations_are_followed()
    {
        Assert.Equal(["a"], ListTables("""
            CREATE TABLE a (id BIGINT);
            CREATE TABLE b (id BIGINT);
            DROP TABLE a;
            ALTER TABLE b RENAME TO a;
            ALTER TABLE a ADD COLUMN c BIGINT;
            """));
    }

    private static IEnumerable<string> FindBreaches(string path, string text)
    {
        var folder = path.Split('/')[0];
        var foreign = ListWrittenTables(text)
            .Where(table => Owners.GetValueOrDefault(table, folder) != folder)
            .Select(table => $"{path} writes {table}, which {Owners[table]} owns");
        return CSharpSource.Parse(text).Strings.Any(ComputedTableName().IsMatch)
            ? [$"{path} writes a table whose name is computed", .. foreign]
            : foreign;
    }

    private static IEnumerable<string> ListWrittenTables(string text) => CSharpSource.Parse(text).Strings
        .SelectMany(content => WriteStatement().Matches(content))
        .Concat(LeasedTableRegistration().Matches(text))
        .Select(match => match.Groups["table"].Value.ToLowerInvariant())
        .Distinct();

    private static HashSet<string> ListTables(string migrations)
    {
        var tables = new HashSet<string>();
        foreach (Match statement in TableDefinition().Matches(migrations))
        {
            var table = statement.Groups["table"].Value;
            if (statement.Groups["create"].Success)
            {
                tables.Add(table);
                continue;
            }

            tables.Remove(table);
            if (statement.Groups["renamed"] is { Success: true, Value: var renamed })
            {
                tables.Add(renamed);
            }
        }

        return tables;
    }

    [GeneratedRegex(
        """
        \b(?: UPDATE \s+ (?: \w+\. )? ["`\[]? (?<table>\w+) ["`\]]? (?: \s+ (?: AS \s+ )? \w+ )? \s+ SET
        | (?: INSERT \s+ (?: OR \s+ \w+ \s+ )? INTO | REPLACE \s+ INTO | DELETE \s+ FROM ) \s+ (?: \w+\. )? ["`\[]? (?<table>\w+) ) \b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex WriteStatement();

    [GeneratedRegex(@"\b(?:UPDATE|INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|DELETE\s+FROM)(?:\s+\{\}|\s+$)")]
    private static partial Regex ComputedTableName();

    [GeneratedRegex(@"\bnew LeasedTable\(""(?<table>\w+)""")]
    private static partial Regex LeasedTableRegistration();

    [GeneratedRegex(
        @"\b(?<create>CREATE TABLE) (?<table>\w+)|\bDROP TABLE (?<table>\w+)|\bALTER TABLE (?<table>\w+) RENAME TO (?<renamed>\w+)")]
    private static partial Regex TableDefinition();
}
