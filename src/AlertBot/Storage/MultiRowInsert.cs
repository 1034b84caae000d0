namespace AlertBot.Storage;

/// <summary>INSERT statements of one to <see cref="MaxRows"/> rows. Several rows at once cost half as much as one by one.</summary>
internal sealed class MultiRowInsert
{
    /// <summary>Per statement: the driver searches all parameters of a statement for each value that it binds.</summary>
    private const int MaxParameters = 72;

    private readonly string[] _statements;

    /// <param name="prefix">From INSERT to VALUES.</param>
    /// <param name="row">The values of one row, with parentheses. The number of the row replaces "#" in parameter names.</param>
    /// <param name="suffix">What follows the rows.</param>
    public MultiRowInsert(string prefix, string row, string suffix)
    {
        MaxRows = MaxParameters / row.Count(c => c == '#');
        var rows = Enumerable.Range(0, MaxRows).Select(i => row.Replace("#", $"{i}", StringComparison.Ordinal)).ToList();
        _statements = [.. Enumerable.Range(1, MaxRows).Select(count => $"{prefix} {string.Join(", ", rows.Take(count))} {suffix}")];
    }

    /// <summary>The maximum number of rows of one statement.</summary>
    public int MaxRows { get; }

    /// <param name="rows">From 1 to <see cref="MaxRows"/>.</param>
    public string GetStatement(int rows) => _statements[rows - 1];
}
