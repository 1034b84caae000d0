using AlertBot.Cli;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Cli;

public class RunCommandTests
{
    [Fact]
    public async Task A_listen_address_of_another_machine_exits_with_1() =>
        Assert.Equal(1, await RunAsync("listen: http://192.0.2.1:8080", database: null));

    [Fact]
    public async Task A_database_without_a_required_table_exits_with_1()
    {
        await using var broken = await TestDatabase.OnSqliteAsync();
        await broken.ExecuteAsync("ALTER TABLE feed RENAME TO lost");

        Assert.Equal(1, await RunAsync("listen: http://127.0.0.1:0", broken.Options.Connection));
    }

    private static async Task<int> RunAsync(string web, string? database)
    {
        var folder = Directory.CreateTempSubdirectory("alertbot-run-");
        var config = Path.Combine(folder.FullName, "alertbot.yaml");
        await File.WriteAllTextAsync(config, $$"""
            storage: { connection: "{{database ?? $"Data Source={Path.Combine(folder.FullName, "run.db")}"}}" }
            web: { {{web}} }
            topics: [{ name: ceasefire, query: truce }]
            """);
        try
        {
            return await RunCommand.RunAsync(Program.BuildHost, config, TestContext.Current.CancellationToken)
                .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
